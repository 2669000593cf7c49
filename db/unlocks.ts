import { and, eq, ne } from 'drizzle-orm'
import type { Database, Transaction } from './database.ts'
import { fingerprint } from './encryption.ts'
import { tokens } from './schema/certificates.ts'
import { unlockRequests } from './schema/unlocks.ts'

/** What a code to the reserved phone confirms: this order and this key. */
export function unlockSubject(orderId: string, tokenSerial: string): string {
  return fingerprint('unlock', `${orderId}|${tokenSerial}`)
}

/**
 * Whether an SO PIN of this key left the HSM and may still be the one that is set: the key has to be unlocked once more
 * before anything else is done with it, which changes its SO PIN.
 */
export async function rotationIsDue(db: Database | Transaction, tokenSerial: string): Promise<boolean> {
  const [due] = await db
    .select({ id: unlockRequests.id })
    .from(unlockRequests)
    .innerJoin(tokens, eq(tokens.serial, unlockRequests.tokenSerial))
    .where(
      and(
        eq(tokens.serial, tokenSerial),
        ne(unlockRequests.state, 'confirmed'),
        eq(unlockRequests.fromGeneration, tokens.soPinGeneration),
      ),
    )
    .limit(1)
  return due !== undefined
}
