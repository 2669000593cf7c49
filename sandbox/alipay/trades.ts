import { randomUUID } from 'node:crypto'
import { openChannel } from '../outbox.ts'
import { paidFen, tellAs, type PayHow } from '../pay-faults.ts'
import { isMade } from '../refund-mode.ts'
import { settings } from '../settings.ts'
import { beijing, collection } from '../world.ts'
import { alipaySign, signedNotification } from './signature.ts'

export interface Trade {
  outTradeNo: string
  tradeNo: string
  totalAmount: string
  subject: string
  notifyUrl: string
  /** A code that nobody has scanned is no trade yet: Alipay neither finds nor closes it. */
  status: 'NOT_SCANNED' | 'WAIT_BUYER_PAY' | 'TRADE_SUCCESS' | 'TRADE_CLOSED'
  /** Until when the code can be scanned; once scanned, until when the trade can be paid. */
  expiresAt: number
  /** How long a scanned trade waits for its money. */
  payWithinMs: number
  /** The latest moment of payment, where the merchant gave one. */
  payBefore?: number
  createdAt: number
  scannedAt?: number
  paidAt?: number
  notifyId?: string
  refunds: { outRequestNo: string; amount: string; at: number; late?: boolean }[]
}

export const trades = collection<Trade>('alipay.trade')

export const fenOf = (yuan: string) => Math.round(Number(yuan) * 100)
export const yuanOf = (fen: number) => (fen / 100).toFixed(2)
/** What has gone back to the buyer. */
export const refundedFen = (trade: Trade) =>
  trade.refunds.filter(isMade).reduce((sum, { amount }) => sum + fenOf(amount), 0)

/** The only person who pays here: what is left of a million yuan after everything paid and given back. */
export function buyer() {
  const spent = trades
    .all()
    .filter((trade) => trade.paidAt)
    .reduce((sum, trade) => sum + fenOf(trade.totalAmount) - refundedFen(trade), 0)
  return { logonId: '138****0002', userId: '2088000000000002', balanceFen: 1_000_000_00 - spent }
}

const isOpen = ({ status }: Trade) => status === 'NOT_SCANNED' || status === 'WAIT_BUYER_PAY'

/** A trade that ran out closes by itself. */
export function current(trade: Trade): Trade {
  if (!isOpen(trade) || Date.now() < trade.expiresAt) return trade
  return trades.put(trade.outTradeNo, { ...trade, status: 'TRADE_CLOSED' })
}

export function findTrade(outTradeNo: string): Trade | undefined {
  const trade = trades.get(outTradeNo)
  return trade && current(trade)
}

/** A phone scans the code: only now there is a trade. @throws Error when the code is not good any more. */
export function scan(outTradeNo: string): Trade {
  const trade = findTrade(outTradeNo)
  if (!trade || !isOpen(trade)) throw new Error('二维码已失效')
  if (trade.status === 'WAIT_BUYER_PAY') return trade
  const expiresAt = Math.min(Date.now() + trade.payWithinMs, trade.payBefore ?? Infinity)
  return trades.put(outTradeNo, { ...trade, status: 'WAIT_BUYER_PAY', scannedAt: Date.now(), expiresAt })
}

/** The buyer pays; the merchant is told, as it should be or not. @throws Error when it cannot be paid any more. */
export function pay(outTradeNo: string, how: PayHow = 'plain'): void {
  const trade = scan(outTradeNo)
  if (buyer().balanceFen < fenOf(trade.totalAmount)) throw new Error('余额不足')
  const notifyId = randomUUID().replaceAll('-', '')
  const totalAmount = yuanOf(paidFen(fenOf(trade.totalAmount), how))
  trades.put(outTradeNo, { ...trade, totalAmount, status: 'TRADE_SUCCESS', paidAt: Date.now(), notifyId })
  if (trade.notifyUrl) tellAs(how, outTradeNo, tellMerchant)
}

/** Tries of a notification: at once, soon after, then as Alipay documents it (4m, 10m, 10m, 1h, 2h, 6h, 15h). */
const NOTIFY_WAITS = [5, 240, 600, 600, 3600, 7200, 21_600, 54_000]

const tellMerchant = openChannel('alipay', { waits: NOTIFY_WAITS, send: notify })

/** Asynchronous notification of a payment; the merchant has to answer the bare word `success`. */
async function notify(subject: string): Promise<boolean> {
  const [outTradeNo = '', ending] = subject.split('/')
  const trade = trades.get(outTradeNo)
  if (!trade?.paidAt) return true
  const fields = signedNotification({
    notify_id: trade.notifyId ?? '',
    notify_type: 'trade_status_sync',
    notify_time: beijing(Date.now()),
    app_id: settings.alipay.appId,
    charset: 'utf-8',
    version: '1.0',
    out_trade_no: outTradeNo,
    trade_no: trade.tradeNo,
    trade_status: 'TRADE_SUCCESS',
    total_amount: trade.totalAmount,
    receipt_amount: trade.totalAmount,
    buyer_pay_amount: trade.totalAmount,
    subject: trade.subject,
    gmt_create: beijing(trade.scannedAt ?? trade.createdAt),
    gmt_payment: beijing(trade.paidAt),
    seller_id: '2088000000000001',
    buyer_id: buyer().userId,
  })
  // A forger has no key of Alipay's; the best he has is a signature that stood under something else.
  if (ending === 'forged') fields.sign = alipaySign('another notice')
  const answer = await fetch(trade.notifyUrl, {
    method: 'POST',
    body: new URLSearchParams(fields),
    signal: AbortSignal.timeout(10_000),
  })
  return ending === 'forged' || (await answer.text()).trim() === 'success'
}
