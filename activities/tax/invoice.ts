import { ApplicationFailure } from '@temporalio/common'
import { and, asc, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { config } from '../../config.ts'
import type { Database } from '../../db/database.ts'
import type { DocumentStore } from '../../db/document-store.ts'
import { notifyOrderChanged, orderNo } from '../../db/order-changed.ts'
import { invoices } from '../../db/schema/money.ts'
import { documents } from '../../db/schema/orders.ts'
import { holderName, type ApplicationForm } from '../../domain/application-form.ts'
import { yuan } from '../../domain/money.ts'
import { invoiceLines } from '../../domain/invoice.ts'
import { totalFen } from '../../domain/products.ts'
import { asciiEmail } from '../../domain/typed-text.ts'
import { idempotencyKey, permanentFailure } from '../idempotency.ts'
import { sendMail } from '../mail/send.ts'
import { readOrder, type StoredOrder } from '../orders/form.ts'
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
      xmlUrl: z.string().nullish(),
      ofdUrl: z.string().nullish(),
    }),
  )
  .min(1)

/** A person has no taxpayer number, and an identity number is not for an invoice: it is marked as a natural person's. */
function buyerOf(form: ApplicationForm) {
  const buyerTaxNum = form.organisation?.uscc ?? ''
  return { buyerName: holderName(form), buyerTaxNum, naturalPersonFlag: form.organisation ? '0' : '1' }
}

/** The platform takes a number of ours once; a number it knows is a request of ours whose answer was lost. */
function unlessKnown(error: unknown): void {
  if (!isRefusal(error, NUMBER_USED)) throw error
}

const contentTypes = {
  invoicePdf: 'application/pdf',
  invoiceXml: 'application/xml',
  invoiceOfd: 'application/ofd',
} as const
type InvoiceFile = keyof typeof contentTypes

async function download(url: string): Promise<Uint8Array> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(15_000) })
  if (!answer.ok) throw new Error(`invoice file: HTTP ${answer.status}`)
  return new Uint8Array(await answer.arrayBuffer())
}

export type InvoiceActivities = ReturnType<typeof invoiceActivities>

