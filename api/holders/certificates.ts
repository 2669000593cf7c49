import { z } from 'zod'
import { certificatesInHands, findCertificate } from '../../db/certificates.ts'
import type { Database } from '../../db/database.ts'
import { firstSigners } from '../../db/signers.ts'
import type { HostedProcess } from '../../domain/hosted.ts'
import { kinds, kindsThat, orderKinds, type OrderKind } from '../../domain/kinds/kinds.ts'
import { openOrdersOfHolder } from '../../db/orders.ts'
import { certificateStates, standingOf } from '../../domain/certificate-states.ts'
import { isOnKey } from '../../domain/order-states.ts'
import { mayReportLoss, replacementKinds, replacementRefusal } from '../../domain/replacement.ts'
import { products } from '../../domain/products.ts'
import { renewalWindow } from '../../domain/renewal.ts'
import { beijingDate } from '../../domain/working-days.ts'
import { refusalOf } from '../hosted-certificates/standing.ts'
import { refusalOf as sealRefusalOf } from '../seal-orders/standing.ts'
import { carrierToken } from '../orders/order-schema.ts'

export const holderCertificate = z
  .object({
    id: z.uuid(),
    serial: z.string(),
    holderName: z.string(),
    tokenSerial: carrierToken,
    state: z.enum(certificateStates),
    notBefore: z.iso.datetime(),
    notAfter: z.iso.datetime(),
    mayReport: z.boolean(),
    superseded: z.boolean().describe('Another certificate took its place'),
    maySign: z.boolean().describe('By codes to a phone: it is hosted, and in use'),
    mayReplace: z.boolean(),
    refusal: z
      .enum(['superseded', 'notInUse', 'expired', 'endsSoon'])
      .nullable()
      .describe('Why it gets no new key'),
    hosted: z
      .object({
        signer: z.string().nullable().describe('The phone that uses it, masked; null before it is activated'),
        mayChangePhone: z.boolean(),
        mayRenew: z.boolean(),
        mayChange: z.boolean(),
        maySeal: z.boolean().describe('A seal may be ordered, or its order goes on'),
        renewableFrom: z.iso.date().describe('Beijing date'),
        open: z
          .object({ no: z.string(), kind: z.enum(orderKinds) })
          .nullable()
          .describe('What it is in now'),
      })
      .nullable()
      .describe('Null where a token carries the key'),
    lossReportNo: z.string().nullable().describe('The open report of its loss'),
    replacementNo: z.string().nullable().describe('The open order of another key'),
  })
  .meta({ id: 'HolderCertificate' })

export type HolderCertificate = z.infer<typeof holderCertificate>

/** The certificates of an organisation that are in somebody's hands, the newest first. */
export async function holderCertificates(
  db: Database,
  holderNumber: string,
  now: Date,
): Promise<HolderCertificate[]> {
  const [rows, open] = await Promise.all([
    certificatesInHands(db, holderNumber),
    openOrdersOfHolder(db, holderNumber, ['lossReport', ...replacementKinds, ...kindsThat('followsHosted')]),
  ])
  const signers = await firstSigners(
    db,
    rows.map(({ certificate }) => certificate.id),
  )
  return rows.map(({ certificate, tokenSerial, holderName, madeBy, product }) => {
    const { id, serial, state, notBefore, notAfter } = certificate
    const openNo = (...wanted: OrderKind[]) =>
      open.find((order) => order.certificateId === id && wanted.includes(order.kind))?.no ?? null
    const candidate = {
      ...certificate,
      superseded: certificate.supersededBy !== null,
      inWriting: isOnKey({ kind: madeBy }) && certificate.activatedAt === null,
    }
    const refusal = replacementRefusal(candidate, now) ?? null
    const follows = open.find(({ kind, certificateId }) => certificateId === id && kinds[kind].followsHosted)
    const may = (process: HostedProcess) =>
      (!follows || follows.kind === process) &&
      refusalOf(certificate, process, now) === undefined &&
      products[product].orders[process] !== undefined
    const onToken = tokenSerial !== null
    return {
      id,
      serial,
      holderName: holderName ?? '',
      tokenSerial,
      state,
      notBefore: notBefore.toISOString(),
      notAfter: notAfter.toISOString(),
      superseded: certificate.supersededBy !== null,
      maySign: !onToken && certificate.supersededBy === null && standingOf(certificate, now) === 'active',
      mayReport: mayReportLoss(candidate, now) && !openNo('lossReport'),
      mayReplace: refusal === null && !openNo(...replacementKinds),
      refusal,
      hosted: onToken
        ? null
        : {
            signer: signers.get(id)?.phoneMasked ?? null,
            mayChangePhone: may('phoneChange'),
            mayRenew: may('hostedRenewal'),
            mayChange: may('hostedChange'),
            maySeal: sealRefusalOf(certificate, now) === undefined,
            renewableFrom: beijingDate(renewalWindow(notAfter).from),
            open: follows ? { no: follows.no, kind: follows.kind } : null,
          },
      lossReportNo: openNo('lossReport'),
      replacementNo: openNo(...replacementKinds),
    }
  })
}

/** A key is lost whole: these certificates, and whatever else of theirs is in use on the same keys. */
export function onTheSameKeys(all: HolderCertificate[], lost: HolderCertificate[]): HolderCertificate[] {
  const keys = new Set(lost.flatMap(({ tokenSerial }) => tokenSerial ?? []))
  const isOnThem = ({ tokenSerial }: HolderCertificate) => tokenSerial !== null && keys.has(tokenSerial)
  return all.filter(
    (known) => lost.includes(known) || (isOnThem(known) && (known.mayReport || known.lossReportNo)),
  )
}

/** How loss and replacement show the certificate that they are about. */
export async function viewConcerned(db: Database, certificateId: string) {
  const { certificate, tokenSerial } = (await findCertificate(db, certificateId))!
  const { serial, state, notAfter } = certificate
  return { serial, state, notAfter: notAfter.toISOString(), tokenSerial }
}
