import { randomInt } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { ApplicationForm } from '../domain/application-form.ts'
import { maskName } from '../domain/identifiers.ts'
import type { Database, Transaction } from './database.ts'
import { operatorFingerprint } from './operators.ts'
import { persons } from './schema/persons.ts'

const NUMBER_DIGITS = 14

/** Says nothing about the person: nothing of it is derived from anything. */
const newHolderNumber = () => `P${String(randomInt(10 ** NUMBER_DIGITS)).padStart(NUMBER_DIGITS, '0')}`

/** The holder number of the person with this identity number; undefined where nobody with it has applied. */
export async function knownPerson(db: Database | Transaction, idNumber: string): Promise<string | undefined> {
  const [known] = await db
    .select({ holderNumber: persons.holderNumber })
    .from(persons)
    .where(eq(persons.idFingerprint, operatorFingerprint(idNumber)))
  return known?.holderNumber
}

/** The same; a new one where there is none. */
async function personNumber(db: Transaction, idNumber: string): Promise<string> {
  const known = await knownPerson(db, idNumber)
  if (known) return known
  const person = { idFingerprint: operatorFingerprint(idNumber), holderNumber: newHolderNumber() }
  await db.insert(persons).values(person).onConflictDoNothing({ target: persons.idFingerprint })
  return (await knownPerson(db, idNumber))!
}

/**
 * Whose order it is, for its row: an organisation by its USCC, a person by the number that we gave it. A person's name is
 * masked, as rows are no place for personal data; the whole of it stands in the form.
 */
export async function holderOf(
  tx: Transaction,
  { organisation, operator }: ApplicationForm,
): Promise<{ holderName: string; holderNumber: string }> {
  if (organisation) return { holderName: organisation.name, holderNumber: organisation.uscc }
  const holderNumber = await personNumber(tx, operator.idNumber)
  return { holderName: maskName(operator.name), holderNumber }
}
