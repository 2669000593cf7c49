import { createHmac, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { settings } from '../settings.ts'
import { beijing } from '../world.ts'
import { invoiceOfd } from './invoice-ofd.ts'
import { invoicePdf } from './invoice-pdf.ts'
import { invoiceXml } from './invoice-xml.ts'
import {
  isDone,
  issueAgain,
  issueBlue,
  issueRed,
  redSlips,
  taxInvoices,
  totals,
  type BillingOrder,
} from './invoices.ts'

/** What the platform answers instead of a result. */
class Refused extends Error {
  readonly code: string
  constructor(code: string, describe: string) {
    super(describe)
    this.code = code
  }
}

const yuan = (fen: number) => (fen / 100).toFixed(2)
const issuedMs = (issuedAt: string) => Date.parse(`${issuedAt.replace(' ', 'T')}+08:00`)

/** nuonuo.OpeMplatform.requestBillingNew: an order number can be used once; whoever lost the answer queries it. */
function requestBilling({ order }: { order?: BillingOrder }) {
  const { orderNo, salerTaxNum, buyerName, clerk, invoiceDetail } = order ?? {}
  if (!orderNo || !salerTaxNum || !buyerName || !clerk || !invoiceDetail?.length) {
    throw new Refused('E9101', '必填参数缺失')
  }
  if (orderNo.length > 64) throw new Refused('E9102', '订单号过长')
  if (taxInvoices.all().some((invoice) => invoice.orderNo === orderNo)) {
    throw new Refused('E9106', '订单编号不能重复')
  }
  return { invoiceSerialNum: issueBlue(order!).serial }
}

/** nuonuo.OpeMplatform.queryInvoiceResult. Status: 20 issuing, 2 issued, 22 failed. */
function queryResult({ serialNos = [], orderNos = [] }: { serialNos?: string[]; orderNos?: string[] }) {
  const found = taxInvoices
    .all()
    .filter((invoice) => serialNos.includes(invoice.serial) || orderNos.includes(invoice.orderNo))
  if (found.length === 0) throw new Refused('E9500', '未查询到发票信息')
  return found.map((invoice) => {
    const { netFen, taxFen } = totals(invoice)
    const [status, statusMsg] = !isDone(invoice)
      ? ['20', '开票中']
      : invoice.failure
        ? ['22', '开票失败']
        : ['2', '开票完成']
    return {
      serialNo: invoice.serial,
      orderNo: invoice.orderNo,
      status,
      statusMsg,
      failCause: status === '22' ? invoice.failure : '',
      invoiceKind: '电子发票(普通发票)',
      invoiceType: invoice.colour === 'blue' ? '1' : '2',
      exTaxAmount: yuan(netFen),
      taxAmount: yuan(taxFen),
      orderAmount: yuan(invoice.totalFen),
      payerName: invoice.buyer.name,
      payerTaxNo: invoice.buyer.taxNumber,
      saleName: invoice.seller.name,
      salerTaxNum: invoice.seller.taxNumber,
      oldEleInvoiceNumber: invoice.reverses ?? '',
      ...(status === '2' && {
        allElectronicInvoiceNumber: invoice.number,
        invoiceTime: issuedMs(invoice.issuedAt),
        pdfUrl: `${settings.url}/tax/${invoice.serial}.pdf`,
        xmlUrl: `${settings.url}/tax/${invoice.serial}.xml`,
        ofdUrl: `${settings.url}/tax/${invoice.serial}.ofd`,
      }),
    }
  })
}

interface RetryRequest {
  fpqqlsh?: string
  invoiceSerialNum?: string
  orderno?: string
}

/** nuonuo.OpeMplatform.reInvoice: a failed request again, found by its serial number or else by ours. */
function reInvoice({ fpqqlsh, invoiceSerialNum = fpqqlsh, orderno }: RetryRequest) {
  const invoice = taxInvoices
    .all()
    .find(({ serial, orderNo }) => (invoiceSerialNum ? serial === invoiceSerialNum : orderNo === orderno))
  if (!invoice) throw new Refused('E9500', '未查询到发票信息')
  // The words are the platform's; its codes for them are not published with them.
  if (!isDone(invoice)) throw new Refused('E9601', '开票中（重试中），请耐心等待开票结果')
  if (!invoice.failure) throw new Refused('E9602', '发票已生成，无需再重试开票')
  issueAgain(invoice)
  return invoice.serial
}

interface RedRequest {
  billId?: string
  blueElecInvoiceNumber?: string
  sellerTaxNo?: string
  buyerName?: string
  redReason?: string
  orderNo?: string
}

/** nuonuo.OpeMplatform.saveInvoiceRedConfirm: the result is the number of the slip itself. */
function saveRedConfirm(request: RedRequest) {
  const { billId = String(Date.now()), blueElecInvoiceNumber, sellerTaxNo, buyerName, redReason } = request
  if (!blueElecInvoiceNumber || !sellerTaxNo || !buyerName || !redReason) {
    throw new Refused('E9101', '必填参数缺失')
  }
  if (redSlips.get(billId)) throw new Refused('E9106', '红字确认单申请号不能重复')
  const blue = taxInvoices.all().find(({ number }) => number === blueElecInvoiceNumber)
  if (blue?.colour !== 'blue' || !isDone(blue) || blue.failure) {
    throw new Refused('E9500', '未找到对应的蓝字发票')
  }
  if (redSlips.all().some(({ blueNumber }) => blueNumber === blue.number)) {
    throw new Refused('E9110', '该蓝字发票的红字确认单已是已开具状态')
  }
  return issueRed(blue, { billId, orderNo: request.orderNo, reason: redReason }).billId
}

/** nuonuo.OpeMplatform.queryInvoiceRedConfirm. Status of a slip: 15 being applied for, 01 needs no confirmation. */
function queryRedConfirm({ billId, billNo, billUuid }: Record<string, string | undefined>) {
  const list = redSlips
    .all()
    .filter((slip) => slip.billId === billId || slip.billNo === billNo || slip.billUuid === billUuid)
    .map((slip) => {
      const red = taxInvoices.get(slip.redSerial)!
      const blue = taxInvoices.all().find(({ number }) => number === slip.blueNumber)!
      const done = isDone(slip)
      const issued = isDone(red) && !red.failure
      const { netFen, taxFen } = totals(red)
      return {
        billId: slip.billId,
        billNo: slip.billNo,
        billUuid: slip.billUuid,
        billStatus: done ? '01' : '15',
        billMessage: '',
        requestStatus: '',
        openStatus: issued ? 1 : 0,
        applySource: 0,
        blueInvoiceLine: 'pc',
        blueInvoiceNumber: '',
        blueElecInvoiceNumber: slip.blueNumber,
        blueInvoiceTime: blue.issuedAt,
        billTime: beijing(slip.requestedAt),
        confirmTime: done ? red.issuedAt : '',
        sellerTaxNo: red.seller.taxNumber,
        sellerName: red.seller.name,
        buyerTaxNo: red.buyer.taxNumber,
        buyerName: red.buyer.name,
        taxExcludedAmount: yuan(netFen),
        taxAmount: yuan(taxFen),
        redReason: slip.reason,
        invoiceSerialNum: done ? red.serial : null,
        orderNo: done ? red.orderNo : null,
        redInvoiceNumber: issued ? red.number : null,
        pdfUrl: '',
      }
    })
  return { total: list.length, list }
}

const methods: Record<string, (body: never) => unknown> = {
  'nuonuo.OpeMplatform.requestBillingNew': requestBilling,
  'nuonuo.OpeMplatform.queryInvoiceResult': queryResult,
  'nuonuo.OpeMplatform.reInvoice': reInvoice,
  'nuonuo.OpeMplatform.saveInvoiceRedConfirm': saveRedConfirm,
  'nuonuo.OpeMplatform.queryInvoiceRedConfirm': queryRedConfirm,
}

function isSigned(query: Record<string, string>, body: string, sign: string): boolean {
  const { senid, nonce, timestamp } = query
  // a, l and p are the parts of the platform's real path, /open/v1/services.
  const text = `a=services&l=v1&p=open&k=${settings.tax.appKey}&i=${senid}&n=${nonce}&t=${timestamp}&f=${body}`
  const expected = createHmac('sha1', settings.tax.appSecret).update(text).digest()
  const given = Buffer.from(sign, 'base64')
  return given.length === expected.length && timingSafeEqual(given, expected)
}

function parse(body: string): never {
  try {
    return JSON.parse(body) as never
  } catch {
    throw new Refused('070303', '请求内容不是 JSON')
  }
}

/** Nuonuo's open platform (诺诺), the go-between to the tax administration. */
export async function taxPlatform(app: FastifyInstance) {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) =>
    done(null, body),
  )
  app.setErrorHandler((error: Error, _request, reply) =>
    error instanceof Refused
      ? reply.send({ code: error.code, describe: error.message })
      : reply.status(500).send({ code: 'E9999', describe: '系统异常' }),
  )
  app.post('/nuonuo/open/v1/services', (request) => {
    const body = typeof request.body === 'string' ? request.body : ''
    const query = request.query as Record<string, string>
    const { accesstoken, method } = request.headers
    if (query.appkey !== settings.tax.appKey) throw new Refused('070101', '获取app密钥失败或appkey无效')
    if (accesstoken !== settings.tax.accessToken) throw new Refused('070601', 'accessToken 无效')
    if (!(Math.abs(Date.now() / 1000 - Number(query.timestamp)) < 300))
      throw new Refused('070302', '请求已过期')
    if (!isSigned(query, body, String(request.headers['x-nuonuo-sign'] ?? '')))
      throw new Refused('070301', '签名错误')
    const handle = methods[String(method)]
    if (!handle) throw new Refused('070201', 'method 不存在')
    return { code: 'E0000', describe: '成功', result: handle(parse(body)) }
  })

  const issued = (serial: string) => {
    const invoice = taxInvoices.get(serial)
    return invoice && !invoice.failure && isDone(invoice) ? invoice : undefined
  }
  app.get<{ Params: { serial: string } }>('/tax/:serial.pdf', async (request, reply) => {
    const invoice = issued(request.params.serial)
    if (!invoice) return reply.status(404).send()
    return reply.type('application/pdf').send(await invoicePdf(invoice))
  })
  app.get<{ Params: { serial: string } }>('/tax/:serial.xml', async (request, reply) => {
    const invoice = issued(request.params.serial)
    if (!invoice) return reply.status(404).send()
    return reply.type('application/xml; charset=utf-8').send(invoiceXml(invoice))
  })
  app.get<{ Params: { serial: string } }>('/tax/:serial.ofd', async (request, reply) => {
    const invoice = issued(request.params.serial)
    if (!invoice) return reply.status(404).send()
    return reply.type('application/ofd').send(invoiceOfd(invoice))
  })
}
