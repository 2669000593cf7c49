import { inbox } from './aliyun/sms.ts'
import { trades } from './alipay/trades.ts'
import { receipts, transfers } from './bank/accounts.ts'
import { lastOperation, shipments } from './courier/shipments.ts'
import { mailbox } from './mail/mailbox.ts'
import { look, orderNumbersIn } from './orders.ts'
import { organisationMarked } from './registry.ts'
import { told } from './told.ts'
import { lookAtPins, usbKeys } from './usb/keys.ts'
import { wechatTrades } from './wechatpay/transactions.ts'
import { collection } from './world.ts'

// The first hour in steps. A step is done when somebody outside has seen that it was: nobody asks the product.

/** When a step was seen to be done, and at which order where one was named. */
interface Sign {
  at: number
  order?: string
}

const sms = () =>
  inbox.all().map((message) => {
    const { says } = look.messages(message)
    return { ...message, order: orderNumbersIn(...says)[0], owner: organisationMarked(message.phone) }
  })
const toldBySms = (words: RegExp) => sms().filter(({ text }) => words.test(text))
const parcels = () =>
  shipments.all().map((shipment) => ({
    at: shipment.createdAt,
    order: orderNumbersIn(shipment.orderId)[0],
    delivered: lastOperation(shipment) === 'delivered',
    movedAt: shipment.routes.at(-1)?.at ?? 0,
  }))
const delivered = () =>
  parcels().flatMap(({ delivered: isDone, movedAt, order }) => (isDone ? [{ at: movedAt, order }] : []))

/** Codes and 1-cent transfers by which an organisation proves itself. */
const proofings = (): Sign[] => [
  ...sms().filter(({ order, phone, owner }) => order && owner?.legalRepresentative.phone === phone),
  ...transfers
    .all()
    .map(({ askedAt: at, yurRef }) => ({ at, order: orderNumbersIn(yurRef)[0] }))
    .filter(({ order }) => order),
]

/** Signs of each step, by what a party has in its hands. */
const signs = {
  applied: proofings,
  // Only an application whose proof was accepted comes to a code on the operator's phone.
  proved: () => {
    const applied = new Set(proofings().map(({ order }) => order))
    return sms().filter(
      ({ order, phone, owner }) => order && applied.has(order) && owner?.operator.phone === phone,
    )
  },
  paid: () => [
    ...trades
      .all()
      .map(({ paidAt, outTradeNo }) => ({ at: paidAt ?? 0, order: orderNumbersIn(outTradeNo)[0] })),
    ...wechatTrades
      .all()
      .map(({ paidAt, outTradeNo }) => ({ at: paidAt ?? 0, order: orderNumbersIn(outTradeNo)[0] })),
  ],
  invoiced: () =>
    mailbox
      .all()
      .filter(({ attachments }) => attachments.some(({ contentType }) => contentType === 'application/pdf'))
      .map(({ at, subject }) => ({ at, order: orderNumbersIn(subject)[0] })),
  approved: () => toldBySms(told.approved),
  made: parcels,
  delivered,
  used: () => usbKeys.all().map(({ signedAt = 0 }) => ({ at: signedAt })),
  pinChanged: () => usbKeys.all().map(({ pinChangedAt = 0 }) => ({ at: pinChangedAt })),
  renewed: () => toldBySms(told.renewed),
  unlocked: () => toldBySms(told.unlocked),
  lost: () => toldBySms(told.lost),
  replaced: () => {
    const remitted = new Set(receipts.all().flatMap(({ memo }) => orderNumbersIn(memo)))
    return delivered().filter(({ order }) => order && remitted.has(order))
  },
} satisfies Record<string, () => Sign[]>

const done = collection<Sign>('tour')

/** Each step in its order; what has been seen once stays done. */
export function tour(): { step: string; done?: Sign }[] {
  lookAtPins()
  return Object.entries(signs).map(([step, signsOf]) => {
    const known = done.get(step)
    if (known) return { step, done: known }
    const seen = signsOf().filter(({ at }) => at > 0)
    const first = seen.reduce<Sign | undefined>((a, b) => (a && a.at <= b.at ? a : b), undefined)
    if (!first) return { step }
    return { step, done: done.put(step, { at: first.at, ...(first.order && { order: first.order }) }) }
  })
}
