import { randomUUID } from 'node:crypto'
import { settings } from '../settings.ts'
import { collection } from '../world.ts'
import { signedNotification } from './signature.ts'

export interface Trade {
  outTradeNo: string
  tradeNo: string
  totalAmount: string
  subject: string
  notifyUrl: string
  status: 'NOT_SCANNED' | 'WAIT_BUYER_PAY' | 'TRADE_SUCCESS' | 'TRADE_CLOSED'
  expiresAt: number
  createdAt: number
  paidAt?: number
  refunds: { outRequestNo: string; amount: string; at: number }[]
  notification?: { id: string; tries: number; nextAt: number; done: boolean }
}

export const trades = collection<Trade>('alipay.trade')

/** Waits between tries of a notification, as Alipay documents them: 4m, 10m, 10m, 1h, 2h, 6h, 15h. */
const RETRY_MINUTES = [4, 10, 10, 60, 120, 360, 900]
const FIRST_RETRY_MS = 5000

/** Beijing time as Alipay writes it. */
export function alipayTime(at: number): string {
  return new Date(at + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
}

/** A trade that ran out closes by itself. */
export function current(trade: Trade): Trade {
  const open = trade.status === 'NOT_SCANNED' || trade.status === 'WAIT_BUYER_PAY'
  if (!open || Date.now() < trade.expiresAt) return trade
  return trades.put(trade.outTradeNo, { ...trade, status: 'TRADE_CLOSED' })
}

export function findTrade(outTradeNo: string): Trade | undefined {
  const trade = trades.get(outTradeNo)
  return trade && current(trade)
}

/** The buyer pays. @throws Error when the trade cannot be paid any more. */
export async function pay(outTradeNo: string): Promise<void> {
  const trade = findTrade(outTradeNo)
  if (trade?.status !== 'NOT_SCANNED' && trade?.status !== 'WAIT_BUYER_PAY') throw new Error('交易已关闭')
  const notification = { id: randomUUID().replaceAll('-', ''), tries: 0, nextAt: Date.now(), done: false }
  trades.put(outTradeNo, { ...trade, status: 'TRADE_SUCCESS', paidAt: Date.now(), notification })
  await notify(outTradeNo)
}

/** Tells the merchant, once; what is not answered with `success` is told again later. */
async function notify(outTradeNo: string): Promise<void> {
  const trade = trades.get(outTradeNo)
  if (!trade?.notification || trade.notification.done) return
  const fields = signedNotification({
    notify_id: trade.notification.id,
    notify_type: 'trade_status_sync',
    notify_time: alipayTime(Date.now()),
    app_id: settings.alipay.appId,
    charset: 'utf-8',
    version: '1.0',
    out_trade_no: outTradeNo,
    trade_no: trade.tradeNo,
    trade_status: trade.status,
    total_amount: trade.totalAmount,
    receipt_amount: trade.totalAmount,
    buyer_pay_amount: trade.totalAmount,
    subject: trade.subject,
    gmt_create: alipayTime(trade.createdAt),
    gmt_payment: alipayTime(trade.paidAt ?? Date.now()),
    seller_id: '2088000000000001',
    buyer_id: '2088000000000002',
  })
  let done = false
  try {
    const answer = await fetch(trade.notifyUrl, {
      method: 'POST',
      body: new URLSearchParams(fields),
      signal: AbortSignal.timeout(10_000),
    })
    done = (await answer.text()).trim() === 'success'
  } catch {
    // The merchant is away: told again later.
  }
  const tries = trade.notification.tries + 1
  const wait = tries === 1 ? FIRST_RETRY_MS : (RETRY_MINUTES[tries - 2] ?? 900) * 60_000
  const notification = { ...trade.notification, tries, done, nextAt: Date.now() + wait }
  trades.put(outTradeNo, { ...trades.get(outTradeNo)!, notification })
}

/** Tells what is due to be told again. */
export async function notifyAgain(): Promise<void> {
  for (const { outTradeNo, notification } of trades.all()) {
    if (
      notification &&
      !notification.done &&
      notification.tries <= RETRY_MINUTES.length &&
      notification.nextAt <= Date.now()
    ) {
      await notify(outTradeNo)
    }
  }
}
