import { and, asc, desc, eq, inArray, isNotNull, isNull, ne } from 'drizzle-orm'
import type { Database } from '../../db/database.ts'
import { certificates, tokenKeys } from '../../db/schema/certificates.ts'
import { invoices, payments, refunds } from '../../db/schema/money.ts'
import { documents, orderEvents, orderForms, orders } from '../../db/schema/orders.ts'
import { proofings, verificationCodes } from '../../db/schema/proofing.ts'
import { reviews } from '../../db/schema/review.ts'
import { shipmentRoutes, shipments } from '../../db/schema/shipping.ts'
import { deadlines } from '../../domain/deadlines.ts'
import { checkUscc, maskEmail } from '../../domain/identifiers.ts'
import { requiredMaterials } from '../../domain/materials.ts'
import { allowedEvents, waitsFor } from '../../domain/order-states.ts'
import { totalFen } from '../../domain/products.ts'
import { codeRules } from '../../domain/verification-codes.ts'
import { fieldMessage } from '../field-messages.ts'
import type { Language } from '../plugins/language.ts'
import { checkForm } from './form-check.ts'
import type { OrderSummary, OrderView, TypedForm } from './order-schema.ts'

// The one place where an order's rows become what people see.

export type OrderRow = typeof orders.$inferSelect
type CodeRow = typeof verificationCodes.$inferSelect

const iso = (date: Date) => date.toISOString()
const isoOrNull = (date: Date | null | undefined) => date?.toISOString() ?? null
const DAY = 86_400_000

async function readRows(db: Database, { id, revision }: OrderRow) {
  const [forms, checks, codes, paid, backs, bills, judged, sent, issued, files, events] = await Promise.all([
    db
      .select()
      .from(orderForms)
      .where(and(eq(orderForms.orderId, id), eq(orderForms.revision, revision))),
    db
      .select()
      .from(proofings)
      .where(and(eq(proofings.orderId, id), isNotNull(proofings.passedAt))),
    db
      .select()
      .from(verificationCodes)
      .where(and(eq(verificationCodes.workflowId, id), isNotNull(verificationCodes.sentAt)))
      .orderBy(desc(verificationCodes.createdAt)),
    db.select().from(payments).where(eq(payments.orderId, id)).orderBy(desc(payments.createdAt)),
    db.select().from(refunds).where(eq(refunds.orderId, id)).orderBy(desc(refunds.createdAt)),
    db.select().from(invoices).where(eq(invoices.orderId, id)).orderBy(asc(invoices.createdAt)),
    db.select().from(reviews).where(eq(reviews.orderId, id)),
    db
      .select({ shipment: shipments, route: shipmentRoutes })
      .from(shipments)
      .leftJoin(shipmentRoutes, eq(shipmentRoutes.shipmentId, shipments.id))
      .where(and(eq(shipments.orderId, id), isNotNull(shipments.waybillNo)))
      .orderBy(desc(shipments.createdAt), asc(shipmentRoutes.at)),
    db
      .select({ certificate: certificates, tokenSerial: tokenKeys.tokenSerial })
      .from(certificates)
      .innerJoin(tokenKeys, eq(tokenKeys.id, certificates.keyId))
      .where(
        and(eq(certificates.orderId, id), isNotNull(certificates.der), ne(certificates.state, 'revoked')),
      ),
    db
      .select()
      .from(documents)
      .where(and(eq(documents.orderId, id), isNull(documents.replacedAt))),
    db.select().from(orderEvents).where(eq(orderEvents.orderId, id)).orderBy(asc(orderEvents.seq)),
  ])
  return {
    form: forms[0],
    checks,
    codes,
    payment: paid[0],
    refund: backs[0],
    invoices: bills,
    review: judged[0],
    sent,
    certificate: issued[0],
    files,
    events,
  }
}

type Rows = Awaited<ReturnType<typeof readRows>>

/** The latest code of a purpose, while it can still be typed in. */
function liveCode(
  codes: CodeRow[],
  purpose: CodeRow['purpose'],
  subject: string | undefined,
): CodeRow | undefined {
  const code = codes.find((candidate) => candidate.purpose === purpose)
  const live = code && code.subject === subject && !code.consumedAt && !code.voidedAt
  return live && code.expiresAt > new Date() ? code : undefined
}

function codeTimes(code: CodeRow) {
  return {
    sentTo: code.phoneMasked,
    expiresAt: iso(code.expiresAt),
    resendAt: iso(new Date(code.createdAt.getTime() + codeRules.resendAfterSeconds * 1000)),
  }
}

function viewProofing({ form, checks, codes }: Rows, typed: TypedForm | null): OrderView['proofing'] {
  const method = typed?.proofing?.method || 'legalRepPhone'
  const nothingSent = { sentTo: null, expiresAt: null, resendAt: null }
  if (form?.complete && checks.some((check) => check.facts === form.proofedFacts)) {
    return { method, state: 'passed', ...nothingSent }
  }
  const code = form?.complete ? liveCode(codes, 'proofing', form.proofedFacts) : undefined
  return code ? { method, state: 'codeSent', ...codeTimes(code) } : { method, state: 'none', ...nothingSent }
}

