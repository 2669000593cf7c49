import { and, desc, eq, inArray, isNotNull, isNull } from 'drizzle-orm'
import type { HashAlgorithm } from '../domain/hash-signing.ts'
import { inHands } from '../domain/certificate-states.ts'
import { audit } from './audit.ts'
import type { Database } from './database.ts'
import type { OrderRow } from './orders.ts'
import { apiClients } from './schema/api-clients.ts'
import { certificates, subjectKeys } from './schema/certificates.ts'
import { orders } from './schema/orders.ts'
import { credentialGrants, hashSignings, type HashWords } from './schema/signing.ts'
import { seal, unseal } from './sealed-columns.ts'
import { createForSigner } from './signings.ts'

/** Hashes that a client wants signed by a hosted certificate. */
export interface NewHashSigning {
  clientId: string
  certificateId: string
  algorithm: HashAlgorithm
  /** Base64. */
  hashes: string[]
  words: HashWords
}

/** Begins their order; undefined when nobody can sign by the certificate now. */
export const createHashSigning = (
  db: Database,
  { clientId, certificateId, algorithm, hashes, words }: NewHashSigning,
  language: OrderRow['language'],
): Promise<OrderRow | undefined> =>
  createForSigner(db, 'hashSigning', certificateId, language, async (tx, { id: orderId }) => {
    await tx.insert(hashSignings).values({
      ...{ orderId, clientId, algorithm, hashes },
      words: seal('hashWords', [orderId], words),
    })
  })

/** The hashes of an order, what its client says of them, and who that is. */
export async function hashSigningOf(db: Database, orderId: string) {
  const [found] = await db
    .select({ row: hashSignings, clientName: apiClients.name })
    .from(hashSignings)
    .innerJoin(apiClients, eq(apiClients.id, hashSignings.clientId))
    .where(eq(hashSignings.orderId, orderId))
  if (!found) return undefined
  const { words, ...row } = found.row
  return { ...row, clientName: found.clientName, words: words && unseal('hashWords', [orderId], words) }
}

/** The signatures of an order, in the order of its hashes: once. Undefined when there are none, or they are given away. */
export const handOutSignatures = (db: Database, orderId: string): Promise<string[] | undefined> =>
  db.transaction(async (tx) => {
    const [row] = await tx
      .update(hashSignings)
      .set({ handedOutAt: new Date() })
      .where(
        and(
          eq(hashSignings.orderId, orderId),
          isNull(hashSignings.handedOutAt),
          isNotNull(hashSignings.signatures),
        ),
      )
      .returning({ signatures: hashSignings.signatures, clientId: hashSignings.clientId })
    if (!row) return undefined
    await audit(tx, {
      actor: `client:${row.clientId}`,
      action: 'signatures.handedOut',
      subject: orderId,
      detail: { count: row.signatures!.length },
    })
    return row.signatures!
  })

/** A holder lets a client see these certificates, and ask for their use. `by`: the identifier of the holder. */
export async function grantCredentials(
  db: Database,
  clientId: string,
  certificateIds: readonly string[],
): Promise<void> {
  await db.transaction(async (tx) => {
    for (const certificateId of certificateIds) {
      await tx.insert(credentialGrants).values({ clientId, certificateId }).onConflictDoNothing()
      await audit(tx, {
        actor: 'holder',
        action: 'credential.granted',
        subject: certificateId,
        detail: { client: clientId },
      })
    }
  })
}

/** A holder takes that back: the client learns and asks nothing more of these certificates. */
export async function withdrawGrants(
  db: Database,
  clientId: string,
  certificateIds: readonly string[],
): Promise<void> {
  await db.transaction(async (tx) => {
    const gone = await tx
      .delete(credentialGrants)
      .where(
        and(
          eq(credentialGrants.clientId, clientId),
          inArray(credentialGrants.certificateId, [...certificateIds]),
        ),
      )
      .returning({ certificateId: credentialGrants.certificateId })
    for (const { certificateId } of gone)
      await audit(tx, {
        actor: 'holder',
        action: 'credential.withdrawn',
        subject: certificateId,
        detail: { client: clientId },
      })
  })
}

/** The clients in use that were let see any of these certificates, and since when. */
export async function grantedClients(db: Database, certificateIds: readonly string[]) {
  if (certificateIds.length === 0) return []
  return db
    .select({
      id: apiClients.id,
      name: apiClients.name,
      certificateId: credentialGrants.certificateId,
      since: credentialGrants.createdAt,
    })
    .from(credentialGrants)
    .innerJoin(apiClients, eq(apiClients.id, credentialGrants.clientId))
    .where(and(inArray(credentialGrants.certificateId, [...certificateIds]), isNull(apiClients.revokedAt)))
    .orderBy(desc(credentialGrants.createdAt))
}

/** The hosted certificates that a client may see, each with its key and its holder's name; `id`: that one alone. */
export async function grantedCredentials(db: Database, clientId: string, id?: string) {
  return db
    .select({ certificate: certificates, holderName: orders.holderName })
    .from(credentialGrants)
    .innerJoin(certificates, eq(certificates.id, credentialGrants.certificateId))
    .innerJoin(subjectKeys, eq(subjectKeys.id, certificates.keyId))
    .innerJoin(orders, eq(orders.id, certificates.orderId))
    .where(
      and(
        eq(credentialGrants.clientId, clientId),
        eq(subjectKeys.carrier, 'hsm'),
        inArray(certificates.state, [...inHands, 'revoked']),
        id === undefined ? undefined : eq(certificates.id, id),
      ),
    )
    .orderBy(desc(certificates.notBefore))
}
