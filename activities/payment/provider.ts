import type { PaymentProvider, PaymentWay } from '../../domain/payment.ts'
import { alipay } from '../alipay/trades.ts'
import { wechat } from '../wechat-pay/trades.ts'

/** How a trade stands at its provider. `unknown`: no such trade there (at Alipay, a code that nobody scanned). */
export interface TradeAnswer {
  state: 'unknown' | 'waiting' | 'paid' | 'closed'
  /** The provider's own number. */
  tradeNo?: string
  receivedFen?: number
}

/** What a payment provider can do; the numbers are ours, amounts in fen. */
export interface TradeProvider {
  precreate(trade: {
    outTradeNo: string
    amountFen: number
    subject: string
    expiresAt: Date
    notifyUrl: string
  }): Promise<{ qrContent: string }>
  query(outTradeNo: string): Promise<TradeAnswer>
  /** Gives `unknown` where there is nothing to close: such a code may still be paid until it runs out. */
  close(outTradeNo: string): Promise<'closed' | 'unknown'>
  /** Asking again with the same number moves the money once. @throws Error while it is not done. */
  refund(refund: {
    outTradeNo: string
    outRequestNo: string
    amountFen: number
    totalFen: number
    reason: string
  }): Promise<void>
}

export const tradeProviders: Record<PaymentProvider, TradeProvider> = { alipay, wechat }

/** Who holds a trade. @throws Error for money that came by bank transfer: there is no trade to ask for. */
export function tradeProvider(way: PaymentWay): TradeProvider {
  if (way === 'bank') throw new Error('a remittance is no trade')
  return tradeProviders[way]
}
