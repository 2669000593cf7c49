import { eq, or } from 'drizzle-orm'
import type { CertificateState } from '../domain/certificate-states.ts'
import type { Database } from './database.ts'
import { certificates } from './schema/certificates.ts'

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
