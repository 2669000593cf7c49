import { createHmac, randomInt, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { settings } from '../settings.ts'
import { collection } from '../world.ts'
import { invoicePdf } from './invoice-pdf.ts'

/** One request at the platform: an invoice being issued, or one issued. */
export interface TaxInvoice {
  serial: string
  orderNo: string
  colour: 'blue' | 'red'
  requestedAt: number
  number: string
  issuedAt: string
  seller: { name: string; taxNumber: string }
  buyer: { name: string; taxNumber: string }
  clerk: string
  remark: string
  lines: { name: string; quantity: string; rate: string; withTaxFen: number }[]
  totalFen: number
  /** Of a red-letter invoice: the blue one it reverses. */
  reverses?: string
}

export const taxInvoices = collection<TaxInvoice>('tax.invoice')

const ISSUING_MS = 2000
const fenOf = (yuan: string) => Math.round(Number(yuan) * 100)
const beijing = (at: number) => new Date(at + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')

/** 20 digits: year, region, line, and a running number, as fully digitalised invoices have. */
function invoiceNumber(): string {
  return `${beijing(Date.now()).slice(2, 4)}112000${randomInt(1e12).toString().padStart(12, '0')}`
}

interface BillingOrder {
  orderNo: string
  salerTaxNum: string
  buyerName: string
  buyerTaxNum: string
  clerk: string
  remark?: string
  invoiceDetail: { goodsName: string; num: string; taxRate: string; taxIncludedAmount: string }[]
}

/** nuonuo.OpeMplatform.requestBillingNew: the same order number gives the same invoice. */
function requestBilling({ order }: { order: BillingOrder }) {
  const known = taxInvoices.all().find((invoice) => invoice.orderNo === order.orderNo)
  if (known) return { invoiceSerialNum: known.serial }
  const serial = `${beijing(Date.now()).replace(/\D/g, '')}${randomInt(1e6).toString().padStart(6, '0')}`
  const lines = order.invoiceDetail.map((line) => ({
    name: line.goodsName,
    quantity: line.num,
    rate: line.taxRate,
    withTaxFen: fenOf(line.taxIncludedAmount),
  }))
  taxInvoices.put(serial, {
    serial,
    orderNo: order.orderNo,
    colour: 'blue',
    requestedAt: Date.now(),
    number: invoiceNumber(),
    issuedAt: beijing(Date.now()),
    seller: { name: '印信电子认证有限公司', taxNumber: order.salerTaxNum },
    buyer: { name: order.buyerName, taxNumber: order.buyerTaxNum },
    clerk: order.clerk,
    remark: order.remark ?? '',
    lines,
    totalFen: lines.reduce((sum, line) => sum + line.withTaxFen, 0),
  })
  return { invoiceSerialNum: serial }
}

/** nuonuo.OpeMplatform.saveInvoiceRedConfirm: the slip; with autoInvoice the red-letter invoice follows by itself. */
function saveRedConfirm(slip: { billId: string; blueElecInvoiceNumber: string }) {
  const known = taxInvoices.all().find((invoice) => invoice.orderNo === slip.billId)
  if (known) return { billId: known.serial }
  const blue = taxInvoices.all().find((invoice) => invoice.number === slip.blueElecInvoiceNumber)
  if (!blue || blue.colour !== 'blue') return undefined
  const serial = `R${blue.serial}`
  taxInvoices.put(serial, {
    ...blue,
    serial,
    orderNo: slip.billId,
    colour: 'red',
    requestedAt: Date.now(),
    number: invoiceNumber(),
    issuedAt: beijing(Date.now()),
    remark: `被红冲蓝字全电发票号码：${blue.number}`,
    lines: blue.lines.map((line) => ({
      ...line,
      withTaxFen: -line.withTaxFen,
      quantity: `-${line.quantity}`,
    })),
    totalFen: -blue.totalFen,
    reverses: blue.number,
  })
  return { billId: serial }
}

/** nuonuo.OpeMplatform.queryInvoiceResult: 20 while it is issuing, 2 once it is issued. */
function queryResult({ serialNos = [], orderNos = [] }: { serialNos?: string[]; orderNos?: string[] }) {
  return taxInvoices
    .all()
    .filter((invoice) => serialNos.includes(invoice.serial) || orderNos.includes(invoice.orderNo))
    .map((invoice) => {
      const issued = Date.now() - invoice.requestedAt >= ISSUING_MS
      return {
        serialNo: invoice.serial,
        orderNo: invoice.orderNo,
        status: issued ? '2' : '20',
        statusMsg: issued ? '开票完成' : '开票中',
        ...(issued && {
          allElectronicInvoiceNumber: invoice.number,
          invoiceTime: Date.parse(`${invoice.issuedAt.replace(' ', 'T')}+08:00`),
          pdfUrl: `${settings.url}/tax/${invoice.serial}.pdf`,
        }),
      }
    })
}

const methods: Record<string, (body: never) => unknown> = {
  'nuonuo.OpeMplatform.requestBillingNew': requestBilling,
  'nuonuo.OpeMplatform.saveInvoiceRedConfirm': saveRedConfirm,
  'nuonuo.OpeMplatform.queryInvoiceResult': queryResult,
}

function isSigned(query: Record<string, string>, body: string, sign: string): boolean {
  const { senid, nonce, timestamp } = query
  const text = `a=services&l=v1&p=open&k=${settings.tax.appKey}&i=${senid}&n=${nonce}&t=${timestamp}&f=${body}`
  const expected = createHmac('sha1', settings.tax.appSecret).update(text).digest()
  const given = Buffer.from(sign, 'base64')
  return given.length === expected.length && timingSafeEqual(given, expected)
}

export async function taxPlatform(app: FastifyInstance) {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) =>
    done(null, body),
  )
  app.post('/nuonuo/open/v1/services', (request, reply) => {
    const body = typeof request.body === 'string' ? request.body : ''
    const query = request.query as Record<string, string>
    const { accesstoken, method } = request.headers
    const refuse = (code: string, describe: string) => reply.send({ code, describe })
    if (query.appkey !== settings.tax.appKey) return refuse('070101', 'appKey 无效')
    if (accesstoken !== settings.tax.accessToken) return refuse('070601', 'accessToken 无效')
    if (Math.abs(Date.now() / 1000 - Number(query.timestamp)) > 300) return refuse('070302', '请求已过期')
    if (!isSigned(query, body, String(request.headers['x-nuonuo-sign'] ?? '')))
      return refuse('070301', '签名错误')
    const handle = methods[String(method)]
    if (!handle) return refuse('070201', 'method 不存在')
    const result = handle(JSON.parse(body) as never)
    return result === undefined
      ? refuse('E9106', '未找到对应的蓝字发票')
      : reply.send({ code: 'E0000', describe: '成功', result })
  })
  app.get<{ Params: { serial: string } }>('/tax/:serial.pdf', async (request, reply) => {
    const invoice = taxInvoices.get(request.params.serial)
    if (!invoice) return reply.status(404).send()
    return reply.type('application/pdf').send(await invoicePdf(invoice))
  })
}
