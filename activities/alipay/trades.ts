import { z } from 'zod'
import { fen, yuan } from '../../domain/money.ts'
import type { RefundAnswer, TradeProvider } from '../payment/trade-provider.ts'
import { alipayClient } from './client.ts'

const precreated = z.object({ code: z.literal('10000'), qrCode: z.string() })
const queried = z.object({
  code: z.string(),
  subCode: z.string().optional(),
  tradeStatus: z.enum(['WAIT_BUYER_PAY', 'TRADE_CLOSED', 'TRADE_SUCCESS', 'TRADE_FINISHED']).optional(),
  tradeNo: z.string().optional(),
  totalAmount: z.string().optional(),
})
const refunded = z.object({
  code: z.string(),
  subCode: z.string().optional(),
  fundChange: z.string().optional(),
  refundStatus: z.string().optional(),
})

const NOT_EXIST = 'ACQ.TRADE_NOT_EXIST'
const states = {
  WAIT_BUYER_PAY: 'waiting',
  TRADE_SUCCESS: 'paid',
  TRADE_FINISHED: 'paid',
  TRADE_CLOSED: 'closed',
} as const

// Without validateSign the SDK takes a forged answer for a good one.
const call = (method: string, bizContent: Record<string, unknown>, extra: Record<string, unknown> = {}) =>
  alipayClient().exec(method, { ...extra, bizContent }, { validateSign: true })

/** https://docs.open.alipay.com/api_1/alipay.trade.fastpay.refund.query: without a status it made no such refund. */
async function queryRefund({
  outTradeNo,
  outRequestNo,
}: {
  outTradeNo: string
  outRequestNo: string
}): Promise<RefundAnswer> {
  const answer = await call('alipay.trade.fastpay.refund.query', {
    out_trade_no: outTradeNo,
    out_request_no: outRequestNo,
  })
  const { code, subCode, refundStatus } = refunded.parse(answer)
  if (subCode === NOT_EXIST) return 'unknown'
  if (code !== '10000') throw new Error(`Alipay answered ${subCode ?? code}`)
  return refundStatus === 'REFUND_SUCCESS' ? 'done' : 'unknown'
}

/** Alipay, 当面付 (precreate). */
export const alipay: TradeProvider = {
  async precreate({ outTradeNo, amountFen, subject, expiresAt, notifyUrl }) {
    const minutes = Math.max(1, Math.floor((expiresAt.getTime() - Date.now()) / 60_000))
    const answer = await call(
      'alipay.trade.precreate',
      {
        out_trade_no: outTradeNo,
        total_amount: yuan(amountFen),
        subject,
        timeout_express: `${minutes}m`,
        // A code that nobody scanned is no trade yet and cannot be closed: it has to end by itself.
        qr_code_timeout_express: `${minutes}m`,
      },
      { notifyUrl },
    )
    return { qrContent: precreated.parse(answer).qrCode }
  },

  async query(outTradeNo) {
    const answer = queried.parse(await call('alipay.trade.query', { out_trade_no: outTradeNo }))
    if (answer.subCode === NOT_EXIST) return { state: 'unknown' }
    if (!answer.tradeStatus) throw new Error(`Alipay answered ${answer.subCode ?? answer.code}`)
    return {
      state: states[answer.tradeStatus],
      ...(answer.tradeNo && { tradeNo: answer.tradeNo }),
      ...(answer.totalAmount && { receivedFen: fen(answer.totalAmount) }),
    }
  },

  async close(outTradeNo) {
    const answer = queried.parse(await call('alipay.trade.close', { out_trade_no: outTradeNo }))
    if (answer.code === '10000') return 'closed'
    if (answer.subCode === NOT_EXIST) return 'unknown'
    // Paid or closed in between: the next try of the activity sees which.
    throw new Error(`Alipay does not close the trade: ${answer.subCode ?? answer.code}`)
  },

  async refund({ outTradeNo, outRequestNo, amountFen, reason }) {
    const answer = await call('alipay.trade.refund', {
      out_trade_no: outTradeNo,
      out_request_no: outRequestNo,
      refund_amount: yuan(amountFen),
      refund_reason: reason,
    })
    const { code, subCode, fundChange } = refunded.parse(answer)
    if (code !== '10000') throw new Error(`Alipay refuses the refund: ${subCode ?? code}`)
    // Accepted is not done: only money that moved by this call needs no second question.
    return fundChange === 'Y' ? 'done' : queryRefund({ outTradeNo, outRequestNo })
  },

  queryRefund,
}
