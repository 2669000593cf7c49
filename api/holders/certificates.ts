import { and, desc, eq, inArray, isNull, ne } from 'drizzle-orm'
import { z } from 'zod'
import type { Database, Transaction } from '../../db/database.ts'
import { certificates, tokenKeys } from '../../db/schema/certificates.ts'
import { orders } from '../../db/schema/orders.ts'
import { inHands } from '../../domain/certificate-states.ts'
import { isOnKey } from '../../domain/order-states.ts'
import { mayReportLoss, replacementRefusal } from '../../domain/replacement.ts'

export const holderCertificate = z
  .object({
    id: z.uuid(),
    serial: z.string(),
    organisationName: z.string(),
    tokenSerial: z.string(),
    state: z.enum(['prepared', 'issued', 'active', 'held', 'revoked']),
    notBefore: z.iso.datetime(),
    notAfter: z.iso.datetime(),
    mayReport: z.boolean(),
    mayReplace: z.boolean(),
    refusal: z
      .enum(['superseded', 'notInUse', 'expired', 'endsSoon'])
      .nullable()
      .describe('Why it gets no new key'),
    lossReportNo: z.string().nullable().describe('The open report of its loss'),
    replacementNo: z.string().nullable().describe('The open order of another key'),
  })
  .meta({ id: 'HolderCertificate' })

export type HolderCertificate = z.infer<typeof holderCertificate>

/** The certificates of an organisation that are in somebody's hands, the newest first. */
export async function holderCertificates(
  db: Database,
  uscc: string,
  now: Date,
): Promise<HolderCertificate[]> {
  const rows = await db
    .select({
      certificate: certificates,
      tokenSerial: tokenKeys.tokenSerial,
      name: orders.organisationName,
      kind: orders.kind,
    })
    .from(certificates)
    .innerJoin(tokenKeys, eq(tokenKeys.id, certificates.keyId))
    .innerJoin(orders, eq(orders.id, certificates.orderId))
    .where(and(eq(certificates.uscc, uscc), inArray(certificates.state, inHands)))
    .orderBy(desc(certificates.notBefore))
  const open = await db
    .select({ no: orders.no, kind: orders.kind, certificateId: orders.certificateId })
    .from(orders)
    .where(
      and(eq(orders.uscc, uscc), isNull(orders.endedAt), inArray(orders.kind, ['lossReport', 'replacement'])),
    )
  return rows.map(({ certificate, tokenSerial, name, kind }) => {
    const { id, serial, state, notBefore, notAfter } = certificate
    const openNo = (kind: 'lossReport' | 'replacement') =>
      open.find((order) => order.certificateId === id && order.kind === kind)?.no ?? null
    const candidate = {
      ...certificate,
      superseded: certificate.supersededBy !== null,
      inWriting: isOnKey({ kind }) && certificate.activatedAt === null,
    }
    const refusal = replacementRefusal(candidate, now) ?? null
    return {
      id,
      serial,
      organisationName: name ?? '',
      tokenSerial,
      state,
      notBefore: notBefore.toISOString(),
      notAfter: notAfter.toISOString(),
      mayReport: mayReportLoss(candidate, now) && !openNo('lossReport'),
      mayReplace: refusal === null && !openNo('replacement'),
      refusal,
      lossReportNo: openNo('lossReport'),
      replacementNo: openNo('replacement'),
    }
  })
}

/** A key is lost whole: these certificates, and whatever else of theirs is in use on the same keys. */
export function onTheSameKeys(all: HolderCertificate[], lost: HolderCertificate[]): HolderCertificate[] {
  const keys = new Set(lost.map(({ tokenSerial }) => tokenSerial))
  return all.filter(
    (known) =>
      lost.includes(known) || (keys.has(known.tokenSerial) && (known.mayReport || known.lossReportNo)),
  )
}

/** A certificate with the key that carries it. */
export async function findCertificate(db: Database | Transaction, id: string) {
  const [row] = await db
    .select({ certificate: certificates, tokenSerial: tokenKeys.tokenSerial })
    .from(certificates)
    .innerJoin(tokenKeys, eq(tokenKeys.id, certificates.keyId))
    .where(eq(certificates.id, id))
  return row
}

/** How loss and replacement show the certificate that they are about. */
export async function viewConcerned(db: Database, certificateId: string) {
  const { certificate, tokenSerial } = (await findCertificate(db, certificateId))!
  const { serial, state, notAfter } = certificate
  return { serial, state, notAfter: notAfter.toISOString(), tokenSerial }
}

/** The open order of this kind for a certificate. */
export async function openOrderOf(db: Database, certificateId: string, kind: 'lossReport' | 'replacement') {
  const [order] = await db
    .select()
    .from(orders)
    .where(and(eq(orders.certificateId, certificateId), eq(orders.kind, kind), isNull(orders.endedAt)))
  return order
}

/** Other certificates in use of the same holder: their keys can sign for it. */
export async function otherKeys(db: Database, uscc: string, certificateId: string) {
  return db
    .select({ id: certificates.id, der: certificates.der, notAfter: certificates.notAfter })
    .from(certificates)
    .where(
      and(eq(certificates.uscc, uscc), eq(certificates.state, 'active'), ne(certificates.id, certificateId)),
    )
}
