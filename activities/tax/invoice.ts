import { and, desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { config } from '../../config.ts'
import type { Database } from '../../db/database.ts'
import type { DocumentStore } from '../../db/document-store.ts'
import { notifyOrderChanged, orderNo } from '../../db/order-changed.ts'
import { invoices } from '../../db/schema/money.ts'
import { documents } from '../../db/schema/orders.ts'
import { yuan } from '../../domain/money.ts'
import { invoiceLines } from '../../domain/invoice.ts'
import { totalFen } from '../../domain/products.ts'
import { idempotencyKey, permanentFailure } from '../idempotency.ts'
import { sendMail } from '../mail/send.ts'
import { readOrder } from '../orders/form.ts'
import { isRefusal } from '../provider-refusal.ts'
import { callTaxPlatform } from './client.ts'

const ELECTRONIC_ORDINARY = 'pc'
const ISSUED = '2'
const FAILED = new Set(['22', '24'])

const requested = z.object({ invoiceSerialNum: z.string() })
const NUMBER_USED = 'E9106'
const SERVICE_ENDED = '3'
const results = z
  .array(
    z.object({
      serialNo: z.string(),
      status: z.coerce.string(),
      statusMsg: z.string().nullish(),
      allElectronicInvoiceNumber: z.string().nullish(),
      pdfUrl: z.string().nullish(),
    }),
  )
  .min(1)

/** The platform takes a number of ours once; a number it knows is a request of ours whose answer was lost. */
function unlessKnown(error: unknown): void {
  if (!isRefusal(error, NUMBER_USED)) throw error
}

export type InvoiceActivities = ReturnType<typeof invoiceActivities>

export function invoiceActivities({ db, documentStore }: { db: Database; documentStore: DocumentStore }) {
  async function readInvoice(id: string) {
    const [invoice] = await db.select().from(invoices).where(eq(invoices.id, id))
    if (!invoice) throw permanentFailure('NotFound', 'invoice not found')
    return invoice
  }

  async function requestBlue(orderId: string, requestNo: string): Promise<string> {
    const { order, form } = await readOrder(db, orderId)
    const seller = config('tax')
    const answer = await callTaxPlatform(
      'nuonuo.OpeMplatform.requestBillingNew',
      {
        order: {
          orderNo: requestNo,
          invoiceType: '1',
          invoiceLine: ELECTRONIC_ORDINARY,
          invoiceDate: new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' '),
          salerTaxNum: seller.TAX_SELLER_NUMBER,
          salerTel: seller.TAX_SELLER_PHONE,
          salerAddress: seller.TAX_SELLER_ADDRESS,
          clerk: seller.TAX_CLERK,
          // Title and account name are the organisation's name, always (manual 1, 注).
          buyerName: form.organisation.name,
          buyerTaxNum: form.organisation.uscc,
          buyerAddress: form.invoice.address,
          buyerTel: form.invoice.phone,
          buyerAccount: `${form.invoice.bank}${form.invoice.account}`,
          email: form.invoice.email,
          pushMode: '-1',
          remark: `订单 ${order.no}`,
          invoiceDetail: invoiceLines(order.priceItems),
        },
      },
      requested,
    ).catch(unlessKnown)
    if (answer) return answer.invoiceSerialNum
    const [known] = await callTaxPlatform(
      'nuonuo.OpeMplatform.queryInvoiceResult',
      { orderNos: [requestNo] },
      results,
    )
    return known!.serialNo
  }

  async function requestRed(orderId: string, requestNo: string): Promise<string> {
    const { form } = await readOrder(db, orderId)
    const [blue] = await db
      .select()
      .from(invoices)
      .where(and(eq(invoices.orderId, orderId), eq(invoices.colour, 'blue')))
    if (!blue?.number) throw permanentFailure('NotFound', 'no blue invoice to reverse')
    await callTaxPlatform(
      'nuonuo.OpeMplatform.saveInvoiceRedConfirm',
      {
        billId: requestNo,
        orderNo: requestNo,
        blueInvoiceLine: ELECTRONIC_ORDINARY,
        applySource: '0',
        blueElecInvoiceNumber: blue.number,
        sellerTaxNo: config('tax').TAX_SELLER_NUMBER,
        buyerName: form.organisation.name,
        buyerTaxNo: form.organisation.uscc,
        redReason: SERVICE_ENDED,
        autoInvoice: '1',
      },
      z.string(),
    ).catch(unlessKnown)
    return requestNo
  }

  return {
    /** Asks the tax platform for the invoice of an order, or for the red-letter one that reverses it. */
    async requestInvoice({ orderId, no, colour }: { orderId: string; no: string; colour: 'blue' | 'red' }) {
      const requestNo = `${no}-${colour}`
      const { order } = await readOrder(db, orderId)
      const amountFen = totalFen(order.priceItems) * (colour === 'red' ? -1 : 1)
      await db
        .insert(invoices)
        .values({ orderId, colour, requestNo, amountFen, state: 'issuing' })
        .onConflictDoNothing()
      const [invoice] = await db.select().from(invoices).where(eq(invoices.requestNo, requestNo))
      if (!invoice!.platformSerial) {
        const platformSerial = await (colour === 'blue' ? requestBlue : requestRed)(orderId, requestNo)
        await db.update(invoices).set({ platformSerial }).where(eq(invoices.requestNo, requestNo))
        await notifyOrderChanged(db, no)
      }
      return { invoiceId: invoice!.id }
    },

    /** Asks how the invoice stands; once issued, keeps its number and PDF. */
    async fetchInvoice({ invoiceId }: { invoiceId: string }): Promise<{ state: 'issuing' | 'issued' }> {
      const invoice = await readInvoice(invoiceId)
      if (invoice.state !== 'issuing') return { state: 'issued' }
      const query =
        invoice.colour === 'blue'
          ? { serialNos: [invoice.platformSerial] }
          : { orderNos: [invoice.requestNo] }
      const [result] = await callTaxPlatform('nuonuo.OpeMplatform.queryInvoiceResult', query, results)
      if (FAILED.has(result!.status)) throw new Error(`invoice failed with status ${result!.status}`)
      if (result!.status !== ISSUED || !result!.allElectronicInvoiceNumber || !result!.pdfUrl) {
        return { state: 'issuing' }
      }
      const pdf = await fetch(result!.pdfUrl, { signal: AbortSignal.timeout(15_000) })
      if (!pdf.ok) throw new Error(`invoice PDF: HTTP ${pdf.status}`)
      const body = new Uint8Array(await pdf.arrayBuffer())
      const { orderId } = invoice
      const document = await documentStore.save({
        orderId,
        kind: 'invoicePdf',
        contentType: 'application/pdf',
        body,
      })
      await db.transaction(async (tx) => {
        await tx
          .update(invoices)
          .set({
            state: 'issued',
            number: result!.allElectronicInvoiceNumber,
            pdfId: document.id,
            issuedAt: new Date(),
          })
          .where(eq(invoices.id, invoiceId))
        await notifyOrderChanged(tx, orderNo(orderId))
      })
      return { state: 'issued' }
    },

    /** Mails an issued invoice to the address the applicant gave for invoices. */
    async mailInvoice({ invoiceId }: { invoiceId: string }): Promise<void> {
      const invoice = await readInvoice(invoiceId)
      const { order, form } = await readOrder(db, invoice.orderId)
      const [pdf] = await db
        .select()
        .from(documents)
        .where(eq(documents.id, invoice.pdfId!))
        .orderBy(desc(documents.createdAt))
      await sendMail(db, {
        orderId: order.id,
        notice: invoice.colour === 'blue' ? 'invoiceIssued' : 'invoiceReversed',
        language: order.language,
        to: form.invoice.email,
        values: {
          number: invoice.number!,
          order: order.no,
          title: form.organisation.name,
          amount: yuan(invoice.amountFen),
        },
        attachments: [
          {
            filename: `${invoice.number}.pdf`,
            contentType: 'application/pdf',
            content: await documentStore.read(pdf!.storageKey),
          },
        ],
        idempotencyKey: idempotencyKey(),
      })
      await db
        .update(invoices)
        .set({ state: 'mailed', mailedAt: new Date() })
        .where(eq(invoices.id, invoiceId))
      await notifyOrderChanged(db, order.no)
    },
  }
}
