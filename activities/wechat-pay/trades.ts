import type { RefundAnswer, TradeProvider } from '../payment/trade-provider.ts'
import {
  closeTransaction,
  prepayNative,
  queryTransaction,
  queryTransactionRefund,
  refundTransaction,
  type RefundStatus,
} from './client.ts'

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

/** `ABNORMAL`: the payer's account takes no money; WeChat leaves it to the merchant. */
const refundAnswers = {
  SUCCESS: 'done',
  PROCESSING: 'processing',
  ABNORMAL: 'failed',
  CLOSED: 'failed',
} as const satisfies Record<RefundStatus, RefundAnswer>

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
    const status = await refundTransaction({
      outTradeNo,
      outRefundNo: outRequestNo,
      amountFen,
      totalFen,
      reason,
    })
    return refundAnswers[status]
  },

  async queryRefund({ outRequestNo }) {
    const status = await queryTransactionRefund(outRequestNo)
    return status === 'unknown' ? status : refundAnswers[status]
  },
}
