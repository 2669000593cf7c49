import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { audit, auditOfCertificate } from '../../db/audit.ts'
import { certificateBySerial, searchCertificates, type CertificateWithOrder } from '../../db/certificates.ts'
import { ordersAbout } from '../../db/orders.ts'
import { decideOnRevocation, openRevocation as findRevocation, readRevocation } from '../../db/revocations.ts'
import { reasonNamed, standingOf } from '../../domain/certificate-states.ts'
import {
  approvalsNeeded,
  askableReasons,
  decisionRefusal,
  mayBeRevoked,
  revocationOrigins,
} from '../../domain/revocation.ts'
import { plainOrganisation, plainSerial } from '../../domain/typed-text.ts'
import { decideRevocation, withdrawRevocation } from '../../workflows/revocation.ts'
import {
  carrierToken,
  certificateStanding,
  orderNumber,
  orderSummary,
  revocationOrigin,
  revocationReason,
} from '../orders/order-schema.ts'
import { viewSummary } from '../orders/order-view.ts'
import { tellWorkflow } from '../orders/order-workflow.ts'
import { Problem } from '../problems.ts'
import { beginRevocation } from '../revocations/begin.ts'
import { auditRow, viewAuditRow } from './audit.ts'
import { page } from './orders.ts'

const PAGE_SIZE = 20
const AUDIT_ROWS = 50
const instant = z.iso.datetime()
const words = z.string().trim().min(2, 'required').max(300, 'tooLong')

const opsCertificate = z
  .object({
    serial: z.string(),
    holderName: z.string(),
    holderNumber: z.string(),
    no: z.string().describe('The order that it was made for'),
    tokenSerial: carrierToken,
    standing: certificateStanding,
    notBefore: instant,
    notAfter: instant,
    since: instant.nullable(),
    reason: revocationReason.nullable(),
  })
  .meta({ id: 'OpsCertificate' })

const openRevocation = z.object({
  no: z.string(),
  origin: revocationOrigin,
  reason: revocationReason,
  note: z.string().nullable(),
  legalReference: z.string().nullable(),
  askedBy: z.string().nullable().describe('User name; null for the holder'),
  askedAt: instant,
  decisions: z.array(z.object({ by: z.string(), approved: z.boolean(), note: z.string(), at: instant })),
  approvalsNeeded: z.number().int(),
  mayDecide: z.boolean().describe('By whoever reads this'),
  mayWithdraw: z.boolean(),
})

const certificateDetail = opsCertificate
  .extend({
    invalidityDate: instant.nullable(),
    open: openRevocation.nullable().describe('The revocation under way'),
    mayAsk: z.boolean(),
    orders: z.array(orderSummary).describe('Everything that was done about it'),
    audit: z.array(auditRow),
  })
  .meta({ id: 'OpsCertificateDetail' })

/** Those that people have or had, and those that wait for an approval. */
const certificateFilter = certificateStanding.exclude(['prepared']).or(z.enum(['all', 'approval']))

const serialNumber = z.object({ serial: z.string().regex(/^[0-9a-f]{1,40}$/) })

function viewRow({ certificate, order, tokenSerial }: CertificateWithOrder): z.infer<typeof opsCertificate> {
  const { serial, holderNumber, notBefore, notAfter, revokedAt, revocationReason: reason } = certificate
  return {
    ...{ serial, holderNumber, tokenSerial },
    holderName: order.holderName ?? '',
    no: order.no,
    standing: standingOf(certificate, new Date()),
    notBefore: notBefore.toISOString(),
    notAfter: notAfter.toISOString(),
    since: revokedAt?.toISOString() ?? null,
    reason: reason === null ? null : reasonNamed(reason),
  }
}

