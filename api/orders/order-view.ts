import type { Database } from '../../db/database.ts'
import { readOrder, type OrderRows } from '../../db/order-rows.ts'
import { ordersByNumbers, type OrderRow } from '../../db/orders.ts'
import { provingCertificate } from '../../db/proofings.ts'
import { deadlines } from '../../domain/deadlines.ts'
import { checkUscc, maskEmail } from '../../domain/identifiers.ts'
import type { OrderKind } from '../../domain/kinds/kinds.ts'
import { allowedEvents, isFilledIn, stateAfter, waitsFor } from '../../domain/order-states.ts'
import { isOptional } from '../../domain/materials.ts'
import { cameAgain } from '../../domain/review.ts'
import { paymentProviders } from '../../domain/payment.ts'
import { proofingMethods } from '../../domain/proofing.ts'
import { materialsOf, products, totalFen } from '../../domain/products.ts'
import { sealState } from '../../domain/seals.ts'
import { plainCode } from '../../domain/typed-text.ts'
import { fieldMessage } from '../field-messages.ts'
import type { Language } from '../plugins/language.ts'
import { Problem } from '../problems.ts'
import { followingPart } from '../hosted-certificates/following-view.ts'
import { hashSigningPart } from '../csc/hash-signing-view.ts'
import { hostedPart } from '../hosted-applications/hosted-view.ts'
import { lossPart } from '../loss-reports/loss-view.ts'
import { viewRemittance } from '../replacements/remittance-view.ts'
import { replacementPart } from '../replacements/replacement-view.ts'
import { revocationPart } from '../revocations/revocation-view.ts'
import { sealOrderPart } from '../seal-orders/seal-order-view.ts'
import { requestPart } from '../signing-requests/request-view.ts'
import { viewAuthorisation } from '../signings/authorisation-view.ts'
import { signingPart } from '../signings/signing-view.ts'
import { unlockPart } from '../unlocks/unlock-view.ts'
import { codeTimes, liveCode } from './code-view.ts'
import { checkForm } from './form-check.ts'
import { changePart, renewalPart } from './on-key-view.ts'
import type { OrderSummary, OrderView, TypedForm } from './order-schema.ts'
import { progressPart } from './progress-view.ts'

// The one place where an order's rows become what people see: what every order has, and over it the part of its kind.

type Part = (
  db: Database,
  order: OrderRow,
  rows: OrderRows,
  language: Language,
) => Promise<Partial<OrderView>>

/** What an order of a kind shows besides, or otherwise. */
const partOf: Record<OrderKind, Part> = {
  newApplication: async () => ({}),
  hostedApplication: hostedPart,
  unlock: unlockPart,
  lossReport: lossPart,
  replacement: replacementPart,
  renewal: renewalPart,
  informationChange: changePart,
  revocation: revocationPart,
  takeover: async () => ({}),
  signing: signingPart,
  hashSigning: hashSigningPart,
  phoneChange: followingPart,
  signingRequest: requestPart,
  hostedRenewal: followingPart,
  hostedChange: followingPart,
  hostedReplacement: async (db, order) => ({
    ...(await replacementPart(db, order)),
    ...(await hostedPart(db, order)),
  }),
  signerNaming: followingPart,
  sealOrder: sealOrderPart,
}

const iso = (date: Date) => date.toISOString()
const isoOrNull = (date: Date | null | undefined) => date?.toISOString() ?? null
const DAY = 86_400_000

function viewProofing(
  { product }: OrderRow,
  rows: OrderRows,
  typed: TypedForm | null,
): OrderView['proofing'] {
  const { form, checks, codes, deposits } = rows
  const method =
    proofingMethods.find((known) => known === typed?.proofing?.method) ?? products[product].proofing[0]!
  const none = {
    method,
    ...{ sentTo: null, reason: null, expiresAt: null, resendAt: null, authorisation: null },
  }
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

/** The same with the live code to the phone of a hosted certificate, where one was sent for what the form says now. */
async function byCertificate(
  db: Database,
  { id, kind, state }: OrderRow,
  { form }: OrderRows,
  proofing: OrderView['proofing'],
): Promise<OrderView['proofing']> {
  const isOpen = proofing.method === 'ownCertificate' && proofing.state === 'none'
  if (!isOpen || !form || stateAfter(kind, state, 'proofed') === undefined) return proofing
  if (!(await provingCertificate(db, id, form.proofedFacts))) return proofing
  const authorisation = await viewAuthorisation(db, id)
  return authorisation ? { ...proofing, state: 'codeSent', authorisation } : proofing
}

function viewPayment(order: OrderRow, { payments: trades, events }: OrderRows): OrderView['payment'] {
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
      const live = state === 'waiting' && qrExpiresAt > new Date() && !order.interruptedAt
      return [{ provider, state, qrContent: live ? qrContent : null, qrExpiresAt: iso(qrExpiresAt) }]
    }),
  }
}

/** What is not back is still owed, whoever has to make it now. */
const backOrAsked = (state: string): OrderView['refunds'][number]['state'] =>
  state === 'done' || state === 'byHand' ? state : 'requested'

function viewRefunds({
  refunds: backs,
  bankReturns: sums,
  payments: trades,
}: OrderRows): OrderView['refunds'] {
  const byBank = sums.map(({ part, state, amountFen, doneAt }) => ({
    provider: 'bank' as const,
    surplus: part === 'surplus',
    state: backOrAsked(state),
    amountFen,
    doneAt: isoOrNull(doneAt),
  }))
  const byProvider = backs.flatMap(({ paymentId, state, amountFen, doneAt }) => {
    const trade = trades.find(({ id }) => id === paymentId)
    if (!trade) return []
    return [
      {
        provider: trade.provider,
        surplus: !trade.accepted,
        state: backOrAsked(state),
        amountFen,
        doneAt: isoOrNull(doneAt),
      },
    ]
  })
  return [...byProvider, ...byBank]
}

