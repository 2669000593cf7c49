import { and, desc, eq, isNotNull, isNull } from 'drizzle-orm'
import type { Database, Transaction } from './database.ts'
import { certificates } from './schema/certificates.ts'
import { proofings, type SignedProof } from './schema/proofing.ts'

/** Whether an identity check of the order still stands: a bank may have sent its transfer back. */
export async function isProofed(db: Database | Transaction, orderId: string): Promise<boolean> {
  const passed = await db
    .select({ id: proofings.id })
    .from(proofings)
    .where(and(eq(proofings.orderId, orderId), isNotNull(proofings.passedAt), isNull(proofings.voidedAt)))
    .limit(1)
  return passed.length > 0
}

/** The last check that found a certificate which proves these facts, and that certificate as it is now. */
export async function provingCertificate(db: Database | Transaction, orderId: string, facts: string) {
  const [found] = await db
    .select({ check: proofings, certificate: certificates })
    .from(proofings)
    .innerJoin(certificates, eq(certificates.id, proofings.certificateId))
    .where(and(eq(proofings.orderId, orderId), eq(proofings.facts, facts), eq(proofings.result, 'matched')))
    .orderBy(desc(proofings.createdAt))
    .limit(1)
  return found
}

/** Keeps what a key has signed for its holder's identity, and where its certificate says otherwise than the form. */
export async function keepSignedProof(
  db: Database,
  proof: {
    orderId: string
    facts: string
    certificateId: string
    signed: SignedProof
    inconsistent: string[]
  },
): Promise<void> {
  await db.insert(proofings).values({
    ...proof,
    method: 'ownCertificate',
    result: proof.inconsistent.length === 0 ? 'matched' : 'mismatched',
    providerRequests: [],
    idempotencyKey: `ownCertificate/${proof.signed.statement}`,
  })
}