/** 证书管理: find a certificate, see what was done about it, ask for its revocation, decide on what another asked for. */
export const opsCertificateRoutes: FastifyPluginAsyncZod = async (app) => {
  async function find(serial: string): Promise<CertificateWithOrder> {
    const row = await certificateBySerial(app.db, serial)
    if (!row) throw new Problem('certificateUnknown')
    return row
  }

  async function detail(serial: string, staff: { username: string; may: readonly string[] }) {
    const row = await find(serial)
    const { certificate } = row
    const [about, trail] = await Promise.all([
      ordersAbout(app.db, certificate),
      auditOfCertificate(app.db, serial, AUDIT_ROWS),
    ])
    const current = about.find(({ kind, endedAt }) => kind === 'revocation' && !endedAt)
    const request = current && (await readRevocation(app.db, current.id))
    const isStaffs = current?.state === 'awaitingApproval'
    return {
      ...viewRow(row),
      invalidityDate: certificate.invalidityDate?.toISOString() ?? null,
      open: request
        ? {
            no: current.no,
            origin: request.origin,
            reason: request.reason,
            note: request.note,
            legalReference: request.legalReference,
            askedBy: request.askedBy,
            askedAt: request.createdAt.toISOString(),
            decisions: request.decisions.map(({ by, approved, note, createdAt }) => ({
              ...{ by, approved, note },
              at: createdAt.toISOString(),
            })),
            approvalsNeeded: approvalsNeeded[request.origin],
            mayDecide:
              isStaffs &&
              staff.may.includes('approveRevocations') &&
              decisionRefusal(request, staff.username) === undefined,
            mayWithdraw: isStaffs && request.askedBy === staff.username,
          }
        : null,
      mayAsk: !current && staff.may.includes('askRevocations') && mayBeRevoked(certificate, new Date()),
      orders: about.map(viewSummary),
      audit: trail.map(viewAuditRow),
    }
  }

  /** An open revocation that staff asked for, with its certificate's serial number. */
  async function proposed(no: string) {
    const found = await findRevocation(app.db, no)
    if (!found) throw new Problem('orderNotFound')
    const { order, serial, request } = found
    if (order.state !== 'awaitingApproval') throw new Problem('wrongState')
    return { orderId: order.id, serial, request }
  }

  app.get(
    '/certificates',
    {
      config: { may: 'readOrders' },
      schema: {
        summary: 'Certificates, the newest first; searched by serial number, USCC or organisation',
        querystring: z.object({
          search: z.string().overwrite(plainOrganisation).max(100, 'tooLong').default(''),
          state: certificateFilter.default('all'),
          page,
        }),
        response: { 200: z.object({ rows: z.array(opsCertificate), total: z.number().int() }) },
      },
    },
    async ({ query }) => {
      const serial = plainSerial(query.search)
      const { rows, total } = await searchCertificates(app.db, { ...query, serial, size: PAGE_SIZE })
      return { rows: rows.map(viewRow), total }
    },
  )

  app.get(
    '/certificates/:serial',
    {
      config: { may: 'readOrders' },
      schema: {
        summary: 'A certificate, what was done about it, and its trail in the audit log',
        params: serialNumber,
        response: { 200: certificateDetail },
      },
    },
    async ({ params, staff }) => detail(params.serial, staff),
  )

  app.post(
    '/certificates/:serial/revocation',
    {
      config: { may: 'askRevocations' },
      schema: {
        summary: 'Ask for the revocation; the certificate goes on hold, others decide',
        params: serialNumber,
        body: z
          .object({
            origin: z.enum(revocationOrigins).exclude(['holder']),
            reason: revocationReason,
            note: words,
            legalReference: words.optional().describe('Number of the authority’s order'),
            invalidityDate: instant.optional().describe('Since when its signatures are in doubt'),
          })
          .refine(({ origin, reason }) => askableReasons[origin].some((known) => known === reason), {
            path: ['reason'],
            message: 'reason',
          })
          .refine(({ origin, legalReference }) => origin !== 'legalOrder' || legalReference, {
            path: ['legalReference'],
            message: 'required',
          })
          .refine(({ invalidityDate }) => !invalidityDate || new Date(invalidityDate) <= new Date(), {
            path: ['invalidityDate'],
            message: 'inTheFuture',
          }),
        response: { 200: certificateDetail },
      },
    },
    async ({ params, body, staff, language }) => {
      const { certificate } = await find(params.serial)
      const { origin, reason, note, legalReference, invalidityDate } = body
      const known = askableReasons[origin].find((candidate) => candidate === reason)!
      await beginRevocation(
        app,
        certificate.id,
        {
          ...{ origin, note, legalReference },
          reason: known,
          askedBy: staff.username,
          invalidityDate: invalidityDate ? new Date(invalidityDate) : undefined,
        },
        language,
      )
      return detail(params.serial, staff)
    },
  )

  app.post(
    '/revocations/:no/decision',
    {
      config: { may: 'approveRevocations' },
      schema: {
        summary: 'Approve or refuse what another member of staff asked for',
        params: orderNumber,
        body: z.object({ approved: z.boolean(), note: words }),
        response: { 200: certificateDetail },
      },
    },
    async ({ params, body, staff }) => {
      const { orderId, serial, request } = await proposed(params.no)
      const refusal = decisionRefusal(request, staff.username)
      if (refusal === 'ownRequest') throw new Problem('sameReviewer')
      // A decision that the process was not told, because it was away, may be sent again as it was.
      const before = request.decisions.find(({ by }) => by === staff.username)
      if (before && before.approved !== body.approved) throw new Problem('decidedBefore')
      await decideOnRevocation(app.db, { orderId, serial }, body, staff.username)
      await tellWorkflow(app.temporal, orderId, decideRevocation)
      return detail(serial, staff)
    },
  )

  app.post(
    '/revocations/:no/withdrawal',
    {
      config: { may: 'askRevocations' },
      schema: {
        summary: 'Take back what one asked for oneself',
        params: orderNumber,
        response: { 200: certificateDetail },
      },
    },
    async ({ params, staff }) => {
      const { orderId, serial, request } = await proposed(params.no)
      if (request.askedBy !== staff.username) throw new Problem('notAllowed')
      await audit(app.db, {
        actor: `staff:${staff.username}`,
        action: 'revocation.withdrawn',
        subject: orderId,
        detail: { serial },
      })
      await tellWorkflow(app.temporal, orderId, withdrawRevocation)
      return detail(serial, staff)
    },
  )
}
