import { and, eq, isNull, ne } from 'drizzle-orm'
import { audit } from '../../db/audit.ts'
import { readCalendar } from '../../db/calendar.ts'
import type { Database } from '../../db/database.ts'
import { notifyOrderChanged, orderNo } from '../../db/order-changed.ts'
import { receivedFen } from '../../db/remittance.ts'
import { payments } from '../../db/schema/money.ts'
import { documents, orders } from '../../db/schema/orders.ts'
import { deadlines } from '../../domain/deadlines.ts'
import { totalFen } from '../../domain/products.ts'
import { remittanceReference } from '../../domain/remittance.ts'
import { addWorkingDays } from '../../domain/working-days.ts'
import { now } from '../clock.ts'
import { permanentFailure } from '../idempotency.ts'
import { writeTask } from '../staff/tasks.ts'

const DAY = 86_400_000

export type RemittanceActivities = ReturnType<typeof remittanceActivities>

/** What an order that is paid by transfer has to know of its money. */
export function remittanceActivities({ db }: { db: Database }) {
  return {
    /** When the applicant is asked after money that has not come, and when the order closes; epoch ms. */
    async remittanceDeadlines(): Promise<{ askAt: number; closesAt: number }> {
      const from = now()
      const calendar = await readCalendar(db, from)
      const { dueAt } = addWorkingDays(from, deadlines.remittanceAskWorkingDays, calendar)
      return { askAt: dueAt.getTime(), closesAt: from.getTime() + deadlines.remittanceDays * DAY }
    },

    /** Looks what has come for an order that waits for it; once it is all there, the order is paid. */
    async settleRemittance({
      orderId,
    }: {
      orderId: string
    }): Promise<{ paid: boolean; receivedFen: number }> {
      return db.transaction(async (tx) => {
        const [order] = await tx.select().from(orders).where(eq(orders.id, orderId)).for('update')
        if (!order) throw permanentFailure('NotFound', 'order not found')
        const received = await receivedFen(tx, orderId)
        const amountFen = totalFen(order.priceItems)
        if (received < amountFen) return { paid: false, receivedFen: received }
        const reference = remittanceReference(order.no)
        const booked = await tx
          .insert(payments)
          .values({
            orderId,
            provider: 'bank',
            outTradeNo: reference,
            tradeNo: reference,
            amountFen,
            receivedFen: amountFen,
            state: 'paid',
            accepted: true,
            qrExpiresAt: now(),
            paidAt: now(),
          })
          .onConflictDoNothing()
          .returning({ id: payments.id })
        if (booked.length > 0) {
          await audit(tx, {
            actor: 'worker:business',
            action: 'payment.booked',
            subject: orderId,
            detail: { outTradeNo: reference, amountFen },
          })
          await notifyOrderChanged(tx, order.no)
        }
        return { paid: true, receivedFen: received }
      })
    },

    /** The same picture shown as voucher of another order: finance looks. It closes nothing, only the statement does. */
    async checkVoucher({ orderId }: { orderId: string }): Promise<void> {
      const isVoucher = eq(documents.kind, 'paymentVoucher')
      const [voucher] = await db
        .select({ sha256: documents.sha256 })
        .from(documents)
        .where(and(eq(documents.orderId, orderId), isVoucher, isNull(documents.replacedAt)))
      if (!voucher) return
      const [other] = await db
        .select({ orderId: documents.orderId })
        .from(documents)
        .where(and(eq(documents.sha256, voucher.sha256), isVoucher, ne(documents.orderId, orderId)))
        .limit(1)
      if (!other) return
      const subject = orderNo(orderId)
      await writeTask(db, {
        kind: 'doubledVoucher',
        orderId,
        subject,
        detail: { other: orderNo(other.orderId) },
      })
    },
  }
}
