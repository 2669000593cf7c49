import { and, asc, desc, eq, inArray, isNotNull, isNull, or } from 'drizzle-orm'
import { standingOf } from '../domain/certificate-states.ts'
import { audit } from './audit.ts'
import type { SignerLimits } from '../domain/authorisation.ts'
import type { Database, Transaction } from './database.ts'
import { fingerprint } from './encryption.ts'
import { certificates } from './schema/certificates.ts'
import { orders } from './schema/orders.ts'
import { signerNamings, signers, signingParts } from './schema/signing.ts'
import { seal, unseal } from './sealed-columns.ts'

type SignerRow = typeof signers.$inferSelect

/** A signer with the name that it was given. */
export interface Signer extends SignerRow {
  called: string
}

const called = (row: SignerRow): Signer => ({ ...row, called: unseal('signerName', [row.id], row.name) })

/** Who may sign by these certificates now, the first signer of each before the others. */
export async function signersOf(db: Database, certificateIds: string[]): Promise<Signer[]> {
  const rows = await db
    .select()
    .from(signers)
    .where(and(inArray(signers.certificateId, certificateIds), isNotNull(signers.mac)))
    .orderBy(asc(signers.createdAt))
  return rows.map(called)
}

/** The first signers of certificates, by the id of each: of those that were activated. */
export async function firstSigners(
  db: Database,
  certificateIds: string[],
): Promise<Map<string, Pick<SignerRow, 'phoneMasked' | 'phoneFingerprint'>>> {
  const { certificateId, phoneMasked, phoneFingerprint } = signers
  const rows = await db
    .select({ certificateId, phoneMasked, phoneFingerprint })
    .from(signers)
    .where(and(inArray(certificateId, certificateIds), isNotNull(signers.mac)))
    .orderBy(desc(signers.createdAt))
  return new Map(rows.map((row) => [row.certificateId, row]))
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

/** Who may sign by this certificate with this phone. */
export async function signerOfCertificate(
  db: Database,
  certificateId: string,
  phone: string,
): Promise<SignerRow | undefined> {
  const [found] = await db
    .select()
    .from(signers)
    .where(
      and(
        eq(signers.certificateId, certificateId),
        eq(signers.phoneFingerprint, fingerprint('phone', phone)),
        isNotNull(signers.mac),
      ),
    )
  return found
}

/** Somebody who may sign, by their id. */
export async function signerById(db: Database, id: string): Promise<SignerRow | undefined> {
  const [found] = await db
    .select()
    .from(signers)
    .where(and(eq(signers.id, id), isNotNull(signers.mac)))
  return found
}

/** Lets somebody sign no more: without the mac nobody can make a signer of the row again. */
export async function takeBack(db: Database, { id, orderId }: SignerRow): Promise<void> {
  await db.transaction(async (tx) => {
    await tx
      .update(signers)
      .set({ mac: null, takenBackAt: new Date() })
      .where(and(eq(signers.id, id), isNull(signers.takenBackAt)))
    await audit(tx, { actor: 'applicant', action: 'signer.takenBack', subject: orderId })
  })
}

/** The open requests that wait for this signer. */
export async function openRequestsOf(db: Database, signerId: string): Promise<string[]> {
  const rows = await db
    .selectDistinct({ id: orders.id })
    .from(signingParts)
    .innerJoin(orders, eq(orders.id, signingParts.orderId))
    .where(
      and(
        eq(signingParts.signerId, signerId),
        isNull(signingParts.signedAt),
        isNull(orders.endedAt),
        isNotNull(orders.startedAt),
      ),
    )
  return rows.map(({ id }) => id)
}

interface Naming {
  name: string
  phone: string
  limits: SignerLimits
}

/** Keeps whom an order is to make a signer. */
export async function keepNaming(
  tx: Transaction,
  orderId: string,
  { name, phone, limits }: Naming,
): Promise<void> {
  await tx.insert(signerNamings).values({
    ...{ orderId, limits },
    name: seal('namedName', [orderId], name),
    phone: seal('namedPhone', [orderId], phone),
  })
}

/** Whom an order is to make a signer; undefined where it is about nobody, or came to nothing. */
export async function namingOf(db: Database, orderId: string): Promise<Naming | undefined> {
  const [row] = await db.select().from(signerNamings).where(eq(signerNamings.orderId, orderId))
  return (
    row && {
      name: unseal('namedName', [orderId], row.name),
      phone: unseal('namedPhone', [orderId], row.phone),
      limits: row.limits,
    }
  )
}
