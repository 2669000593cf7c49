import { randomInt } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { settings } from '../settings.ts'
import { alipaySign, requestIsSigned } from './signature.ts'
import { alipayTime, findTrade, trades, type Trade } from './trades.ts'

type Content = Record<string, string>
type Answer = Record<string, unknown>

const ok = (fields: Answer): Answer => ({ code: '10000', msg: 'Success', ...fields })
const refuse = (sub_code: string, sub_msg: string): Answer => ({
  code: '40004',
  msg: 'Business Failed',
  sub_code,
  sub_msg,
})
const NOT_EXIST = refuse('ACQ.TRADE_NOT_EXIST', '交易不存在')

function precreate(content: Content, fields: Content): Answer {
  const outTradeNo = content.out_trade_no ?? ''
  const known = findTrade(outTradeNo)
  if (known && known.totalAmount !== content.total_amount) {
    return refuse('ACQ.CONTEXT_INCONSISTENT', '交易信息被篡改')
  }
  if (known?.status === 'TRADE_SUCCESS') return refuse('ACQ.TRADE_HAS_SUCCESS', '交易已被支付')
  if (known?.status === 'TRADE_CLOSED') return refuse('ACQ.TRADE_HAS_CLOSE', '交易已经关闭')
  if (!known) {
    const minutes = /^(\d+)m$/.exec(content.timeout_express ?? '120m')
    const trade: Trade = {
      outTradeNo,
      tradeNo: `${alipayTime(Date.now()).slice(0, 10).replaceAll('-', '')}22001${randomInt(1e12).toString().padStart(12, '0')}`,
      totalAmount: content.total_amount ?? '0.00',
      subject: content.subject ?? '',
      notifyUrl: fields.notify_url ?? '',
      status: 'NOT_SCANNED',
      createdAt: Date.now(),
      expiresAt: Date.now() + Number(minutes?.[1] ?? 120) * 60_000,
      refunds: [],
    }
    trades.put(outTradeNo, trade)
  }
  return ok({ out_trade_no: outTradeNo, qr_code: `${settings.url}/alipay/pay/${outTradeNo}` })
}

function query(content: Content): Answer {
  const trade = findTrade(content.out_trade_no ?? '')
  // Alipay knows a trade only once somebody has scanned its code.
  if (!trade || trade.status === 'NOT_SCANNED') return NOT_EXIST
  return ok({
    out_trade_no: trade.outTradeNo,
    trade_no: trade.tradeNo,
    trade_status: trade.status,
    total_amount: trade.totalAmount,
    buyer_logon_id: '138****0002',
    ...(trade.paidAt && { send_pay_date: alipayTime(trade.paidAt) }),
  })
}

function close(content: Content): Answer {
  const trade = findTrade(content.out_trade_no ?? '')
  if (!trade) return NOT_EXIST
  if (trade.status === 'TRADE_SUCCESS') return refuse('ACQ.TRADE_STATUS_ERROR', '交易状态不合法')
  const scanned = trade.status !== 'NOT_SCANNED'
  trades.put(trade.outTradeNo, { ...trade, status: 'TRADE_CLOSED' })
  return scanned ? ok({ out_trade_no: trade.outTradeNo, trade_no: trade.tradeNo }) : NOT_EXIST
}

const fenOf = (amount: string) => Math.round(Number(amount) * 100)

function refund(content: Content): Answer {
  const { out_trade_no = '', out_request_no = '', refund_amount = '0' } = content
  const trade = findTrade(out_trade_no)
  if (!trade) return NOT_EXIST
  if (trade.status !== 'TRADE_SUCCESS') return refuse('ACQ.TRADE_STATUS_ERROR', '交易状态不合法')
  const known = trade.refunds.find((entry) => entry.outRequestNo === out_request_no)
  const refunded = trade.refunds.reduce((sum, entry) => sum + fenOf(entry.amount), 0)
  if (!known && refunded + fenOf(refund_amount) > fenOf(trade.totalAmount)) {
    return refuse('ACQ.REFUND_AMT_NOT_EQUAL_TOTAL', '退款金额超限')
  }
  if (!known) {
    trade.refunds.push({ outRequestNo: out_request_no, amount: refund_amount, at: Date.now() })
    trades.put(out_trade_no, trade)
  }
  return ok({
    out_trade_no,
    trade_no: trade.tradeNo,
    fund_change: known ? 'N' : 'Y',
    refund_fee: (trade.refunds.reduce((sum, entry) => sum + fenOf(entry.amount), 0) / 100).toFixed(2),
  })
}

function refundQuery(content: Content): Answer {
  const trade = findTrade(content.out_trade_no ?? '')
  if (!trade) return NOT_EXIST
  const entry = trade.refunds.find((candidate) => candidate.outRequestNo === content.out_request_no)
  return ok(
    entry
      ? {
          out_trade_no: trade.outTradeNo,
          out_request_no: entry.outRequestNo,
          refund_amount: entry.amount,
          refund_status: 'REFUND_SUCCESS',
        }
      : {},
  )
}

const methods: Record<string, (content: Content, fields: Content) => Answer> = {
  'alipay.trade.precreate': precreate,
  'alipay.trade.query': query,
  'alipay.trade.close': close,
  'alipay.trade.refund': refund,
  'alipay.trade.fastpay.refund.query': refundQuery,
}

/** Alipay's open gateway (v2): parameters in query and form, the answer signed over its exact text. */
export async function alipayGateway(app: FastifyInstance) {
  app.post('/alipay/gateway.do', (request, reply) => {
    const fields = { ...(request.query as Content), ...(request.body as Content) }
    const method = fields.method ?? ''
    const handle = methods[method]
    let answer: Answer
    if (fields.app_id !== settings.alipay.appId) answer = { code: '40002', sub_code: 'isv.invalid-app-id' }
    else if (!requestIsSigned(fields))
      answer = { code: '40002', msg: 'Invalid Arguments', sub_code: 'isv.invalid-signature' }
    else if (!handle) answer = { code: '40002', sub_code: 'isv.invalid-method' }
    else answer = handle(JSON.parse(fields.biz_content ?? '{}') as Content, fields)
    const text = JSON.stringify(answer)
    const name = `${method.replaceAll('.', '_')}_response`
    return reply.type('application/json').send(`{"${name}":${text},"sign":"${alipaySign(text)}"}`)
  })
}
