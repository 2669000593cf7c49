import { openChannel } from '../outbox.ts'
import { settings } from '../settings.ts'
import { movePlace, usbKeys, type Place } from '../usb/keys.ts'
import { beijing, collection } from '../world.ts'

export interface Route {
  at: number
  opCode: string
  place: string
  remark: string
}

export interface Shipment {
  waybillNo: string
  orderId: string
  createdAt: number
  recipient: { name: string; phone: string; address: string; company: string }
  remark: string
  /** The key in the parcel, as the sender named it. */
  tokenSerial?: string
  routes: Route[]
}

export const shipments = collection<Shipment>('courier.shipment')

const PICKED_UP = '50'
const DELIVERED = '80'

/** What the courier can do with a parcel, the code SF reports for it, and where a key in it is then. */
export const operations = {
  pickedUp: { opCode: PICKED_UP, place: '北京市', remark: '顺丰速运 已收取快件', key: 'parcel' },
  inTransit: {
    opCode: '30',
    place: '北京市',
    remark: '快件在【北京首都集散中心】完成分拣，准备发往下一站',
    key: 'parcel',
  },
  outForDelivery: { opCode: '44', place: '', remark: '正在派送途中，请您准备签收', key: 'parcel' },
  delivered: { opCode: DELIVERED, place: '', remark: '已签收，感谢使用顺丰，期待再次为您服务', key: 'desk' },
} as const satisfies Record<string, { opCode: string; place: string; remark: string; key: Place }>
export type Operation = keyof typeof operations

/**
 * The courier does something with a parcel: the key in it moves, and the sender is told.
 * @throws Error when this cannot be done now.
 */
export function operate(waybillNo: string, operation: Operation): void {
  const shipment = shipments.get(waybillNo)
  if (!shipment) throw new Error('没有这张运单')
  const has = (code: string) => shipment.routes.some((route) => route.opCode === code)
  const { opCode, place, remark, key } = operations[operation]
  if (has(DELIVERED)) throw new Error('已签收')
  if (operation === 'pickedUp' ? has(PICKED_UP) : !has(PICKED_UP)) {
    throw new Error(operation === 'pickedUp' ? '已揽收' : '尚未揽收')
  }
  const inside = shipment.tokenSerial && usbKeys.get(shipment.tokenSerial)
  if (inside) {
    const withSender = inside.place === 'box' || inside.place.startsWith('station-')
    if (operation === 'pickedUp' && !withSender) throw new Error('介质不在制证工位')
    movePlace(inside.serial, key)
  }
  const route = { at: Date.now(), opCode, place: place || shipment.recipient.address.slice(0, 3), remark }
  shipments.put(waybillNo, { ...shipment, routes: [...shipment.routes, route] })
  tellSender(`${waybillNo}/${shipment.routes.length}`)
}

/** A push that is not answered well is sent again. */
const PUSH_WAITS = [5, 60, 300, 600, 1800, 3600]

const tellSender = openChannel('sf', { waits: PUSH_WAITS, send: push })

/**
 * Route push (RoutePushService, JSON). The real platform signs nothing here, so the sender has to ask back before it
 * believes a push. It answers return_code 0000.
 */
async function push(subject: string): Promise<boolean> {
  const [waybillNo = '', index] = subject.split('/')
  const shipment = shipments.get(waybillNo)
  const route = shipment?.routes[Number(index)]
  if (!shipment || !route) return true
  const WaybillRoute = [
    {
      id: `${route.at}${index}`,
      mailno: shipment.waybillNo,
      orderid: shipment.orderId,
      acceptTime: beijing(route.at),
      acceptAddress: route.place,
      remark: route.remark,
      opCode: route.opCode,
    },
  ]
  const answer = await fetch(settings.courier.pushUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json;charset=UTF-8' },
    body: JSON.stringify({ Body: { WaybillRoute } }),
    signal: AbortSignal.timeout(10_000),
  })
  const { return_code } = (await answer.json()) as { return_code?: string }
  return return_code === '0000'
}
