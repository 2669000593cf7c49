import { and, asc, desc, eq, inArray, isNotNull, isNull, ne } from 'drizzle-orm'
import type { Database } from '../../db/database.ts'
import { certificates, tokenKeys } from '../../db/schema/certificates.ts'
import { bankReturns } from '../../db/schema/bank.ts'
import { invoices, payments, refunds, transfers } from '../../db/schema/money.ts'
import { documents, orderEvents, orderForms, orders } from '../../db/schema/orders.ts'
import { proofings, verificationCodes } from '../../db/schema/proofing.ts'
import { reviews } from '../../db/schema/review.ts'
import { shipmentRoutes, shipments } from '../../db/schema/shipping.ts'
import { deadlines } from '../../domain/deadlines.ts'
import { checkUscc, maskEmail } from '../../domain/identifiers.ts'
import { materialsOf } from '../../domain/materials.ts'
import { allowedEvents, isOnKey, stateAfter, waitsFor, type OrderEvent } from '../../domain/order-states.ts'
import { paymentProviders } from '../../domain/payment.ts'
import { passwordChannel, proofingMethods } from '../../domain/proofing.ts'
import { totalFen } from '../../domain/products.ts'
import { codeRules } from '../../domain/verification-codes.ts'
import { fieldMessage } from '../field-messages.ts'
import type { Language } from '../plugins/language.ts'
import { viewLoss } from '../loss-reports/loss-view.ts'
import { viewRemittance } from '../replacements/remittance-view.ts'
import { viewReplacement } from '../replacements/replacement-view.ts'
import { viewRevocation } from '../revocations/revocation-view.ts'
import { viewUnlock } from '../unlocks/unlock-view.ts'
import { checkForm } from './form-check.ts'
import { holderData, viewOnKey } from './on-key-view.ts'
import type { OrderSummary, OrderView, TypedForm } from './order-schema.ts'

// The one place where an order's rows become what people see.

export type OrderRow = typeof orders.$inferSelect
export type CodeRow = typeof verificationCodes.$inferSelect

const iso = (date: Date) => date.toISOString()
const isoOrNull = (date: Date | null | undefined) => date?.toISOString() ?? null
const DAY = 86_400_000

