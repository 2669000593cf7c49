import { createHash, randomInt, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { settings } from '../settings.ts'
import { beijing } from '../world.ts'
import { shipments, type Shipment } from './shipments.ts'

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
  orderId?: string
  remark?: string
  cargoDetails?: { name?: string; cargoDeclare?: string }[]
  contactInfoList?: Contact[]
}

/** A business answer: success with data, or a code of SF's with its words. */
type Answer = { msgData: object } | { errorCode: string; errorMsg: string }
const no = (errorCode: string, errorMsg: string): Answer => ({ errorCode, errorMsg })

const byOrder = (orderId: string | undefined) =>
  shipments.all().find((shipment) => shipment.orderId === orderId)
const ordered = ({ orderId, waybillNo }: Shipment): Answer => ({
  msgData: {
    orderId,
    originCode: '010',
    destCode: '021',
    filterResult: 2,
    waybillNoInfoList: [{ waybillType: 1, waybillNo }],
  },
})

/** EXP_RECE_CREATE_ORDER: an order number can be used once; whoever lost the answer asks SEARCH_ORDER_RESP. */
function createOrder({ orderId, remark = '', cargoDetails, contactInfoList = [] }: CreateOrder): Answer {
  if (!orderId) return no('1010', '订单号不能为空')
  if (byOrder(orderId)) return no('8016', '重复下单')
  if (!cargoDetails?.length) return no('1013', '托寄物信息不能为空')
  const recipient = contactInfoList.find((contact) => contact.contactType === 2)
  const phone = recipient?.mobile ?? recipient?.tel
  if (!recipient?.contact || !recipient.address || !phone) return no('1023', '到件方信息不完整')
  if (!contactInfoList.some((contact) => contact.contactType === 1)) return no('1014', '寄件方信息不完整')
  const described = [remark, ...cargoDetails.flatMap(({ name, cargoDeclare }) => [name, cargoDeclare])]
  const tokenSerial = /介质序列号 (\S+)/.exec(described.join(' | '))?.[1]
  const waybillNo = `SF${randomInt(1e12).toString().padStart(13, '1')}`
  const { province = '', city = '', county = '', address, company = '', contact: name } = recipient
  return ordered(
    shipments.put(waybillNo, {
      waybillNo,
      orderId,
      createdAt: Date.now(),
      remark,
      // Municipalities stand in both fields.
      recipient: {
        name,
        phone,
        company,
        address: `${province}${city === province ? '' : city}${county}${address}`,
      },
      routes: [],
      ...(tokenSerial && { tokenSerial }),
    }),
  )
}

/** EXP_RECE_SEARCH_ORDER_RESP: what became of an order number. */
function searchOrder({ orderId }: { orderId?: string }): Answer {
  const shipment = byOrder(orderId)
  return shipment ? ordered(shipment) : no('8018', '未获取到订单信息')
}

/** EXP_RECE_SEARCH_ROUTES, by waybill (trackingType 1) or by order number (2). */
function searchRoutes(query: { trackingType?: number | string; trackingNumber?: string | string[] }): Answer {
  const routeResps = [query.trackingNumber ?? []].flat().map((number) => {
    const shipment = Number(query.trackingType ?? 1) === 2 ? byOrder(number) : shipments.get(number)
    const routes = (shipment?.routes ?? []).map((route) => ({
      acceptTime: beijing(route.at),
      acceptAddress: route.place,
      opCode: route.opCode,
      remark: route.remark,
    }))
    return { mailNo: shipment?.waybillNo ?? number, routes }
  })
  return { msgData: { routeResps } }
}

const services: Record<string, (message: object) => Answer> = {
  EXP_RECE_CREATE_ORDER: createOrder,
  EXP_RECE_SEARCH_ORDER_RESP: searchOrder,
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

function parse(text: string | undefined): object | undefined {
  try {
    return JSON.parse(text ?? '') as object
  } catch {
    return undefined
  }
}

const VALID_MS = 10 * 60_000

/** SF's 丰桥 platform: one address, services told apart by code, answers in two layers of JSON. */
export async function courierPlatform(app: FastifyInstance) {
  app.post('/sf/std/service', (request, reply) => {
    const form = (request.body ?? {}) as Record<string, string>
    const outer = (apiResultCode: string, apiErrorMsg: string, data?: object) =>
      reply.send({
        apiResultCode,
        apiErrorMsg,
        apiResponseID: form.requestID,
        ...(data && { apiResultData: JSON.stringify(data) }),
      })
    const message = parse(form.msgData)
    if (!form.requestID || !form.timestamp || !message) return outer('A1001', '必传参数不可为空')
    const handle = services[form.serviceCode ?? '']
    if (form.partnerID !== settings.courier.partnerId || !handle) return outer('A1004', '无对应服务权限')
    if (!isSigned(form)) return outer('A1006', '数字签名无效')
    if (!(Math.abs(Date.now() - Number(form.timestamp)) < VALID_MS)) return outer('A1002', '请求时效已过期')
    const answer = handle(message)
    return outer(
      'A1000',
      '',
      'msgData' in answer
        ? { success: true, errorCode: 'S0000', errorMsg: null, ...answer }
        : { success: false, ...answer, msgData: null },
    )
  })
}
