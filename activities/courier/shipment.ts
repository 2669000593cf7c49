import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { config } from '../../config.ts'
import type { Database } from '../../db/database.ts'
import { notifyOrderChanged, orderNo } from '../../db/order-changed.ts'
import { shipmentRoutes, shipments } from '../../db/schema/shipping.ts'
import { permanentFailure } from '../idempotency.ts'
import { readOrder } from '../orders/form.ts'
import { isRefusal } from '../provider-refusal.ts'
import { callCourier } from './client.ts'

const DELIVERED = '80'
/** 快件已退回寄件人 */
const RETURNED = '648'
const ORDERED_ALREADY = '8016'
const EXPRESS = 1
const PAID_BY_SENDER_MONTHLY = 1

const waybills = z.object({
  waybillNoInfoList: z.array(z.object({ waybillType: z.coerce.number(), waybillNo: z.string() })).min(1),
})
const routeAnswer = z.object({
  routeResps: z.array(
    z.object({
      mailNo: z.string(),
      routes: z.array(
        z.object({
          acceptTime: z.string(),
          acceptAddress: z.string().default(''),
          opCode: z.string(),
          remark: z.string().default(''),
        }),
      ),
    }),
  ),
})

/** SF gives Beijing time without a zone. */
function beijingTime(text: string): Date {
  return new Date(`${text.replace(' ', 'T')}+08:00`)
}

type ShipmentState = (typeof shipments.$inferSelect)['state']
const isFinal = (state: ShipmentState) => state === 'delivered' || state === 'returned' || state === 'lost'

export type CourierActivities = ReturnType<typeof courierActivities>

export function courierActivities({ db }: { db: Database }) {
  async function readShipment(id: string) {
    const [shipment] = await db.select().from(shipments).where(eq(shipments.id, id))
    if (!shipment) throw permanentFailure('NotFound', 'shipment not found')
    return shipment
  }

  return {
    /** Orders a waybill for a made key; our number of the shipment makes a second call find the first. */
    async createWaybill(request: { orderId: string; no: string; tokenSerial: string; attempt?: number }) {
      const { orderId, no, tokenSerial, attempt = 1 } = request
      const { form } = await readOrder(db, orderId)
      const { SF_MONTHLY_CARD } = config('courier')
      const { SENDER_NAME, SENDER_PHONE, SENDER_ADDRESS } = config('sender')
      const providerOrderId = `${no}-${tokenSerial}${attempt > 1 ? `-${attempt}` : ''}`
      await db
        .insert(shipments)
        .values({ orderId, providerOrderId, tokenSerial, state: 'ready' })
        .onConflictDoNothing()
      const [shipment] = await db
        .select()
        .from(shipments)
        .where(eq(shipments.providerOrderId, providerOrderId))
      const shipmentId = shipment!.id
      if (shipment!.waybillNo) return { shipmentId }

      const { delivery } = form
      if (!delivery) throw permanentFailure('WrongState', 'nothing is sent for this order')
      const answer = await callCourier(
        'EXP_RECE_CREATE_ORDER',
        {
          language: 'zh-CN',
          orderId: providerOrderId,
          cargoDetails: [{ name: '智能密码钥匙', count: 1, unit: '枚' }],
          remark: `介质序列号 ${tokenSerial}`,
          expressTypeId: EXPRESS,
          payMethod: PAID_BY_SENDER_MONTHLY,
          monthlyCard: SF_MONTHLY_CARD,
          parcelQty: 1,
          isReturnRoutelabel: 1,
          contactInfoList: [
            {
              contactType: 1,
              contact: SENDER_NAME,
              tel: SENDER_PHONE,
              country: 'CN',
              address: SENDER_ADDRESS,
            },
            {
              contactType: 2,
              contact: delivery.name,
              mobile: delivery.phone,
              ...(form.organisation && { company: form.organisation.name }),
              country: 'CN',
              province: delivery.province,
              city: delivery.city,
              county: delivery.district,
              address: delivery.street,
            },
          ],
        },
        waybills,
      ).catch((error: unknown) => {
        // Our number is taken: the answer to an earlier try was lost.
        if (!isRefusal(error, ORDERED_ALREADY)) throw error
        const search = { language: 'zh-CN', searchType: '1', orderId: providerOrderId }
        return callCourier('EXP_RECE_SEARCH_ORDER_RESP', search, waybills)
      })
      const waybillNo = answer.waybillNoInfoList[0]!.waybillNo
      await db.update(shipments).set({ waybillNo }).where(eq(shipments.id, shipmentId))
      await notifyOrderChanged(db, no)
      return { shipmentId }
    },

    /**
     * Asks the courier for the route of a shipment and keeps what is new. Events may come in any order and twice: what
     * counts is the set of them, and a delivery or return is never taken back.
     */
    async readRoute({ shipmentId }: { shipmentId: string }) {
      const answer = (state: ShipmentState) => ({ state, delivered: state === 'delivered' })
      const shipment = await readShipment(shipmentId)
      if (isFinal(shipment.state)) return answer(shipment.state)
      const told = await callCourier(
        'EXP_RECE_SEARCH_ROUTES',
        { language: 'zh-CN', trackingType: 1, trackingNumber: [shipment.waybillNo], methodType: 1 },
        routeAnswer,
      )
      const routes = told.routeResps.find((resp) => resp.mailNo === shipment.waybillNo)?.routes ?? []
      if (routes.length === 0) return answer(shipment.state)
      const delivered = routes.find((route) => route.opCode === DELIVERED)
      const returned = routes.some((route) => route.opCode === RETURNED)
      const state = delivered ? 'delivered' : returned ? 'returned' : 'inTransit'
      await db.transaction(async (tx) => {
        await tx
          .insert(shipmentRoutes)
          .values(
            routes.map(({ acceptTime, acceptAddress, opCode, remark }) => ({
              shipmentId,
              opCode,
              at: beijingTime(acceptTime),
              place: acceptAddress,
              remark,
            })),
          )
          .onConflictDoNothing()
        await tx
          .update(shipments)
          .set({
            state,
            deliveredAt: delivered ? beijingTime(delivered.acceptTime) : null,
          })
          .where(eq(shipments.id, shipmentId))
        await notifyOrderChanged(tx, orderNo(shipment.orderId))
      })
      return answer(state)
    },

    /** The courier has lost the parcel. */
    async loseParcel({ shipmentId }: { shipmentId: string }): Promise<void> {
      const { orderId } = await readShipment(shipmentId)
      await db.update(shipments).set({ state: 'lost' }).where(eq(shipments.id, shipmentId))
      await notifyOrderChanged(db, orderNo(orderId))
    },
  }
}
