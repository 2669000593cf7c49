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
  lost?: boolean
}

export const shipments = collection<Shipment>('courier.shipment')

type State = 'ordered' | 'onTheWay' | 'goingBack' | 'ended'

interface Step {
  /** When this can be done. */
  from: readonly State[]
  /** The event that SF reports; what is lost makes none. */
  event?: { opCode: string; place: string; remark: string }
  /** Where a key in the parcel is then. */
  key?: Place
  /** Instead of something new: which of the events so far are pushed again, counted from the end. */
  again?: readonly number[]
}

const HUB = '北京市'
const ON_ROAD: readonly State[] = ['onTheWay', 'goingBack']
const HAS_EVENTS: readonly State[] = [...ON_ROAD, 'ended']

/** What the courier can do with a parcel. */
export const operations = {
  pickedUp: {
    from: ['ordered'],
    event: { opCode: '50', place: HUB, remark: '顺丰速运 已收取快件' },
    key: 'parcel',
  },
  inTransit: {
    from: ON_ROAD,
    event: { opCode: '30', place: HUB, remark: '快件在【北京首都集散中心】完成分拣，准备发往下一站' },
  },
  outForDelivery: {
    from: ['onTheWay'],
    event: { opCode: '44', place: '', remark: '正在派送途中，请您准备签收' },
  },
  failedAttempt: {
    from: ['onTheWay'],
    event: { opCode: '70', place: '', remark: '由于收件人不在，派送不成功' },
  },
  delivered: {
    from: ['onTheWay'],
    event: { opCode: '80', place: '', remark: '已签收，感谢使用顺丰，期待再次为您服务' },
    key: 'desk',
  },
  refused: {
    from: ['onTheWay'],
    event: { opCode: '99', place: '', remark: '收件人拒收，快件正在退回寄件人' },
  },
  returned: {
    from: ['goingBack'],
    event: { opCode: '648', place: HUB, remark: '快件已退回寄件人' },
    key: 'returns',
  },
  lost: { from: ON_ROAD, key: 'nowhere' },
  outOfOrder: { from: HAS_EVENTS, again: [-1, -2] },
  duplicate: { from: HAS_EVENTS, again: [-1] },
} as const satisfies Record<string, Step>
export type Operation = keyof typeof operations

const names = Object.keys(operations) as Operation[]
const step = (name: Operation): Step => operations[name]

/** The last thing done with a parcel; undefined before its pick-up. */
export function lastOperation({ lost, routes }: Shipment): Operation | undefined {
  if (lost) return 'lost'
  const { opCode } = routes.at(-1) ?? {}
  return opCode === undefined ? undefined : names.find((name) => step(name).event?.opCode === opCode)
}

function stateOf({ routes }: Shipment): State {
  const has = (...done: Operation[]) =>
    routes.some(({ opCode }) => done.some((name) => step(name).event?.opCode === opCode))
  if (has('delivered', 'returned')) return 'ended'
  return has('refused') ? 'goingBack' : has('pickedUp') ? 'onTheWay' : 'ordered'
}

/** What can be done with a parcel now. */
export function possibleOperations(shipment: Shipment): Operation[] {
  if (shipment.lost) return []
  const state = stateOf(shipment)
  return names.filter((name) => {
    const { from, again = [] } = step(name)
    return from.includes(state) && again.length <= shipment.routes.length
  })
}

/**
 * The courier does something with a parcel: the key in it moves, and the sender is told.
 * @throws Error when this cannot be done now.
 */
export function operate(waybillNo: string, operation: Operation): void {
  const shipment = shipments.get(waybillNo)
  if (!shipment) throw new Error('没有这张运单')
  if (!possibleOperations(shipment).includes(operation)) throw new Error('快件此时不能这样操作')
  const { event, key, again = [] } = step(operation)
  const { routes } = shipment
  // A second apart, so that they arrive in the order in which they are pushed.
  again.forEach((index, turn) => tellSender(`${waybillNo}/${routes.length + index}`, turn))
  const inside = shipment.tokenSerial && usbKeys.get(shipment.tokenSerial)
  if (inside && key) {
    const withSender =
      inside.place === 'box' || inside.place === 'returns' || inside.place.startsWith('station-')
    if (operation === 'pickedUp' && !withSender) throw new Error('介质不在寄件人处')
    movePlace(inside.serial, key)
  }
  if (operation === 'lost') shipments.put(waybillNo, { ...shipment, lost: true })
  if (!event) return
  const route = { ...event, at: Date.now(), place: event.place || shipment.recipient.address.slice(0, 3) }
  shipments.put(waybillNo, { ...shipment, routes: [...routes, route] })
  tellSender(`${waybillNo}/${routes.length}`)
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
