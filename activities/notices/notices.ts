import { desc, eq } from 'drizzle-orm'
import type { Database } from '../../db/database.ts'
import { shipments } from '../../db/schema/shipping.ts'
import { idempotencyKey } from '../idempotency.ts'
import { readOrder } from '../orders/form.ts'
import { sendSms } from '../sms/send.ts'

export type NoticeActivities = ReturnType<typeof noticeActivities>

export function noticeActivities({ db }: { db: Database }) {
  return {
    /** Tells the operator by SMS what happened to the order (domain/notices.ts). */
    async sendNotice({ orderId, notice }: { orderId: string; notice: 'approved' | 'rejected' | 'shipped' }) {
      const { order, form } = await readOrder(db, orderId)
      const [shipment] = await db
        .select({ waybillNo: shipments.waybillNo })
        .from(shipments)
        .where(eq(shipments.orderId, orderId))
        .orderBy(desc(shipments.createdAt))
        .limit(1)
      await sendSms(db, {
        orderId,
        notice,
        phone: form.operator.phone,
        parameters: { order: order.no, ...(notice === 'shipped' && { waybill: shipment?.waybillNo ?? '' }) },
        idempotencyKey: idempotencyKey(),
      })
    },
  }
}
