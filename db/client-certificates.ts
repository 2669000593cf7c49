import { and, desc, eq, gt, isNull, lte } from 'drizzle-orm'
import type { ClientCertificateReason } from '../domain/api-clients.ts'
import { currentCps } from '../domain/cps.ts'
import { audit } from './audit.ts'
import type { Database, Transaction } from './database.ts'
import { accessTokens, clientCertificateRevocations, clientCertificates } from './schema/api-clients.ts'

export type ClientCertificateRow = typeof clientCertificates.$inferSelect

const givenUp = clientCertificateRevocations
const ofCertificate = eq(givenUp.certificateId, clientCertificates.id)

/** The certificates of a client, the newest first, each with what was said when it was given up. */
export const certificatesOfClient = (db: Database | Transaction, clientId: string) =>
  db
    .select({ certificate: clientCertificates, revocation: givenUp })
    .from(clientCertificates)
    .leftJoin(givenUp, ofCertificate)
    .where(eq(clientCertificates.clientId, clientId))
    .orderBy(desc(clientCertificates.createdAt))

/**
 * Writes down that a certificate is wanted; the same request again changes nothing. `by`: user name. Gives whether there
 * is such a request now: not where the key has a certificate already.
 */
export async function askForClientCertificate(
  db: Database,
  asked: Pick<ClientCertificateRow, 'id' | 'clientId' | 'request' | 'spki'>,
  by: string,
): Promise<boolean> {
  const { id, clientId } = asked
  return db.transaction(async (tx) => {
    const made = await tx
      .insert(clientCertificates)
      .values({
        ...asked,
        ...{ askedBy: by, issuer: 'issuing', cpsVersion: currentCps.version, state: 'prepared' },
      })
      .onConflictDoNothing()
      .returning({ id: clientCertificates.id })
    if (made.length > 0) {
      const detail = { certificate: id }
      await audit(tx, { actor: `staff:${by}`, action: 'clientCertificate.asked', subject: clientId, detail })
      return true
    }
    const same = and(
      eq(clientCertificates.id, id),
      eq(clientCertificates.clientId, clientId),
      eq(clientCertificates.spki, asked.spki),
    )
    return (await tx.select({ id: clientCertificates.id }).from(clientCertificates).where(same)).length > 0
  })
}

/** Gives certificates of a client up, one or all: from now on they prove nothing, and no token is good with them. */
async function giveUp(
  tx: Transaction,
  ids: string[],
  clientId: string,
  reason: ClientCertificateReason,
  by: string,
): Promise<void> {
  for (const certificateId of ids) {
    const written = await tx
      .insert(givenUp)
      .values({ certificateId, reason, askedBy: by })
      .onConflictDoNothing()
      .returning({ id: givenUp.certificateId })
    if (written.length === 0) continue
    await tx.delete(accessTokens).where(eq(accessTokens.boundTo, certificateId))
    await audit(tx, {
      actor: `staff:${by}`,
      action: 'clientCertificate.givenUp',
      subject: clientId,
      detail: { certificate: certificateId, reason },
    })
  }
}

/** The same of one, by a user name. Gives whether the client has it. */
export async function giveUpClientCertificate(
  db: Database,
  { id, clientId }: { id: string; clientId: string },
  reason: ClientCertificateReason,
  by: string,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const found = await tx
      .select({ id: clientCertificates.id })
      .from(clientCertificates)
      .where(and(eq(clientCertificates.id, id), eq(clientCertificates.clientId, clientId)))
    await giveUp(
      tx,
      found.map((one) => one.id),
      clientId,
      reason,
      by,
    )
    return found.length > 0
  })
}

/** The same of all that a client has, as it is closed. */
export async function giveUpAllOfClient(tx: Transaction, clientId: string, by: string): Promise<void> {
  const all = await certificatesOfClient(tx, clientId)
  await giveUp(
    tx,
    all.map(({ certificate }) => certificate.id),
    clientId,
    'cessationOfOperation',
    by,
  )
}

/** The certificate of a client with exactly these bytes (DER), if it is good now. */
export async function goodClientCertificate(
  db: Database,
  der: Uint8Array,
): Promise<ClientCertificateRow | undefined> {
  const at = new Date()
  const [found] = await db
    .select({ certificate: clientCertificates })
    .from(clientCertificates)
    .leftJoin(givenUp, ofCertificate)
    .where(
      and(
        eq(clientCertificates.der, der),
        eq(clientCertificates.state, 'issued'),
        isNull(givenUp.certificateId),
        lte(clientCertificates.notBefore, at),
        gt(clientCertificates.notAfter, at),
      ),
    )
  return found?.certificate
}