function viewInvoices(order: OrderRow, rows: OrderRows, typed: TypedForm | null): OrderView['invoices'] {
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

function viewReview({ review, files }: OrderRows): OrderView['review'] {
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
          sent: cameAgain(files, entry.item, returnedAt),
        }))
      : null,
    returnedUntil: open ? iso(new Date(returnedAt.getTime() + deadlines.materialDays * DAY)) : null,
    cancellationAskedAt: isoOrNull(cancellationAskedAt),
  }
}

function viewSeal({ no }: OrderRow, { seal }: OrderRows): OrderView['seal'] {
  if (!seal) return null
  const { id, kind, name, width, height, madeAt, certificate } = seal
  const file = (format: string) => (madeAt ? `/api/orders/${no}/seals/${id}/${format}` : null)
  return {
    ...{ kind, name, width, height, state: sealState(seal, new Date()) },
    notBefore: iso(certificate.notBefore),
    notAfter: iso(certificate.notAfter),
    picture: file('picture.png'),
    data: file('data'),
  }
}

function viewShipment({ shipment }: OrderRows): OrderView['shipment'] {
  if (!shipment?.waybillNo) return null
  const { waybillNo, state, routes } = shipment
  return { carrier: 'SF', waybillNo, state, routes: routes.map((route) => ({ ...route, at: iso(route.at) })) }
}

/** What is wrong with the form. One that was handed in complete is not judged anew at each look. */
function viewProblems(
  order: OrderRow,
  { form }: OrderRows,
  typed: TypedForm | null,
  language: Language,
): OrderView['problems'] {
  if (form?.complete && !isFilledIn(order)) return []
  const check = checkForm(typed ?? {}, order.product, order)
  return check.complete
    ? []
    : check.problems.map((problem) => ({ ...problem, message: fieldMessage(problem.problem, language) }))
}

/** Doubts about an order's data: accepted, but a person should look again. */
export function orderDoubts(uscc: string | null | undefined, language: Language): OrderView['doubts'] {
  const doubtful = uscc && checkUscc(plainCode(uscc)) === 'doubtful'
  return doubtful ? [{ field: 'organisation.uscc', message: fieldMessage('usccDoubtful', language) }] : []
}

/** Everything about one order, for a reader of the given language. @throws Problem orderNotFound. */
export async function viewOrder(db: Database, no: string, language: Language) {
  const found = await readOrder(db, no)
  if (!found) throw new Problem('orderNotFound')
  const { order, rows } = found
  const common = viewCommon(order, rows, language)
  const [part, proofing, remittance, progress] = await Promise.all([
    partOf[order.kind](db, order, rows, language),
    byCertificate(db, order, rows, common.proofing),
    order.payBy === 'remittance' ? viewRemittance(db, order) : null,
    progressPart(db, order, rows, common.proofing.method),
  ])
  const view: OrderView = { ...common, ...progress, proofing, remittance, ...part }
  return { order, rows, view }
}

function viewCommon(
  order: OrderRow,
  rows: OrderRows,
  language: Language,
): Omit<OrderView, 'progress' | 'password'> {
  const typed = (rows.form?.typed ?? null) as TypedForm | null
  const code = stateAfter(order.kind, order.state, 'submitted')
    ? liveCode(rows.codes, 'confirmOrder', rows.form?.digest)
    : undefined
  const { certificate } = rows
  const proofing = viewProofing(order, rows, typed)
  return {
    ...summarise(order),
    revision: order.revision,
    allowed: order.interruptedAt ? [] : allowedEvents(order.kind, order.state, 'applicant'),
    form: typed,
    problems: viewProblems(order, rows, typed, language),
    doubts: orderDoubts(typed?.organisation?.uscc, language),
    proofing,
    confirmationCode: code ? codeTimes(code) : null,
    cpsVersion: order.cpsVersion,
    priceItems: order.priceItems,
    totalFen: totalFen(order.priceItems),
    materials: materialsOf(order).map((kind) => {
      const file = rows.files.find((row) => row.kind === kind)
      return {
        kind,
        optional: isOptional(kind),
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
          serial: certificate.serial,
          notBefore: iso(certificate.notBefore),
          notAfter: iso(certificate.notAfter),
          tokenSerial: certificate.key.tokenSerial,
        }
      : null,
    seal: viewSeal(order, rows),
    onKey: null,
    loss: null,
    revocation: null,
    hosted: null,
    signing: null,
    request: null,
    hashSigning: null,
    sealOrder: null,
    replacement: null,
    remittance: null,
    unlock: null,
    timeline: rows.events.map(({ event, state, at, by }) => ({ event, state, at: iso(at), by })),
  }
}

function summarise(order: OrderRow) {
  return {
    no: order.no,
    kind: order.kind,
    product: order.product,
    subject: products[order.product].subject,
    state: order.state,
    createdAt: iso(order.createdAt),
    interruptedAt: isoOrNull(order.interruptedAt),
    waitsFor: { who: waitsFor[order.state] ?? null, until: isoOrNull(order.waitsUntil) },
  }
}

/** One line of a list of orders. */
export function viewSummary(order: OrderRow): OrderSummary {
  return { ...summarise(order), holderName: order.holderName ?? '' }
}

/** The orders of these numbers, the newest first, a line each. */
export async function listOrders(db: Database, numbers: readonly string[]): Promise<OrderSummary[]> {
  return (await ordersByNumbers(db, numbers)).map(viewSummary)
}
