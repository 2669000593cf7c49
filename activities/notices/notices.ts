import { desc, eq } from 'drizzle-orm'
import { config } from '../../config.ts'
import type { Database } from '../../db/database.ts'
import { receivedFen } from '../../db/remittance.ts'
import { refunds } from '../../db/schema/money.ts'
import { orders } from '../../db/schema/orders.ts'
import { reviews } from '../../db/schema/review.ts'
import { shipments } from '../../db/schema/shipping.ts'
import { holderName } from '../../domain/application-form.ts'
import { deadlines } from '../../domain/deadlines.ts'
import { yuan } from '../../domain/money.ts'
import type { OrderEvent } from '../../domain/kinds/kinds.ts'
import {
  isSms,
  noticeFor,
  notices,
  type NoticeId,
  type Recipient,
  type SmsNoticeId,
} from '../../domain/notices.ts'
import { noticesOf } from '../../domain/order-notices.ts'
import { remittanceReference } from '../../domain/remittance.ts'
import { products, totalFen } from '../../domain/products.ts'
import { passwordChannel } from '../../domain/proofing.ts'
import { beijingDate } from '../../domain/working-days.ts'
import { idempotencyKey } from '../idempotency.ts'
import { mailStaff } from '../mail/staff.ts'
import { sendMail } from '../mail/send.ts'
import { phoneUntilNow, readOrder, type StoredOrder } from '../orders/form.ts'
import { sendSms } from '../sms/send.ts'
import { unlessRefused } from '../unless-refused.ts'

export type NoticeActivities = ReturnType<typeof noticeActivities>

/** SMS without anything secret in them. */
type PlainNotice = Exclude<
  SmsNoticeId,
  | 'proofingCode'
  | 'confirmOrderCode'
  | 'orderQueryCode'
  | 'orderQueryCodeLegal'
  | 'expiryReminder'
  | 'expiryToday'
  | 'holderCode'
  | 'holderCodeLegal'
  | 'unlockCode'
  | 'revocationCode'
  | 'unlockAuthorisationCode'
  | 'certificatePassword'
  | 'reservedPhoneCode'
  | 'surplusReturned'
  | 'activationCode'
  | 'signingCode'
  | 'liftCode'
  | 'personProofingCode'
  | 'personUnlockCode'
  | 'hostedRenewalCode'
  | 'hostedChangeCode'
  | 'newPhoneCode'
  | 'phoneChangeCode'
  | 'signerNamingCode'
  | 'namedSignerCode'
  | 'signatureAsked'
  | 'signatureReminder'
  | 'signatureDone'
  | 'signatureClosed'
>

const DAY = 86_400_000

const isPlain = (id: NoticeId): id is PlainNotice => isSms(id)

export function noticeActivities({ db }: { db: Database }) {
  /** What the texts are filled with, as the order stands. */
  async function valuesOf({ order, form }: StoredOrder) {
    const orderId = order.id
    const [[shipment], [refund], [review]] = await Promise.all([
      db
        .select()
        .from(shipments)
        .where(eq(shipments.orderId, orderId))
        .orderBy(desc(shipments.createdAt))
        .limit(1),
      db.select().from(refunds).where(eq(refunds.orderId, orderId)).orderBy(desc(refunds.createdAt)).limit(1),
      db.select().from(reviews).where(eq(reviews.orderId, orderId)),
    ])
    const closesAt =
      order.state === 'writing'
        ? (order.waitsUntil ?? new Date(order.updatedAt.getTime() + deadlines.writingDays * DAY))
        : order.state === 'activating'
          ? order.waitsUntil
          : review?.returnedAt
            ? new Date(review.returnedAt.getTime() + deadlines.materialDays * DAY)
            : (review?.dueAt ?? order.waitsUntil)
    return {
      order: order.no,
      organisation: holderName(form),
      key: order.tokenSerial?.slice(-4) ?? '',
      waybill: shipment?.waybillNo ?? '',
      amount: yuan(refund?.amountFen ?? totalFen(order.priceItems)),
      link: `${config('site').SITE_URL}/query`,
      deadline: closesAt ? beijingDate(closesAt) : '',
      ...(order.payBy === 'remittance' && (await moneyOf(order))),
    }
  }

  /** What has come of a remittance, what has not, and what its memo must hold. */
  async function moneyOf({ id, no, priceItems }: StoredOrder['order']) {
    const received = await receivedFen(db, id)
    return {
      received: yuan(received),
      missing: yuan(Math.max(0, totalFen(priceItems) - received)),
      reference: remittanceReference(no),
    }
  }

  /** Undefined where nobody has to be told. */
  async function phoneOf(
    to: Recipient,
    order: StoredOrder['order'],
    { organisation, operator, legalRepresentative }: StoredOrder['form'],
  ): Promise<string | undefined> {
    // A legal representative who was proofed by transfer has left no phone; a person is told already.
    if (to === 'legalRepresentative') return (organisation && legalRepresentative.phone) || undefined
    if (to !== 'formerPhone') return operator.phone
    const former = await phoneUntilNow(db, order)
    return former === operator.phone ? undefined : former
  }

  async function tell(stored: StoredOrder, what: NoticeId, key: string): Promise<void> {
    const { order, form } = stored
    const notice = noticeFor(what, products[order.product].subject)
    const orderId = order.id
    const values = await valuesOf(stored)
    if (isPlain(notice)) {
      const { language } = order
      const phone = await phoneOf(notices[notice].to, order, form)
      if (!phone) return
      await sendSms(db, {
        orderId,
        notice,
        language,
        phone,
        parameters: values,
        idempotencyKey: key,
      })
    } else if (notice === 'reviewDueSoon' || notice === 'reviewOverdue') {
      await mailStaff(db, { orderId, notice, values, idempotencyKey: key })
    } else if (notice === 'replacementApproved' || notice === 'replacementRefused') {
      const { email: to } = form.operator
      const { language } = order
      await sendMail(db, { orderId, notice, language, to, values, attachments: [], idempotencyKey: key })
    }
  }

  return {
    /**
     * Tells everybody whom a move concerns (domain/notices.ts), once for the number of the move. One who refuses keeps it
     * from nobody else.
     */
    async sendNotices({
      orderId,
      event,
      seq,
    }: {
      orderId: string
      event: OrderEvent
      seq: number
    }): Promise<void> {
      // Other systems are told otherwise (activities/webhooks).
      const [order] = await db
        .select({ revision: orders.revision })
        .from(orders)
        .where(eq(orders.id, orderId))
      if (order?.revision === 0) return
      const stored = await readOrder(db, orderId)
      const { kind, product } = stored.order
      const channel = passwordChannel(stored.form.proofing.method)
      const due = noticesOf(kind, event, channel, products[product].carrier)
      await unlessRefused(due.map((notice) => tell(stored, notice, `${orderId}/${seq}/${notice}`)))
    },

    /** Tells one thing that is no move of the order, e.g. a reminder. */
    async sendNotice({ orderId, notice }: { orderId: string; notice: NoticeId }): Promise<void> {
      await tell(await readOrder(db, orderId), notice, idempotencyKey())
    },
  }
}
