import { randomInt, randomUUID } from 'node:crypto'
import { openChannel } from '../outbox.ts'
import { paidFen, tellAs, type PayHow } from '../pay-faults.ts'
import { settings } from '../settings.ts'
import { beijing, collection } from '../world.ts'
import { encryptedResource, signedHeaders } from './signature.ts'

export interface WechatTrade {
  outTradeNo: string
  transactionId: string
  codeUrl: string
  totalFen: number
  description: string
  notifyUrl: string
  state: 'NOTPAY' | 'SUCCESS' | 'CLOSED' | 'REFUND'
  expiresAt: number
  createdAt: number
  paidAt?: number
  noticeId?: string
  refunds: { outRefundNo: string; fen: number; at: number; late?: boolean }[]
}

export const wechatTrades = collection<WechatTrade>('wechat.trade')

const OPEN_ID = 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o'
/** RFC 3339 with the zone of Beijing, as WeChat writes it. */
export const rfc3339 = (at: number) => `${beijing(at).replace(' ', 'T')}+08:00`

/** A trade that ran out closes by itself. */
export function findWechatTrade(outTradeNo: string): WechatTrade | undefined {
  const trade = wechatTrades.get(outTradeNo)
  if (trade?.state !== 'NOTPAY' || Date.now() < trade.expiresAt) return trade
  return wechatTrades.put(outTradeNo, { ...trade, state: 'CLOSED' })
}

export function newWechatTrade(
  trade: Pick<WechatTrade, 'outTradeNo' | 'totalFen' | 'description' | 'notifyUrl' | 'expiresAt'>,
): WechatTrade {
  return wechatTrades.put(trade.outTradeNo, {
    ...trade,
    transactionId: `4200${beijing(Date.now()).slice(0, 10).replaceAll('-', '')}${randomInt(1e12).toString().padStart(12, '0')}`,
    codeUrl: `weixin://wxpay/bizpayurl?pr=${randomUUID().slice(0, 8)}zz`,
    state: 'NOTPAY',
    createdAt: Date.now(),
    refunds: [],
  })
}

/** The transaction as query and notice tell it. */
export function describe(trade: WechatTrade) {
  return {
    appid: settings.wechatPay.appId,
    mchid: settings.wechatPay.merchantId,
    out_trade_no: trade.outTradeNo,
    trade_type: 'NATIVE',
    trade_state: trade.state,
    trade_state_desc: trade.state,
    ...(trade.paidAt && {
      transaction_id: trade.transactionId,
      bank_type: 'OTHERS',
      success_time: rfc3339(trade.paidAt),
      payer: { openid: OPEN_ID },
    }),
    amount: { total: trade.totalFen, payer_total: trade.totalFen, currency: 'CNY', payer_currency: 'CNY' },
  }
}

/** Somebody scans the code and pays; the merchant is told, as it should be or not. @throws Error when it is too late. */
export function payWechat(outTradeNo: string, how: PayHow = 'plain'): void {
  const trade = findWechatTrade(outTradeNo)
  if (trade?.state !== 'NOTPAY') throw new Error('二维码已失效')
  const totalFen = paidFen(trade.totalFen, how)
  const paid = { state: 'SUCCESS', paidAt: Date.now(), noticeId: randomUUID(), totalFen } as const
  wechatTrades.put(outTradeNo, { ...trade, ...paid })
  tellAs(how, outTradeNo, tellMerchant)
}

/** As documented: 15s/15s/30s/3m/10m/20m/30m/30m/30m/60m/3h/3h/3h/6h/6h; here the first repeat comes sooner. */
const WAITS = [5, 15, 30, 180, 600, 1200, 1800, 1800, 1800, 3600, 10_800, 10_800, 10_800, 21_600, 21_600]

const tellMerchant = openChannel('wechatpay', { waits: WAITS, send: notify })

async function notify(subject: string): Promise<boolean> {
  const [outTradeNo = '', ending] = subject.split('/')
  const trade = wechatTrades.get(outTradeNo)
  if (!trade?.paidAt) return true
  const body = JSON.stringify({
    id: trade.noticeId,
    create_time: rfc3339(trade.paidAt),
    resource_type: 'encrypt-resource',
    event_type: 'TRANSACTION.SUCCESS',
    summary: '支付成功',
    resource: encryptedResource(describe(trade)),
  })
  // A forger has no key of WeChat's; the best he has is a signature that stood under something else.
  const headers = signedHeaders(ending === 'forged' ? 'another notice' : body)
  const answer = await fetch(trade.notifyUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
    signal: AbortSignal.timeout(10_000),
  })
  return ending === 'forged' || answer.status === 200 || answer.status === 204
}
