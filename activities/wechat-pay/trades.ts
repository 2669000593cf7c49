import type { TradeProvider } from '../payment/trade-provider.ts'
import { closeTransaction, prepayNative, queryTransaction, refundTransaction } from './client.ts'

const states = {
  SUCCESS: 'paid',
  REFUND: 'paid',
  NOTPAY: 'waiting',
  USERPAYING: 'waiting',
  ACCEPT: 'waiting',
  CLOSED: 'closed',
  REVOKED: 'closed',
  PAYERROR: 'closed',
} as const

/** WeChat Pay, Native 支付. A trade exists from the first call on, so it can always be closed. */
export const wechat: TradeProvider = {
  async precreate({ outTradeNo, amountFen, subject, expiresAt, notifyUrl }) {
    const { codeUrl } = await prepayNative({
      outTradeNo,
      description: subject,
      amountFen,
      expiresAt,
      notifyUrl,
    })
    return { qrContent: codeUrl }
  },

  async query(outTradeNo) {
    const answer = await queryTransaction(outTradeNo)
    if (answer === 'unknown') return { state: 'unknown' }
    return {
      state: states[answer.tradeState],
      ...(answer.transactionId && { tradeNo: answer.transactionId }),
      ...(answer.amountFen !== undefined && { receivedFen: answer.amountFen }),
    }
  },

  async close(outTradeNo) {
    await closeTransaction(outTradeNo)
    return 'closed'
  },

  async refund({ outTradeNo, outRequestNo, amountFen, totalFen, reason }) {
    const { status } = await refundTransaction({
      outTradeNo,
      outRefundNo: outRequestNo,
      amountFen,
      totalFen,
      reason,
    })
    if (status !== 'SUCCESS') throw new Error(`WeChat Pay refund is ${status}`)
  },
}