export function invoiceActivities({ db, documentStore }: { db: Database; documentStore: DocumentStore }) {
  async function readInvoice(id: string) {
    const [invoice] = await db.select().from(invoices).where(eq(invoices.id, id))
    if (!invoice) throw permanentFailure('NotFound', 'invoice not found')
    return invoice
  }

  async function requestBlue({ order, form }: StoredOrder, requestNo: string): Promise<string> {
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
          // Title and account name are the holder's name, always (manual 1, 注).
          ...buyerOf(form),
          buyerAddress: form.invoice.address,
          buyerTel: form.invoice.phone,
          buyerAccount: `${form.invoice.bank}${form.invoice.account}`,
          email: asciiEmail(form.invoice.email),
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

  async function requestRed({ order, form }: StoredOrder, requestNo: string): Promise<string> {
    const [blue] = await db
      .select()
      .from(invoices)
      .where(and(eq(invoices.orderId, order.id), eq(invoices.colour, 'blue')))
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
        buyerName: holderName(form),
        buyerTaxNo: form.organisation?.uscc ?? '',
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
      const stored = await readOrder(db, orderId)
      const amountFen = totalFen(stored.order.priceItems) * (colour === 'red' ? -1 : 1)
      await db
        .insert(invoices)
        .values({ orderId, colour, requestNo, amountFen, state: 'issuing' })
        .onConflictDoNothing()
      const [invoice] = await db.select().from(invoices).where(eq(invoices.requestNo, requestNo))
      if (!invoice!.platformSerial) {
        const platformSerial = await (colour === 'blue' ? requestBlue : requestRed)(stored, requestNo)
        await db.update(invoices).set({ platformSerial }).where(eq(invoices.requestNo, requestNo))
        await notifyOrderChanged(db, no)
      }
      return { invoiceId: invoice!.id }
    },

    /** Asks how the invoice stands; once issued, keeps its number and its files: PDF, and XML and OFD where there are. */
    async fetchInvoice({
      invoiceId,
    }: {
      invoiceId: string
    }): Promise<{ state: 'issuing' | 'failed' | 'issued' }> {
      const invoice = await readInvoice(invoiceId)
      if (invoice.state !== 'issuing' && invoice.state !== 'failed') return { state: 'issued' }
      const query =
        invoice.colour === 'blue'
          ? { serialNos: [invoice.platformSerial] }
          : { orderNos: [invoice.requestNo] }
      const [result] = await callTaxPlatform('nuonuo.OpeMplatform.queryInvoiceResult', query, results)
      const state = FAILED.has(result!.status) ? 'failed' : 'issuing'
      if (state !== invoice.state) {
        await db.update(invoices).set({ state }).where(eq(invoices.id, invoiceId))
        await notifyOrderChanged(db, orderNo(invoice.orderId))
      }
      if (state === 'failed') return { state }
      const { pdfUrl, xmlUrl, ofdUrl, allElectronicInvoiceNumber: number } = result!
      if (result!.status !== ISSUED || !number || !pdfUrl) return { state: 'issuing' }
      const { orderId } = invoice
      const keep = async (kind: InvoiceFile, url: string) =>
        (
          await documentStore.save({
            orderId,
            kind,
            contentType: contentTypes[kind],
            body: await download(url),
          })
        ).id
      const files = {
        pdfId: await keep('invoicePdf', pdfUrl),
        xmlId: xmlUrl ? await keep('invoiceXml', xmlUrl) : null,
        ofdId: ofdUrl ? await keep('invoiceOfd', ofdUrl) : null,
      }
      await db.transaction(async (tx) => {
        await tx
          .update(invoices)
          .set({ state: 'issued', number, ...files, issuedAt: new Date() })
          .where(eq(invoices.id, invoiceId))
        await notifyOrderChanged(tx, orderNo(orderId))
      })
      return { state: 'issued' }
    },

    /** Has a failed invoice issued again, under the same number of ours. */
    async retryInvoice({ invoiceId }: { invoiceId: string }): Promise<void> {
      const { platformSerial } = await readInvoice(invoiceId)
      await callTaxPlatform('nuonuo.OpeMplatform.reInvoice', { fpqqlsh: platformSerial }, z.unknown())
    },

    /** The order came to nothing before its invoice could be issued. */
    async withdraw({ invoiceId }: { invoiceId: string }): Promise<void> {
      const [invoice] = await db
        .update(invoices)
        .set({ state: 'withdrawn' })
        .where(eq(invoices.id, invoiceId))
        .returning({ orderId: invoices.orderId })
      await notifyOrderChanged(db, orderNo(invoice!.orderId))
    },

    /** Mails an issued invoice to the address the applicant gave for invoices; an address that refuses is noted. */
    async mailInvoice({ invoiceId }: { invoiceId: string }): Promise<void> {
      const invoice = await readInvoice(invoiceId)
      const { order, form } = await readOrder(db, invoice.orderId)
      const papers = await db
        .select()
        .from(documents)
        .where(
          inArray(
            documents.id,
            [invoice.pdfId, invoice.xmlId, invoice.ofdId].filter((id) => id !== null),
          ),
        )
        .orderBy(asc(documents.createdAt))
      const attachments = await Promise.all(
        papers.map(async (paper) => ({
          filename: `${invoice.number}.${paper.kind.slice('invoice'.length).toLowerCase()}`,
          contentType: paper.contentType,
          content: await documentStore.read(paper),
        })),
      )
      const mailed = await sendMail(db, {
        orderId: order.id,
        notice: invoice.colour === 'blue' ? 'invoiceIssued' : 'invoiceReversed',
        language: order.language,
        to: form.invoice.email,
        values: {
          number: invoice.number!,
          order: order.no,
          title: holderName(form),
          amount: yuan(invoice.amountFen),
        },
        attachments,
        idempotencyKey: idempotencyKey(),
      }).then(
        () => ({ state: 'mailed', mailedAt: new Date() }) as const,
        (error: unknown) => {
          if (error instanceof ApplicationFailure && error.type === 'MailRefused')
            return { state: 'mailRefused' } as const
          throw error
        },
      )
      await db.update(invoices).set(mailed).where(eq(invoices.id, invoiceId))
      await notifyOrderChanged(db, order.no)
    },
  }
}
