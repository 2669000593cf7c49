import { randomInt, randomUUID } from 'node:crypto'
import { beijing, collection } from '../world.ts'

/** One request at the platform: an invoice being issued, or one issued. */
export interface TaxInvoice {
  serial: string
  orderNo: string
  colour: 'blue' | 'red'
  requestedAt: number
  number: string
  issuedAt: string
  seller: { name: string; taxNumber: string }
  buyer: { name: string; taxNumber: string; isPerson?: boolean }
  clerk: string
  remark: string
  lines: { name: string; code: string; quantity: string; rate: string; withTaxFen: number }[]
  totalFen: number
  /** Why the tax bureau refuses it. */
  failure?: string
  /** Of a red-letter invoice: the blue one it reverses. */
  reverses?: string
}

/** A red-letter confirmation slip (红字确认单): the way to a red-letter invoice. */
export interface RedSlip {
  billId: string
  billNo: string
  billUuid: string
  reason: string
  blueNumber: string
  redSerial: string
  requestedAt: number
}

export const taxInvoices = collection<TaxInvoice>('tax.invoice')
export const redSlips = collection<RedSlip>('tax.redSlip')

const modes = collection<{ failing: boolean }>('tax.mode')

/** Whether the bureau refuses every invoice that is asked for now. */
export const taxFails = () => modes.get('tax')?.failing ?? false

export const setTaxFails = (failing: boolean) => modes.put('tax', { failing })

/** Why the bureau will refuse an invoice. A natural person has no taxpayer number. */
function failureOf({ taxNumber, isPerson }: TaxInvoice['buyer']): string | undefined {
  if (!(isPerson ? /^$/ : /^[0-9A-HJ-NP-Y]{15,20}$/).test(taxNumber)) return '购方纳税人识别号不正确'
  return taxFails() ? '开票限额不足' : undefined
}

const ISSUING_MS = 2000
const fenOf = (yuan: string) => Math.round(Number(yuan) * 100)
/** Taxpayers that use this platform. */
const SELLER_NAME = '印信电子认证有限公司'

/** Whether the bureau has done its work, two seconds after it was asked. */
export const isDone = ({ requestedAt }: { requestedAt: number }) => Date.now() - requestedAt >= ISSUING_MS

/** Amount and tax of a line whose price includes tax. */
export function split(line: { withTaxFen: number; rate: string }) {
  const netFen = Math.round(line.withTaxFen / (1 + Number(line.rate)))
  return { netFen, taxFen: line.withTaxFen - netFen }
}

/** Amount and tax of the whole invoice. */
export function totals({ lines }: TaxInvoice) {
  const parts = lines.map(split)
  return {
    netFen: parts.reduce((sum, { netFen }) => sum + netFen, 0),
    taxFen: parts.reduce((sum, { taxFen }) => sum + taxFen, 0),
  }
}

/** 20 digits: year, region, line, and a running number, as fully digitalised invoices have. */
function invoiceNumber(): string {
  return `${beijing(Date.now()).slice(2, 4)}112000${randomInt(1e12).toString().padStart(12, '0')}`
}

function serialNumber(): string {
  return `${beijing(Date.now()).replace(/\D/g, '')}${randomInt(1e6).toString().padStart(6, '0')}`
}

export interface BillingOrder {
  orderNo: string
  salerTaxNum: string
  buyerName: string
  buyerTaxNum: string
  /** 1: the buyer is a natural person. */
  naturalPersonFlag?: string
  clerk: string
  remark?: string
  invoiceDetail: {
    goodsName: string
    goodsCode: string
    num: string
    taxRate: string
    taxIncludedAmount: string
  }[]
}

/** A blue invoice begins to be issued. */
export function issueBlue(order: BillingOrder): TaxInvoice {
  const { buyerName: name, buyerTaxNum: taxNumber, naturalPersonFlag } = order
  const buyer = { name, taxNumber, isPerson: naturalPersonFlag === '1' }
  const serial = serialNumber()
  const lines = order.invoiceDetail.map((line) => ({
    name: line.goodsName,
    code: line.goodsCode,
    quantity: line.num,
    rate: line.taxRate,
    withTaxFen: fenOf(line.taxIncludedAmount),
  }))
  return taxInvoices.put(serial, {
    serial,
    orderNo: order.orderNo,
    colour: 'blue',
    requestedAt: Date.now(),
    number: invoiceNumber(),
    issuedAt: beijing(Date.now()),
    seller: { name: SELLER_NAME, taxNumber: order.salerTaxNum },
    buyer,
    clerk: order.clerk,
    remark: order.remark ?? '',
    lines,
    totalFen: lines.reduce((sum, line) => sum + line.withTaxFen, 0),
    failure: failureOf(buyer),
  })
}

/** A failed invoice begins to be issued again, under its own number. */
export function issueAgain(invoice: TaxInvoice): void {
  const issuedAt = beijing(Date.now())
  const failure = failureOf(invoice.buyer)
  taxInvoices.put(invoice.serial, { ...invoice, requestedAt: Date.now(), issuedAt, failure })
}

/** A confirmation slip for a whole invoice. The buyer has not deducted it, so nobody has to confirm: it is issued. */
export function issueRed(
  blue: TaxInvoice,
  slip: { billId: string; orderNo: string | undefined; reason: string },
): RedSlip {
  const serial = serialNumber()
  taxInvoices.put(serial, {
    ...blue,
    serial,
    orderNo: slip.orderNo ?? `R${serial}`,
    colour: 'red',
    requestedAt: Date.now(),
    number: invoiceNumber(),
    issuedAt: beijing(Date.now()),
    remark: `被红冲蓝字数电票号码：${blue.number}`,
    lines: blue.lines.map((line) => ({
      ...line,
      withTaxFen: -line.withTaxFen,
      quantity: `-${line.quantity}`,
    })),
    totalFen: -blue.totalFen,
    reverses: blue.number,
    failure: failureOf(blue.buyer),
  })
  return redSlips.put(slip.billId, {
    billId: slip.billId,
    billNo: `${beijing(Date.now()).slice(2, 4)}${randomInt(1e14).toString().padStart(14, '0')}`,
    billUuid: randomUUID().replaceAll('-', ''),
    reason: slip.reason,
    blueNumber: blue.number,
    redSerial: serial,
    requestedAt: Date.now(),
  })
}
