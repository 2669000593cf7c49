import { and, asc, desc, eq, inArray, isNotNull, or } from 'drizzle-orm'
import { standingOf } from '../domain/certificate-states.ts'
import type { Database } from './database.ts'
import { fingerprint } from './encryption.ts'
import { certificates } from './schema/certificates.ts'
import { orders } from './schema/orders.ts'
import { signers } from './schema/signing.ts'
import { unseal } from './sealed-columns.ts'

type SignerRow = typeof signers.$inferSelect

/** A signer with the name that it was given. */
export interface Signer extends SignerRow {
  called: string
}

const called = (row: SignerRow): Signer => ({ ...row, called: unseal('signerName', [row.id], row.name) })

/** Who may sign by these certificates now, the first signer of each before the others. */
export async function signersOf(db: Database, ...certificateIds: string[]): Promise<Signer[]> {
  const rows = await db
    .select()
    .from(signers)
    .where(and(inArray(signers.certificateId, certificateIds), isNotNull(signers.mac)))
    .orderBy(asc(signers.createdAt))
  return rows.map(called)
}

/** The phones, masked, of the first signers of certificates, by the id of each: of those that were activated. */
export async function firstPhones(db: Database, certificateIds: string[]): Promise<Map<string, string>> {
  const rows = await db
    .select({ id: signers.certificateId, phone: signers.phoneMasked })
    .from(signers)
    .where(and(inArray(signers.certificateId, certificateIds), isNotNull(signers.mac)))
    .orderBy(desc(signers.createdAt))
  return new Map(rows.map(({ id, phone }) => [id, phone]))
}

/**
 * Somebody with this phone who may sign now by a certificate of this holder, or by that with this serial number (hex); of
 * several certificates by the newest.
 */
export async function signerByPhone(
  db: Database,
  { holderNumber, serial, phone }: { holderNumber: string; serial: string; phone: string },
  now: Date,
): Promise<SignerRow | undefined> {
  const rows = await db
    .select({ signer: signers, certificate: certificates })
    .from(signers)
    .innerJoin(certificates, eq(certificates.id, signers.certificateId))
    .innerJoin(orders, eq(orders.id, certificates.orderId))
    .where(
      and(
        eq(signers.phoneFingerprint, fingerprint('phone', phone)),
        isNotNull(signers.mac),
        or(eq(orders.holderNumber, holderNumber), eq(certificates.serial, serial)),
      ),
    )
    .orderBy(desc(certificates.notBefore))
  return rows.find(({ certificate }) => standingOf(certificate, now) === 'active')?.signer
}
