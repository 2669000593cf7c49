import type { PaymentProvider, PaymentWay } from '../../domain/payment.ts'
import { alipay } from '../alipay/trades.ts'
import { wechat } from '../wechat-pay/trades.ts'
import type { TradeProvider } from './trade-provider.ts'

export const tradeProviders: Record<PaymentProvider, TradeProvider> = { alipay, wechat }

/** Who holds a trade. @throws Error for money that came by bank transfer: there is no trade to ask for. */
export function tradeProvider(way: PaymentWay): TradeProvider {
  if (way === 'bank') throw new Error('a remittance is no trade')
  return tradeProviders[way]
}
