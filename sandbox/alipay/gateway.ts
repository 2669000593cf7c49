import { randomInt } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { isMade, mayAnswer, refundMode, takenLate } from '../refund-mode.ts'
import { settings } from '../settings.ts'
import { beijing } from '../world.ts'
import { alipaySign, requestIsSigned } from './signature.ts'
import { buyer, fenOf, findTrade, refundedFen, trades, yuanOf, type Trade } from './trades.ts'

type Content = Record<string, string>
type Answer = Record<string, unknown>

const ok = (fields: Answer): Answer => ({ code: '10000', msg: 'Success', ...fields })
const refuse = (sub_code: string, sub_msg: string): Answer => ({
  code: '40004',
  msg: 'Business Failed',
  sub_code,
  sub_msg,
})
const invalid = (sub_code: string, sub_msg: string): Answer => ({
  code: '40002',
  msg: 'Invalid Arguments',
  sub_code,
  sub_msg,
})
const NOT_EXIST = refuse('ACQ.TRADE_NOT_EXIST', '交易不存在')
const NOT_THE_STATE = refuse('ACQ.TRADE_STATUS_ERROR', '交易状态不合法')

const MINUTE_MS = 60_000
const CODE_LIVES_MS = 120 * MINUTE_MS
const PAY_WITHIN_MS = 15 * 24 * 60 * MINUTE_MS

/** A span as Alipay writes it: 90m, 2h, 1d, or 1c (until midnight in Beijing). */
function span(text: string | undefined, standard: number): number {
  if (text === '1c') return 86_400_000 - ((Date.now() + 8 * 3_600_000) % 86_400_000)
  const [, count, unit] = /^(\d+)([mhd])$/.exec(text ?? '') ?? []
  return count ? Number(count) * { m: 1, h: 60, d: 1440 }[unit as 'm' | 'h' | 'd'] * MINUTE_MS : standard
}

function precreate(content: Content, fields: Content): Answer {
  const { out_trade_no: outTradeNo = '', total_amount = '', subject = '' } = content
  const payBefore = content.time_expire
    ? Date.parse(`${content.time_expire.replace(' ', 'T')}+08:00`)
    : undefined
  const wrong =
    (!/^\w{1,64}$/.test(outTradeNo) && 'out_trade_no') ||
    (!/^\d{1,9}(\.\d{1,2})?$/.test(total_amount) && 'total_amount') ||
    (fenOf(total_amount) < 1 && 'total_amount') ||
    (!subject && 'subject') ||
    (payBefore !== undefined && !(payBefore > Date.now()) && 'time_expire')
  if (wrong) return refuse('ACQ.INVALID_PARAMETER', `参数无效：${wrong}`)

  const known = findTrade(outTradeNo)
  if (known?.scannedAt) {
    if (known.paidAt) return refuse('ACQ.TRADE_HAS_SUCCESS', '交易已被支付')
    if (known.status === 'TRADE_CLOSED') return refuse('ACQ.TRADE_HAS_CLOSE', '交易已经关闭')
    if (fenOf(known.totalAmount) !== fenOf(total_amount)) {
      return refuse('ACQ.CONTEXT_INCONSISTENT', '交易信息被篡改')
    }
  } else {
    const codeUntil = Date.now() + span(content.qr_code_timeout_express, CODE_LIVES_MS)
    const trade: Trade = {
      outTradeNo,
      tradeNo: `${beijing(Date.now()).slice(0, 10).replaceAll('-', '')}22001${randomInt(1e12).toString().padStart(12, '0')}`,
      totalAmount: yuanOf(fenOf(total_amount)),
      subject,
      notifyUrl: fields.notify_url ?? '',
      status: 'NOT_SCANNED',
      createdAt: Date.now(),
      expiresAt: Math.min(codeUntil, payBefore ?? Infinity),
      payWithinMs: span(content.timeout_express, PAY_WITHIN_MS),
      ...(payBefore && { payBefore }),
      refunds: [],
    }
    trades.put(outTradeNo, trade)
  }
  return ok({ out_trade_no: outTradeNo, qr_code: `${settings.url}/alipay/pay/${outTradeNo}` })
}

/** The trade a call means, once somebody has scanned its code. */
function existing({ out_trade_no, trade_no }: Content): Trade | undefined {
  const trade = trade_no
    ? trades.all().find((candidate) => candidate.tradeNo === trade_no)
    : findTrade(out_trade_no ?? '')
  return trade?.scannedAt ? findTrade(trade.outTradeNo) : undefined
}

function query(content: Content): Answer {
  const trade = existing(content)
  if (!trade) return NOT_EXIST
  return ok({
    out_trade_no: trade.outTradeNo,
    trade_no: trade.tradeNo,
    trade_status: trade.status,
    total_amount: trade.totalAmount,
    buyer_logon_id: buyer().logonId,
    buyer_user_id: buyer().userId,
    ...(trade.paidAt && { send_pay_date: beijing(trade.paidAt), receipt_amount: trade.totalAmount }),
  })
}

