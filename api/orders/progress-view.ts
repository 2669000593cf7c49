import { readCalendar } from '../../db/calendar.ts'
import type { Database } from '../../db/database.ts'
import type { OrderRows } from '../../db/order-rows.ts'
import type { OrderRow } from '../../db/orders.ts'
import { maskPhone } from '../../domain/identifiers.ts'
import { kinds } from '../../domain/kinds/kinds.ts'
import { isFinal, unsubmitted, waitsFor } from '../../domain/order-states.ts'
import { termsOf } from '../../domain/products.ts'
import { progressOf } from '../../domain/progress.ts'
import { passwordChannel, type ProofingMethod } from '../../domain/proofing.ts'
import type { OrderView, TypedForm } from './order-schema.ts'

type Part = Pick<OrderView, 'progress' | 'password'>

/** How far an order is, and where its certificate password is if it makes a key. */
export async function progressPart(
  db: Database,
  order: OrderRow,
  rows: OrderRows,
  method: ProofingMethod,
): Promise<Part> {
  const counts = !isFinal(order.state) && waitsFor[order.state] !== 'applicant'
  const calendar = counts
    ? await readCalendar(db, order.createdAt)
    : { exceptions: new Map(), knownYears: new Set<number>() }
  const password = kinds[order.kind].makesKey ? viewPassword(order, rows, method) : null
  const steps = progressOf({
    kind: order.kind,
    state: order.state,
    events: rows.events,
    reviewDays: termsOf(order).reviewWorkingDays ?? 0,
    reviewDue: rows.review,
    calendar,
    now: new Date(),
  })
  const progress = steps.map(({ at, expected, ...step }) => ({
    ...step,
    at: at?.toISOString() ?? null,
    expectedBy: expected?.dueAt.toISOString() ?? null,
    provisional: expected?.provisional ?? false,
  }))
  return { progress, password }
}

function viewPassword(
  { state }: OrderRow,
  { deposits, form, passwordNotice: sms }: OrderRows,
  method: ProofingMethod,
): OrderView['password'] {
  const channel = passwordChannel(method)
  if (unsubmitted.some((early) => early === state)) return null
  if (channel === 'accountMemo') {
    const carrier = deposits.find(({ passwordId }) => passwordId !== null)
    if (!carrier) return { channel, state: 'awaited', sentTo: null, sentAt: null }
    const { accountMasked: sentTo, settledAt } = carrier
    if (carrier.state === 'succeeded')
      return { channel, state: 'sent', sentTo, sentAt: settledAt?.toISOString() ?? null }
    const failed = carrier.state === 'failed' || carrier.state === 'bounced'
    return { channel, state: failed ? 'failed' : 'sending', sentTo, sentAt: null }
  }
  if (sms) {
    const { recipientMasked: sentTo, sentAt } = sms
    return { channel, state: sentAt ? 'sent' : 'sending', sentTo, sentAt: sentAt?.toISOString() ?? null }
  }
  const { person, legalRepresentative } = (form?.typed ?? {}) as TypedForm
  const phone = (person ?? legalRepresentative)?.phone
  return { channel, state: 'awaited', sentTo: phone ? maskPhone(phone) : null, sentAt: null }
}
