import { and, asc, eq, inArray, ne } from 'drizzle-orm'
import { inHands } from '../domain/certificate-states.ts'
import type { Database, Transaction } from './database.ts'
import { certificates, subjectKeys, tokens } from './schema/certificates.ts'

/** The key that carries a certificate, its row locked; undefined where there is none. */
export async function lockToken(tx: Transaction, certificateId: string) {
  const [row] = await tx
    .select({ token: tokens })
    .from(certificates)
    .innerJoin(subjectKeys, eq(subjectKeys.id, certificates.keyId))
    .innerJoin(tokens, eq(tokens.serial, subjectKeys.tokenSerial))
    .where(eq(certificates.id, certificateId))
    .for('update', { of: tokens })
  return row?.token
}

/** Ids of the other certificates in somebody's hands on a key, the oldest first: a renewal leaves the old one there. */
export async function othersOnKey(
  db: Database | Transaction,
  tokenSerial: string,
  certificateId: string,
): Promise<string[]> {
  const others = await db
    .select({ id: certificates.id })
    .from(certificates)
    .innerJoin(subjectKeys, eq(subjectKeys.id, certificates.keyId))
    .where(
      and(
        eq(subjectKeys.tokenSerial, tokenSerial),
        ne(certificates.id, certificateId),
        inArray(certificates.state, inHands),
      ),
    )
    .orderBy(asc(certificates.notBefore))
  return others.map(({ id }) => id)
}
