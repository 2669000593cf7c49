import { and, eq, isNull, ne, or } from 'drizzle-orm'
import type { KeyOrigin } from '../domain/certificate-kinds.ts'
import type { CertificateState } from '../domain/certificate-states.ts'
import type { CertificateRow } from './certificates.ts'
import type { Database, Transaction } from './database.ts'
import { certificates, certificateWritings, subjectKeys } from './schema/certificates.ts'

export type WritingRow = typeof certificateWritings.$inferSelect

/** How far the certificate of an order is; undefined for an order whose key is made at a key station. */
export async function readWriting(
  db: Database | Transaction,
  orderId: string,
): Promise<{ writing: WritingRow; certificate: CertificateRow | null } | undefined> {
  const [row] = await db
    .select({ writing: certificateWritings, certificate: certificates })
    .from(certificateWritings)
    .leftJoin(certificates, eq(certificates.keyId, certificateWritings.keyId))
    .where(eq(certificateWritings.orderId, orderId))
  return row
}

/** An order begins whose certificate will go into this key. `nonce`: what the key will sign about it. */
export async function beginWriting(
  tx: Transaction,
  writing: Pick<WritingRow, 'orderId' | 'tokenSerial' | 'nonce'>,
): Promise<void> {
  await tx.insert(certificateWritings).values(writing)
}

/**
 * States of the certificates that count while one is written into a key in its holder's hands: the new one once the key
 * has it, before that the old one too.
 */
export async function countingStates(
  db: Database,
  { orderId, oldCertificateId }: { orderId: string; oldCertificateId: string },
): Promise<CertificateState[]> {
  const both = await db
    .select()
    .from(certificates)
    .where(or(eq(certificates.id, oldCertificateId), eq(certificates.orderId, orderId)))
  const made = both.filter((certificate) => certificate.orderId === orderId)
  const written = made.some(({ activatedAt }) => activatedAt !== null)
  return (written ? made : both).map(({ state }) => state)
}

/** A pair that a key made, with the attributes by which it is protected there. */
export interface MadePair {
  orderId: string
  carrier: 'token'
  tokenSerial: string
  label: string
  origin: KeyOrigin
  spki: Uint8Array
  evidence: Record<string, boolean>
}

/** Keeps the one pair of an order. Gives its id; undefined where the order, or another one, has another pair. */
export async function keepPair(db: Database | Transaction, pair: MadePair): Promise<string | undefined> {
  const { orderId, tokenSerial, label, spki } = pair
  const elsewhere = and(eq(subjectKeys.spki, spki), ne(subjectKeys.orderId, orderId))
  const [known] = await db.select({ id: subjectKeys.id }).from(subjectKeys).where(elsewhere).limit(1)
  if (known) return undefined
  await db.insert(subjectKeys).values(pair).onConflictDoNothing()
  const [kept] = await db
    .select()
    .from(subjectKeys)
    .where(and(eq(subjectKeys.tokenSerial, tokenSerial), eq(subjectKeys.label, label)))
  return kept && Buffer.compare(kept.spki, spki) === 0 ? kept.id : undefined
}

/** A pair by its id. */
export async function readPair(db: Database | Transaction, keyId: string) {
  const [pair] = await db.select().from(subjectKeys).where(eq(subjectKeys.id, keyId))
  return pair
}

/** The key has made its pair; the first time counts. */
export async function noteGenerated(db: Database, orderId: string, keyId: string): Promise<void> {
  await db
    .update(certificateWritings)
    .set({ keyId, generatedAt: new Date() })
    .where(and(eq(certificateWritings.orderId, orderId), isNull(certificateWritings.generatedAt)))
}

/** The key has proved that the new pair is the one it uses. */
export async function noteFinished(db: Database, orderId: string): Promise<void> {
  await db
    .update(certificateWritings)
    .set({ finishedAt: new Date() })
    .where(eq(certificateWritings.orderId, orderId))
}