async function readRows(db: Database, { id, revision }: OrderRow) {
  const [forms, checks, deposits, codes, paid, backs, returned, bills, judged, sent, issued, files, events] =
    await Promise.all([
      db
        .select()
        .from(orderForms)
        .where(and(eq(orderForms.orderId, id), eq(orderForms.revision, revision))),
      db
        .select()
        .from(proofings)
        .where(and(eq(proofings.orderId, id), isNotNull(proofings.passedAt), isNull(proofings.voidedAt))),
      db.select().from(transfers).where(eq(transfers.orderId, id)).orderBy(desc(transfers.createdAt)),
      db
        .select()
        .from(verificationCodes)
        .where(and(eq(verificationCodes.workflowId, id), isNotNull(verificationCodes.sentAt)))
        .orderBy(desc(verificationCodes.createdAt)),
      db.select().from(payments).where(eq(payments.orderId, id)).orderBy(desc(payments.createdAt)),
      db.select().from(refunds).where(eq(refunds.orderId, id)).orderBy(desc(refunds.createdAt)),
      db.select().from(bankReturns).where(eq(bankReturns.orderId, id)).orderBy(desc(bankReturns.createdAt)),
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
    deposits,
    codes,
    payments: paid,
    refunds: backs,
    bankReturns: returned,
    invoices: bills,
    review: judged[0],
    sent,
    certificate: issued[0],
    files,
    events,
  }
}

type Rows = Awaited<ReturnType<typeof readRows>>
export type CodesAndEvents = Pick<Rows, 'codes' | 'events'>

/** The latest code of a purpose, while it can still be typed in. */
export function liveCode(
  codes: CodeRow[],
  purpose: CodeRow['purpose'],
  subject: string | undefined,
): CodeRow | undefined {
  const code = codes.find((candidate) => candidate.purpose === purpose)
  const live = code && code.subject === subject && !code.consumedAt && !code.voidedAt
  return live && code.expiresAt > new Date() ? code : undefined
}

export function codeTimes(code: CodeRow) {
  return {
    sentTo: code.phoneMasked,
    expiresAt: iso(code.expiresAt),
    resendAt: iso(new Date(code.createdAt.getTime() + codeRules.resendAfterSeconds * 1000)),
  }
}

function viewProofing(rows: Rows, typed: TypedForm | null): OrderView['proofing'] {
  const { form, checks, codes, deposits } = rows
  const method = proofingMethods.find((known) => known === typed?.proofing?.method) ?? 'legalRepPhone'
  const none = { method, sentTo: null, reason: null, expiresAt: null, resendAt: null }
  if (!form?.complete) return { ...none, state: 'none' }
  if (checks.some((check) => check.facts === form.proofedFacts)) return { ...none, state: 'passed' }
  const deposit = deposits.find(({ purpose, facts }) => purpose === 'proofing' && facts === form.proofedFacts)
  const code = liveCode(codes, method === 'microDeposit' ? 'deposit' : 'proofing', form.proofedFacts)
  if (code) return { ...none, state: 'codeSent', ...codeTimes(code) }
  if (method !== 'microDeposit' || !deposit) return { ...none, state: 'none' }
  const { state, accountMasked, reason } = deposit
  if (state === 'failed' || state === 'bounced') {
    return { ...none, state: 'transferFailed', sentTo: accountMasked, reason }
  }
  return { ...none, state: state === 'succeeded' ? 'none' : 'transferring', sentTo: accountMasked }
}

function viewPayment(order: OrderRow, { payments: trades, events }: Rows): OrderView['payment'] {
  const [latest] = trades
  if (!latest) return null
  const accepted = trades.find((trade) => trade.accepted)
  const days = order.payBy === 'remittance' ? deadlines.remittanceDays : deadlines.paymentDays
  const submitted = events.findLast((event) => event.event === 'submitted')?.at ?? order.createdAt
  return {
    amountFen: latest.amountFen,
    payUntil: iso(new Date(submitted.getTime() + days * DAY)),
    paidAt: isoOrNull(accepted?.paidAt),
    paidBy: accepted?.provider ?? null,
    codes: paymentProviders.flatMap((provider) => {
      const trade = trades.find((candidate) => candidate.provider === provider)
      if (!trade) return []
      const { state, qrExpiresAt, qrContent } = trade
      const live = state === 'waiting' && qrExpiresAt > new Date()
      return [{ provider, state, qrContent: live ? qrContent : null, qrExpiresAt: iso(qrExpiresAt) }]
    }),
  }
}

function viewRefunds({ refunds: backs, bankReturns: sums, payments: trades }: Rows): OrderView['refunds'] {
  const byBank = sums.map(({ part, state, amountFen, doneAt }) => ({
    provider: 'bank' as const,
    surplus: part === 'surplus',
    // A transfer that the bank failed is still owed: finance makes it.
    state: state === 'done' || state === 'byHand' ? state : ('requested' as const),
    amountFen,
    doneAt: isoOrNull(doneAt),
  }))
  const byProvider = backs.flatMap(({ paymentId, state, amountFen, doneAt }) => {
    const trade = trades.find(({ id }) => id === paymentId)
    if (!trade) return []
    return [
      { provider: trade.provider, surplus: !trade.accepted, state, amountFen, doneAt: isoOrNull(doneAt) },
    ]
  })
  return [...byProvider, ...byBank]
}

function viewInvoices(order: OrderRow, rows: Rows, typed: TypedForm | null): OrderView['invoices'] {
  return rows.invoices.map(({ id, colour, state, number, pdfId, xmlId, ofdId }) => {
    const file = (format: string, documentId: string | null) =>
      documentId ? `/api/orders/${order.no}/invoices/${id}/${format}` : null
    const mailed = state === 'mailed' || state === 'mailRefused'
    return {
      id,
      colour,
      state,
      number,
      files: { pdf: file('pdf', pdfId), xml: file('xml', xmlId), ofd: file('ofd', ofdId) },
      mailedTo: mailed && typed?.invoice?.email ? maskEmail(typed.invoice.email) : null,
    }
  })
}

function viewReview({ review, files }: Rows): OrderView['review'] {
  if (!review) return null
  const { dueAt, provisional, decision, reason, words, returned, returnedAt, cancellationAskedAt } = review
  const open = decision === null && returned && returnedAt
  return {
    dueAt: iso(dueAt),
    provisional,
    decision,
    reason,
    words,
    returned: open
      ? returned.map((entry) => ({
          ...entry,
          sent: files.some((file) => file.kind === entry.item && file.createdAt > returnedAt),
        }))
      : null,
    returnedUntil: open ? iso(new Date(returnedAt.getTime() + deadlines.materialDays * DAY)) : null,
    cancellationAskedAt: isoOrNull(cancellationAskedAt),
  }
}

function viewShipment({ sent }: Rows): OrderView['shipment'] {
  const latest = sent[0]?.shipment
  if (!latest?.waybillNo) return null
  const routes = sent.flatMap(({ shipment, route }) =>
    route && shipment.id === latest.id
      ? [{ at: iso(route.at), place: route.place, remark: route.remark }]
      : [],
  )
  return { carrier: 'SF', waybillNo: latest.waybillNo, state: latest.state, routes }
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
  const check = checkForm(typed ?? {}, order)
  const code = stateAfter(order.kind, order.state, 'submitted')
    ? liveCode(rows.codes, 'confirmOrder', rows.form?.digest)
    : undefined
  const { certificate } = rows
  const proofing = viewProofing(rows, typed)
  // Whoever has a key in hands may open its unlock: the copied form of its holder is not for him.
  const shown = order.kind !== 'unlock'
  const onKey = isOnKey(order) ? await viewOnKey(db, order, rows) : null
  // What is in the key is not cancelled any more.
  const isOpen = (event: OrderEvent) => event !== 'cancelled' || onKey?.step !== 'finish'
  return {
    ...summarise(order),
    revision: order.revision,
    allowed: allowedEvents(order.kind, order.state, 'applicant').filter(isOpen),
    form: shown ? (isOnKey(order) ? holderData(typed) : typed) : null,
    problems:
      check.complete || !shown || isOnKey(order)
        ? []
        : check.problems.map((problem) => ({ ...problem, message: fieldMessage(problem.problem, language) })),
    doubts: shown ? orderDoubts(typed?.organisation?.uscc, language) : [],
    proofing,
    confirmationCode: code ? codeTimes(code) : null,
    cpsVersion: order.cpsVersion,
    priceItems: order.priceItems,
    totalFen: totalFen(order.priceItems),
    materials: (shown && order.kind !== 'renewal' ? materialsOf(order.payBy) : []).map((kind) => {
      const file = rows.files.find((row) => row.kind === kind)
      return {
        kind,
        uploadedAt: isoOrNull(file?.createdAt),
        url: file ? `/api/orders/${order.no}/materials/${kind}` : null,
      }
    }),
    payment: viewPayment(order, rows),
    refunds: viewRefunds(rows),
    invoices: viewInvoices(order, rows, typed),
    review: viewReview(rows),
    shipment: viewShipment(rows),
    certificate: certificate
      ? {
          serial: certificate.certificate.serial,
          notBefore: iso(certificate.certificate.notBefore),
          notAfter: iso(certificate.certificate.notAfter),
          tokenSerial: certificate.tokenSerial,
        }
      : null,
    passwordChannel: passwordChannel(proofing.method),
    onKey,
    loss: order.kind === 'lossReport' ? await viewLoss(db, order) : null,
    revocation: order.kind === 'revocation' ? await viewRevocation(db, order, rows.codes) : null,
    replacement: order.kind === 'replacement' ? await viewReplacement(db, order) : null,
    remittance: order.payBy === 'remittance' ? await viewRemittance(db, order) : null,
    unlock: order.kind === 'unlock' ? await viewUnlock(db, order, rows, language) : null,
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
