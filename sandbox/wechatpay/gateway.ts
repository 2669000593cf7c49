import type { FastifyInstance } from 'fastify'
import { AnswerLost, isMade, mayAnswer, refundMode, takenLate } from '../refund-mode.ts'
import { settings } from '../settings.ts'
import { callIsSigned, signedHeaders } from './signature.ts'
import {
  describe,
  findWechatTrade,
  newWechatTrade,
  rfc3339,
  wechatTrades,
  type WechatTrade,
} from './transactions.ts'

/** A refusal as APIv3 answers it. */
class Refused extends Error {
  readonly status: number
  readonly code: string
  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}
const invalid = (message: string) => new Refused(400, 'INVALID_REQUEST', message)

const REFUND_TAKES_MS = 1000
const CODE_LIVES_MS = 2 * 3_600_000

interface Prepay {
  appid?: string
  mchid?: string
  description?: string
  out_trade_no?: string
  notify_url?: string
  time_expire?: string
  amount?: { total?: number; currency?: string }
}

function prepay({ appid, mchid, description, out_trade_no: no, notify_url, time_expire, amount }: Prepay) {
  if (appid !== settings.wechatPay.appId || mchid !== settings.wechatPay.merchantId) {
    throw new Refused(400, 'APPID_MCHID_NOT_MATCH', 'appid和mch_id不匹配')
  }
  const total = amount?.total ?? 0
  const expiresAt = time_expire ? Date.parse(time_expire) : Date.now() + CODE_LIVES_MS
  const wrong =
    !description || !no || !/^[\w|*-]{6,32}$/.test(no) || !notify_url || !Number.isInteger(total) || total < 1
  if (wrong) throw new Refused(400, 'PARAM_ERROR', '参数错误')
  if (!(expiresAt > Date.now())) throw invalid('time_expire 已过')
  const known = findWechatTrade(no)
  if (known?.paidAt) throw new Refused(400, 'ORDERPAID', '该订单已支付')
  if (known?.state === 'CLOSED') throw new Refused(400, 'ORDERCLOSED', '该订单已关闭')
  if (known && known.totalFen !== total) throw invalid('201 商户订单号重复')
  const trade =
    known ??
    newWechatTrade({ outTradeNo: no, totalFen: total, description, notifyUrl: notify_url, expiresAt })
  return { code_url: trade.codeUrl }
}

function existing(outTradeNo: string | undefined): WechatTrade {
  const trade = findWechatTrade(outTradeNo ?? '')
  if (!trade) throw new Refused(404, 'ORDER_NOT_EXIST', '订单不存在')
  return trade
}

function close(outTradeNo: string | undefined): void {
  const trade = existing(outTradeNo)
  if (trade.paidAt) throw new Refused(400, 'ORDERPAID', '该订单已支付')
  wechatTrades.put(trade.outTradeNo, { ...trade, state: 'CLOSED' })
}

interface Refund {
  out_trade_no?: string
  out_refund_no?: string
  amount?: { refund?: number; total?: number; currency?: string }
}

function refund({ out_trade_no, out_refund_no: outRefundNo, amount }: Refund) {
  const trade = existing(out_trade_no)
  if (!trade.paidAt) throw invalid('订单未支付')
  const fen = amount?.refund ?? 0
  if (!outRefundNo || fen < 1 || amount?.total !== trade.totalFen)
    throw invalid('订单金额或退款金额与之前请求不一致')
  const known = trade.refunds.find((other) => other.outRefundNo === outRefundNo)
  const entry = known ?? { outRefundNo, fen, at: Date.now(), ...takenLate() }
  if (known && known.fen !== fen) throw invalid('订单金额或退款金额与之前请求不一致')
  if (!known) {
    if (refundMode() === 'refused') throw new Refused(403, 'NOT_ENOUGH', '基本账户余额不足')
    const refunded = trade.refunds.reduce((sum, other) => sum + other.fen, 0)
    if (refunded + fen > trade.totalFen) throw invalid('申请退款金额超过可退金额')
    trade.refunds.push(entry)
    wechatTrades.put(trade.outTradeNo, { ...trade, state: 'REFUND' })
  }
  mayAnswer(entry)
  return describeRefund(trade, outRefundNo)
}

function describeRefund(trade: WechatTrade, outRefundNo: string) {
  const entry = trade.refunds.find((candidate) => candidate.outRefundNo === outRefundNo)!
  const done = Date.now() - entry.at >= REFUND_TAKES_MS
  return {
    refund_id: `5030${entry.at}`,
    out_refund_no: outRefundNo,
    transaction_id: trade.transactionId,
    out_trade_no: trade.outTradeNo,
    channel: 'ORIGINAL',
    create_time: rfc3339(entry.at),
    status: done ? 'SUCCESS' : 'PROCESSING',
    amount: { total: trade.totalFen, refund: entry.fen, currency: 'CNY' },
  }
}

function findRefund(outRefundNo: string) {
  const trade = wechatTrades
    .all()
    .find(({ refunds }) => refunds.some((entry) => entry.outRefundNo === outRefundNo && isMade(entry)))
  if (!trade) throw new Refused(404, 'RESOURCE_NOT_EXISTS', '退款单不存在')
  return describeRefund(trade, outRefundNo)
}

/** WeChat Pay's API of version 3: JSON over REST, calls and answers signed. */
export async function wechatPayGateway(app: FastifyInstance) {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))
  app.addHook('preHandler', async (request) => {
    const { method, url, headers, body } = request
    const text = typeof body === 'string' ? body : ''
    if (!callIsSigned({ method, url, body: text, authorization: headers.authorization ?? '' })) {
      throw new Refused(401, 'SIGN_ERROR', '签名错误')
    }
    request.body = text ? JSON.parse(text) : {}
  })
  app.setErrorHandler((error: Error, _request, reply) => {
    if (error instanceof AnswerLost) return reply.status(error.statusCode).send()
    return error instanceof Refused
      ? reply.status(error.status).send({ code: error.code, message: error.message })
      : reply.status(500).send({ code: 'SYSTEM_ERROR', message: '系统错误' })
  })
  app.addHook('onSend', async (_request, reply, payload) => {
    reply.headers(signedHeaders(typeof payload === 'string' ? payload : ''))
  })

  app.post('/v3/pay/transactions/native', (request) => prepay(request.body as Prepay))
  app.get<{ Params: { no: string } }>('/v3/pay/transactions/out-trade-no/:no', (request) =>
    describe(existing(request.params.no)),
  )
  app.post<{ Params: { no: string } }>('/v3/pay/transactions/out-trade-no/:no/close', (request, reply) => {
    close(request.params.no)
    return reply.status(204).send()
  })
  app.post('/v3/refund/domestic/refunds', (request) => refund(request.body as Refund))
  app.get<{ Params: { no: string } }>('/v3/refund/domestic/refunds/:no', (request) =>
    findRefund(request.params.no),
  )
}