function close(content: Content): Answer {
  const trade = existing(content)
  if (!trade) return NOT_EXIST
  if (trade.status !== 'WAIT_BUYER_PAY') return NOT_THE_STATE
  trades.put(trade.outTradeNo, { ...trade, status: 'TRADE_CLOSED' })
  return ok({ out_trade_no: trade.outTradeNo, trade_no: trade.tradeNo })
}

function refund(content: Content): Answer {
  const trade = existing(content)
  if (!trade) return NOT_EXIST
  if (!trade.paidAt) return NOT_THE_STATE
  const { refund_amount: amount = '', out_request_no: outRequestNo = trade.outTradeNo } = content
  const known = trade.refunds.find((entry) => entry.outRequestNo === outRequestNo)
  if (!/^\d{1,9}(\.\d{1,2})?$/.test(amount) || fenOf(amount) < 1) {
    return refuse('ACQ.INVALID_PARAMETER', '参数无效：refund_amount')
  }
  if (known && fenOf(known.amount) !== fenOf(amount)) {
    return refuse('ACQ.REFUND_AMT_NOT_EQUAL_TOTAL', '同一退款请求号的金额不一致')
  }
  if (!known && refundedFen(trade) + fenOf(amount) > fenOf(trade.totalAmount)) {
    return refuse('ACQ.REFUND_AMT_NOT_EQUAL_TOTAL', '退款金额超限')
  }
  if (!known && refundMode() === 'refused') return refuse('ACQ.SELLER_BALANCE_NOT_ENOUGH', '卖家余额不足')
  const entry = known ?? { outRequestNo, amount: yuanOf(fenOf(amount)), at: Date.now(), ...takenLate() }
  if (!known) trade.refunds.push(entry)
  // Whoever got everything back has a closed trade.
  const status = refundedFen(trade) === fenOf(trade.totalAmount) ? 'TRADE_CLOSED' : trade.status
  trades.put(trade.outTradeNo, { ...trade, status })
  mayAnswer(entry)
  return ok({
    out_trade_no: trade.outTradeNo,
    trade_no: trade.tradeNo,
    buyer_logon_id: buyer().logonId,
    fund_change: known ? 'N' : 'Y',
    refund_fee: yuanOf(refundedFen(trade)),
  })
}

function refundQuery(content: Content): Answer {
  const trade = existing(content)
  if (!trade) return NOT_EXIST
  const entry = trade.refunds.find((candidate) => candidate.outRequestNo === content.out_request_no)
  // A refund that Alipay does not know is a success without facts.
  if (!entry || !isMade(entry)) return ok({})
  return ok({
    out_trade_no: trade.outTradeNo,
    trade_no: trade.tradeNo,
    out_request_no: entry.outRequestNo,
    total_amount: trade.totalAmount,
    refund_amount: entry.amount,
    refund_status: 'REFUND_SUCCESS',
  })
}

const methods: Record<string, (content: Content, fields: Content) => Answer> = {
  'alipay.trade.precreate': precreate,
  'alipay.trade.query': query,
  'alipay.trade.close': close,
  'alipay.trade.refund': refund,
  'alipay.trade.fastpay.refund.query': refundQuery,
}

function contentOf(fields: Content): Content | undefined {
  try {
    const parsed = JSON.parse(fields.biz_content ?? '') as Record<string, unknown>
    return Object.fromEntries(Object.entries(parsed).map(([name, value]) => [name, String(value)]))
  } catch {
    return undefined
  }
}

function answer(fields: Content): Answer {
  const handle = methods[fields.method ?? '']
  const content = contentOf(fields)
  if (fields.app_id !== settings.alipay.appId) return invalid('isv.invalid-app-id', '无效的AppID参数')
  if (!requestIsSigned(fields)) return invalid('isv.invalid-signature', '验签出错，请检查公钥与签名内容')
  if (!handle) return invalid('isv.invalid-method', '不存在的方法名')
  return content ? handle(content, fields) : invalid('isv.invalid-parameter', 'biz_content 不是 JSON')
}

/** Alipay's open gateway (v2): parameters in query and form, the answer signed over its exact text. */
export async function alipayGateway(app: FastifyInstance) {
  app.post('/alipay/gateway.do', (request, reply) => {
    const fields = { ...(request.query as Content), ...(request.body as Content) }
    const text = JSON.stringify(answer(fields))
    const method = fields.method ?? ''
    const name = method in methods ? `${method.replaceAll('.', '_')}_response` : 'error_response'
    return reply.type('application/json').send(`{"${name}":${text},"sign":"${alipaySign(text)}"}`)
  })
}