function viewPayment(order: OrderRow, { payment, events }: Rows): OrderView['payment'] {
  if (!payment) return null
  const { provider, state, amountFen, qrExpiresAt, paidAt, qrContent } = payment
  const submitted = events.findLast((event) => event.event === 'submitted')?.at ?? order.createdAt
  return {
    provider,
    state,
    amountFen,
    qrContent: state === 'waiting' && qrExpiresAt > new Date() ? qrContent : null,
    qrExpiresAt: iso(qrExpiresAt),
    payUntil: iso(new Date(submitted.getTime() + deadlines.paymentDays * DAY)),
    paidAt: isoOrNull(paidAt),
  }
}

function viewInvoices(order: OrderRow, rows: Rows, typed: TypedForm | null): OrderView['invoices'] {
  return rows.invoices.map(({ id, colour, state, number, pdfId }) => ({
    id,
    colour,
    state,
    number,
    url: pdfId ? `/api/orders/${order.no}/invoices/${id}.pdf` : null,
    mailedTo: state === 'mailed' && typed?.invoice?.email ? maskEmail(typed.invoice.email) : null,
  }))
}

function viewShipment({ sent }: Rows): OrderView['shipment'] {
  const latest = sent[0]?.shipment
  if (!latest?.waybillNo) return null
  const routes = sent.flatMap(({ shipment, route }) =>
    route && shipment.id === latest.id
      ? [{ at: iso(route.at), place: route.place, remark: route.remark }]
      : [],
  )
  return { carrier: 'SF', waybillNo: latest.waybillNo, routes }
}

/** Doubts about an order's data: accepted, but a person should look again. */
export function orderDoubts(uscc: string | null | undefined, language: Language): OrderView['doubts'] {
  const doubtful = uscc && checkUscc(uscc.trim().toUpperCase()) === 'doubtful'
  return doubtful ? [{ field: 'organisation.uscc', message: fieldMessage('usccDoubtful', language) }] : []
}

/** Everything about one order, for a reader of the given language. */
export async function viewOrder(db: Database, order: OrderRow, language: Language): Promise<OrderView> {
  const rows = await readRows(db, order)
  const typed = (rows.form?.typed ?? null) as TypedForm | null
  const check = checkForm(typed ?? {})
  const code =
    order.state === 'materialsUploaded' ? liveCode(rows.codes, 'confirmOrder', rows.form?.digest) : undefined
  const { refund, review, certificate } = rows
  return {
    ...summarise(order),
    revision: order.revision,
    allowed: allowedEvents(order.kind, order.state, 'applicant'),
    form: typed,
    problems: check.complete
      ? []
      : check.problems.map((problem) => ({ ...problem, message: fieldMessage(problem.problem, language) })),
    doubts: orderDoubts(typed?.organisation?.uscc, language),
    proofing: viewProofing(rows, typed),
    confirmationCode: code ? codeTimes(code) : null,
    priceItems: order.priceItems,
    totalFen: totalFen(order.priceItems),
    materials: requiredMaterials.map((kind) => {
      const file = rows.files.find((row) => row.kind === kind)
      return {
        kind,
        uploadedAt: isoOrNull(file?.createdAt),
        url: file ? `/api/orders/${order.no}/materials/${kind}` : null,
      }
    }),
    payment: viewPayment(order, rows),
    refund: refund
      ? { state: refund.state, amountFen: refund.amountFen, doneAt: isoOrNull(refund.doneAt) }
      : null,
    invoices: viewInvoices(order, rows, typed),
    review: review
      ? {
          dueAt: iso(review.dueAt),
          provisional: review.provisional,
          decision: review.decision,
          reason: review.reason,
          words: review.words,
        }
      : null,
    shipment: viewShipment(rows),
    certificate: certificate
      ? {
          serial: certificate.certificate.serial,
          notBefore: iso(certificate.certificate.notBefore),
          notAfter: iso(certificate.certificate.notAfter),
          tokenSerial: certificate.tokenSerial,
        }
      : null,
    passwordChannel: 'legalRepPhone',
    timeline: rows.events.map(({ event, state, at, by }) => ({ event, state, at: iso(at), by })),
  }
}

function summarise(order: OrderRow) {
  return {
    no: order.no,
    kind: order.kind,
    product: order.product,
    state: order.state,
    createdAt: iso(order.createdAt),
    waitsFor: { who: waitsFor[order.state] ?? null, until: isoOrNull(order.waitsUntil) },
  }
}

/** One line of a list of orders. */
export function viewSummary(order: OrderRow): OrderSummary {
  return { ...summarise(order), organisationName: order.organisationName ?? '' }
}

/** Lists orders by their numbers, the newest first. */
export async function listOrders(db: Database, numbers: readonly string[]): Promise<OrderSummary[]> {
  if (numbers.length === 0) return []
  const rows = await db
    .select()
    .from(orders)
    .where(inArray(orders.no, [...numbers]))
    .orderBy(desc(orders.createdAt))
  return rows.map(viewSummary)
}
