/** How a trade stands at its provider. `unknown`: no such trade there (at Alipay, a code that nobody scanned). */
export interface TradeAnswer {
  state: 'unknown' | 'waiting' | 'paid' | 'closed'
  /** The provider's own number. */
  tradeNo?: string
  receivedFen?: number
}

/** How a refund stands at its provider. `failed`: it will not come; `unknown`: it has no such refund. */
export type RefundAnswer = 'done' | 'processing' | 'failed' | 'unknown'

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
  /** Asking again with the same number moves the money once. @throws Error when it is refused. */
  refund(refund: {
    outTradeNo: string
    outRequestNo: string
    amountFen: number
    totalFen: number
    reason: string
  }): Promise<RefundAnswer>
  queryRefund(refund: { outTradeNo: string; outRequestNo: string }): Promise<RefundAnswer>
}
