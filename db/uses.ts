import { and, asc, desc, eq, gte, inArray, isNotNull, isNull, lt, or } from 'drizzle-orm'
import { inHands, standingOf, type CertificateStanding } from '../domain/certificate-states.ts'
import type { Database } from './database.ts'
import { certificates, subjectKeys } from './schema/certificates.ts'
import { orders } from './schema/orders.ts'
import { apiClients } from './schema/api-clients.ts'
import { authorisations, hashSignings, signers, signingDocuments, typedCodes } from './schema/signing.ts'
import { unseal } from './sealed-columns.ts'

/**
 * What a hosted certificate was used for, each time by a code: the latest first, those of a span where one is given.
 * `documents`: names of what was signed; `client` and `count`: who had hashes signed, and how many.
 */
export async function usesOf(
  db: Database,
  certificate: { id: string; orderId: string },
  { from, before, most }: { from?: Date; before?: Date | undefined; most: number },
) {
  const rows = await db
    .select({
      use: authorisations,
      at: authorisations.consumedAt,
      order: { id: orders.id, no: orders.no, kind: orders.kind },
      typed: { id: typedCodes.id, address: typedCodes.address },
      client: apiClients.name,
      hashes: hashSignings.hashes,
    })
    .from(authorisations)
    .innerJoin(orders, eq(orders.id, authorisations.orderId))
    .leftJoin(signers, eq(signers.id, authorisations.signerId))
    .leftJoin(hashSignings, eq(hashSignings.orderId, orders.id))
    .leftJoin(apiClients, eq(apiClients.id, hashSignings.clientId))
    .leftJoin(typedCodes, eq(typedCodes.id, authorisations.consumedBy))
    .where(
      and(
        isNotNull(authorisations.consumedAt),
        from && gte(authorisations.consumedAt, from),
        before && lt(authorisations.consumedAt, before),
        or(
          eq(signers.certificateId, certificate.id),
          and(
            isNull(authorisations.signerId),
            or(eq(orders.certificateId, certificate.id), eq(orders.id, certificate.orderId)),
          ),
        ),
      ),
    )
    .orderBy(desc(authorisations.consumedAt))
    .limit(most)
  const signed = rows.filter(({ use }) => use.purpose === 'signing').map(({ order }) => order.id)
  const names = await db
    .select()
    .from(signingDocuments)
    .where(inArray(signingDocuments.orderId, signed))
    .orderBy(asc(signingDocuments.createdAt), asc(signingDocuments.id))
  return rows.map(({ use, at, order, typed, client, hashes }) => ({
    id: use.id,
    at: at!,
    purpose: use.purpose,
    phone: use.phoneMasked,
    address: typed && unseal('typedFrom', [typed.id], typed.address),
    no: order.no,
    kind: order.kind,
    client,
    count: hashes?.length ?? use.documents,
    documents:
      use.purpose === 'signing'
        ? names
            .filter(({ orderId }) => orderId === order.id)
            .map(({ id, name }) => unseal('documentName', [id], name))
        : [],
  }))
}

const mayBeUsed: readonly CertificateStanding[] = inHands

/** The hosted certificates that a holder has or had, the newest first, each with the name of the holder. */
export const hostedOf = (db: Database, holderNumber: string) =>
  db
    .select({ certificate: certificates, holderName: orders.holderName })
    .from(certificates)
    .innerJoin(subjectKeys, eq(subjectKeys.id, certificates.keyId))
    .innerJoin(orders, eq(orders.id, certificates.orderId))
    .where(and(eq(certificates.holderNumber, holderNumber), eq(subjectKeys.carrier, 'hsm')))
    .orderBy(desc(certificates.notBefore))

/**
 * What the hosted certificates of a holder were used for in a span, each with its latest uses; the name of the holder, and
 * whether none of them can be used any more.
 */
export async function usesOfHolder(
  db: Database,
  holderNumber: string,
  { now, ...span }: { from: Date; before: Date; most: number; now: Date },
) {
  const rows = await hostedOf(db, holderNumber)
  const used = []
  for (const { certificate } of rows)
    used.push({ serial: certificate.serial, uses: await usesOf(db, certificate, span) })
  return {
    holderName: rows[0]?.holderName ?? '',
    certificates: used,
    isOver: !rows.some(({ certificate }) => mayBeUsed.includes(standingOf(certificate, now))),
  }
}
