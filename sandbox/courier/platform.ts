import { createHash, randomInt, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { settings } from '../settings.ts'
import { movePlace, type Place } from '../usb/keys.ts'
import { collection } from '../world.ts'

export interface Route {
  at: number
  opCode: string
  place: string
  remark: string
}

export interface Shipment {
  waybillNo: string
  orderId: string
  recipient: { name: string; phone: string; address: string; company: string }
  remark: string
  tokenSerial?: string
  routes: Route[]
}

export const shipments = collection<Shipment>('courier.shipment')

const beijing = (at: number) => new Date(at + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')

/** What the courier can do with a parcel, the code SF reports for it, and where a key in it is then. */
export const operations = {
  pickedUp: { opCode: '50', place: '北京市', remark: '顺丰速运 已收取快件', key: 'parcel' },
  inTransit: {
    opCode: '30',
    place: '北京市',
    remark: '快件在【北京首都集散中心】完成分拣，准备发往下一站',
    key: 'parcel',
  },
  outForDelivery: { opCode: '44', place: '', remark: '正在派送途中，请您准备签收', key: 'parcel' },
  delivered: { opCode: '80', place: '', remark: '已签收，感谢使用顺丰，期待再次为您服务', key: 'desk' },
} as const satisfies Record<string, { opCode: string; place: string; remark: string; key: Place }>
export type Operation = keyof typeof operations

interface Contact {
  contactType: number
  contact?: string
  mobile?: string
  tel?: string
  company?: string
  province?: string
  city?: string
  county?: string
  address?: string
}

interface CreateOrder {
  orderId: string
  remark?: string
  contactInfoList: Contact[]
}

function createOrder({ orderId, remark = '', contactInfoList }: CreateOrder) {
  const known = shipments.all().find((shipment) => shipment.orderId === orderId)
  const recipient = contactInfoList.find((contact) => contact.contactType === 2)
  if (!recipient?.contact || !recipient.address) return undefined
  const waybillNo = known?.waybillNo ?? `SF${randomInt(1e12).toString().padStart(13, '1')}`
  if (!known) {
    shipments.put(waybillNo, {
      waybillNo,
      orderId,
      remark,
      recipient: {
        name: recipient.contact,
        phone: recipient.mobile ?? recipient.tel ?? '',
        company: recipient.company ?? '',
        address: `${recipient.province ?? ''}${recipient.city ?? ''}${recipient.county ?? ''}${recipient.address}`,
      },
      routes: [],
      ...serialIn(remark),
    })
  }
  return { orderId, filterResult: 2, waybillNoInfoList: [{ waybillType: 1, waybillNo }] }
}

function serialIn(remark: string): { tokenSerial?: string } {
  const match = /介质序列号 (\S+)/.exec(remark)
  return match?.[1] ? { tokenSerial: match[1] } : {}
}

function searchRoutes({ trackingNumber }: { trackingNumber: string | string[] }) {
  const numbers = [trackingNumber].flat()
  return {
    routeResps: numbers.map((mailNo) => ({
      mailNo,
      routes: (shipments.get(mailNo)?.routes ?? []).map((route) => ({
        acceptTime: beijing(route.at),
        acceptAddress: route.place,
        opCode: route.opCode,
        remark: route.remark,
      })),
    })),
  }
}

const services: Record<string, (message: never) => object | undefined> = {
  EXP_RECE_CREATE_ORDER: createOrder,
  EXP_RECE_SEARCH_ROUTES: searchRoutes,
}

function isSigned(form: Record<string, string>): boolean {
  const text = `${form.msgData}${form.timestamp}${settings.courier.checkword}`
  // URL-encoded as Java does it, then MD5.
  const encoded = new URLSearchParams([['', text]]).toString().slice(1)
  const expected = createHash('md5').update(encoded).digest()
  const given = Buffer.from(form.msgDigest ?? '', 'base64')
  return given.length === expected.length && timingSafeEqual(given, expected)
}

/** The courier does something with a parcel: the key in it moves, and the sender is told. */
export async function operate(waybillNo: string, operation: Operation): Promise<void> {
  const shipment = shipments.get(waybillNo)
  if (!shipment) throw new Error('没有这张运单')
  if (shipment.routes.some((route) => route.opCode === '80')) throw new Error('已签收')
  const { opCode, place, remark, key } = operations[operation]
  if (operation !== 'pickedUp' && !shipment.routes.some((route) => route.opCode === '50'))
    throw new Error('尚未揽收')
  if (shipment.tokenSerial) movePlace(shipment.tokenSerial, key)
  const route = { at: Date.now(), opCode, place: place || shipment.recipient.address.slice(0, 3), remark }
  shipments.put(waybillNo, { ...shipment, routes: [...shipment.routes, route] })
  await push(shipment, route)
}

/** Route push of 丰桥. The sender has to ask back before it believes a push; one that is lost is not repeated here. */
async function push(shipment: Shipment, route: Route): Promise<void> {
  const WaybillRoute = [
    {
      id: `${route.at}`,
      mailno: shipment.waybillNo,
      orderid: shipment.orderId,
      acceptTime: beijing(route.at),
      acceptAddress: route.place,
      remark: route.remark,
      opCode: route.opCode,
    },
  ]
  try {
    await fetch(settings.courier.pushUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ Body: { WaybillRoute } }),
      signal: AbortSignal.timeout(10_000),
    })
  } catch {
    // The sender is away; it asks for the route later.
  }
}

/** SF's 丰桥 platform: one address, services told apart by code, answers in two layers of JSON. */
export async function courierPlatform(app: FastifyInstance) {
  app.post('/sf/std/service', (request, reply) => {
    const form = request.body as Record<string, string>
    const outer = (apiResultCode: string, apiErrorMsg: string, data?: object) =>
      reply.send({
        apiResultCode,
        apiErrorMsg,
        apiResponseID: form.requestID,
        apiResultData: JSON.stringify(data ?? {}),
      })
    if (form.partnerID !== settings.courier.partnerId) return outer('A1004', '无对应服务权限')
    if (!isSigned(form)) return outer('A1006', '数字签名无效')
    const handle = services[form.serviceCode ?? '']
    if (!handle) return outer('A1008', '服务代码不存在')
    const msgData = handle(JSON.parse(form.msgData ?? '{}') as never)
    return msgData
      ? outer('A1000', '', { success: true, errorCode: 'S0000', errorMsg: null, msgData })
      : outer('A1000', '', { success: false, errorCode: '8037', errorMsg: '收件人信息不完整', msgData: null })
  })
}
