import { and, desc, eq, ne } from 'drizzle-orm'
import { audit } from '../../db/audit.ts'
import { receiptAccount } from '../../db/bank-returns.ts'
import type { Database, Transaction } from '../../db/database.ts'
import { book } from '../../db/ledger.ts'
import { notifyOrderChanged, orderNo } from '../../db/order-changed.ts'
import { openReceipt, sealReceipt, type ReceiptRow } from '../../db/bank-receipts.ts'
import { bankReceipts, bankReturns } from '../../db/schema/bank.ts'
import { transfers } from '../../db/schema/money.ts'
import { orders } from '../../db/schema/orders.ts'
import { holderName } from '../../domain/application-form.ts'
import { products, totalFen } from '../../domain/products.ts'
import { judgeReceipt, orderNoInMemo, takesRemittance, type ReceiptVerdict } from '../../domain/remittance.ts'
import { receivedFen } from '../../db/remittance.ts'
import { permanentFailure } from '../idempotency.ts'
import { readUnlessWiped } from '../orders/form.ts'
import { readStatement } from './client.ts'
import { bounceReturn, planReturn } from './returns.ts'

type OrderRow = typeof orders.$inferSelect

/** The first reading looks so far back; later ones go on from the last line that is stored. */
const FIRST_DAYS = 7
const DAY = 86_400_000
const BEIJING = 8 * 3_600_000

export type ReceiptActivities = ReturnType<typeof receiptActivities>

/** The lines of our bank statement: kept once each, and matched to the orders whose reference they carry. */
export function receiptActivities({ db }: { db: Database }) {
  /** A transfer of ours that came back; what comes back of others, made by hand, is a receipt that finance looks at. */
  async function isOurs(reference: string, amountFen: number): Promise<boolean> {
    const [returned] = await db
      .select({ id: bankReturns.id })
      .from(bankReturns)
      .where(and(eq(bankReturns.reference, reference), eq(bankReturns.amountFen, amountFen)))
    const [proof] = await db
      .select({ id: transfers.id })
      .from(transfers)
      .where(and(eq(transfers.reference, reference), eq(transfers.amountFen, amountFen)))
    return returned !== undefined || proof !== undefined
  }

  async function expectedBy(tx: Transaction, row: ReceiptRow): Promise<OrderRow | undefined> {
    const no = orderNoInMemo(row.memo)
    const named = row.decision === 'match' ? eq(orders.id, row.orderId!) : no ? eq(orders.no, no) : undefined
    if (!named) return undefined
    const [order] = await tx.select().from(orders).where(named).for('update')
    return order
  }

  async function judge(
    tx: Transaction,
    row: ReceiptRow,
    order: OrderRow | undefined,
  ): Promise<ReceiptVerdict> {
    if (row.decision === 'return') return { verdict: 'surplus', surplusFen: row.amountFen }
    // The row of an order names an organisation whole, a person masked.
    const isPerson = order && products[order.product].subject === 'person' && takesRemittance(order)
    const person = isPerson ? await readUnlessWiped(tx, order.id) : undefined
    const expected = order && {
      payer: person ? holderName(person.form) : (order.holderName ?? ''),
      totalFen: totalFen(order.priceItems),
      receivedFen: await receivedFen(tx, order.id),
      open: takesRemittance(order),
    }
    const { amountFen, payer } = row
    return judgeReceipt({ amountFen, payer: payer.name }, expected, row.decision === 'match')
  }

  return {
    /** Reads what is new on the statement; each line is kept and booked once. Gives the receipts nobody has judged. */
    async fetchStatement(): Promise<{ receipts: string[] }> {
      const [last] = await db
        .select({ bookedAt: bankReceipts.bookedAt })
        .from(bankReceipts)
        .orderBy(desc(bankReceipts.bookedAt))
        .limit(1)
      // A line may be entered late, after lines of the next day: the day before the last one is read again.
      const since = last ? last.bookedAt.getTime() - DAY : Date.now() - FIRST_DAYS * DAY
      const from = new Date(since + BEIJING).toISOString().slice(0, 10).replaceAll('-', '')
      for (const line of await readStatement(from)) {
        const { serial, amountFen, ourReference, ...rest } = line
        if (ourReference && (await isOurs(ourReference, amountFen))) {
          await bounceReturn(db, ourReference)
          continue
        }
        await db.transaction(async (tx) => {
          const [row] = await tx
            .insert(bankReceipts)
            .values(sealReceipt({ ...rest, bankSerial: serial, amountFen, state: 'new' }))
            .onConflictDoNothing()
            .returning({ id: bankReceipts.id })
          if (!row) return
          await book(tx, {
            kind: 'receipt',
            number: serial,
            orderId: receiptAccount(serial),
            amountFen,
            debit: 'bankAccount',
            credit: 'unmatchedReceipts',
          })
        })
      }
      const open = await db
        .select({ id: bankReceipts.id })
        .from(bankReceipts)
        .where(eq(bankReceipts.state, 'new'))
        .orderBy(bankReceipts.bookedAt)
      return { receipts: open.map(({ id }) => id) }
    },

    /**
     * Judges a receipt by the rules (domain/remittance.ts) or by what finance decided: what pays an order is booked to
     * it, what is too much is planned to go back. Gives whom to tell, and the transfers back to begin.
     */
    async matchReceipt({
      receiptId,
    }: {
      receiptId: string
    }): Promise<{ orderId: string | null; returns: { returnId: string; reference: string }[] }> {
      return db.transaction(async (tx) => {
        const [row] = await tx.select().from(bankReceipts).where(eq(bankReceipts.id, receiptId)).for('update')
        if (!row) throw permanentFailure('NotFound', 'receipt not found')
        if (row.state === 'new') await settle(tx, openReceipt(row))
        const [now] = await tx.select().from(bankReceipts).where(eq(bankReceipts.id, receiptId))
        const returns = await tx
          .select({ returnId: bankReturns.id, reference: bankReturns.reference })
          .from(bankReturns)
          .where(
            and(
              eq(bankReturns.receiptId, receiptId),
              eq(bankReturns.part, 'surplus'),
              ne(bankReturns.state, 'done'),
            ),
          )
        return { orderId: now!.orderId, returns }
      })
    },
  }

  async function settle(tx: Transaction, row: ReceiptRow): Promise<void> {
    const { id, bankSerial } = row
    const order = await expectedBy(tx, row)
    const made = await judge(tx, row, order)
    const orderId = row.decision === 'return' ? row.orderId : (order?.id ?? null)
    const state = { accepted: 'accepted', surplus: 'returned', suspense: 'suspense' } as const
    await tx
      .update(bankReceipts)
      .set({
        orderId,
        state: state[made.verdict],
        reason: made.verdict === 'suspense' ? made.reason : null,
        acceptedFen: made.verdict === 'accepted' ? made.acceptedFen : 0,
        // The next decision is a new one.
        ...(made.verdict === 'suspense' && { decision: null }),
      })
      .where(eq(bankReceipts.id, id))
    if (made.verdict === 'accepted') {
      await book(tx, {
        kind: 'receiptAccepted',
        number: bankSerial,
        orderId: orderId!,
        debit: 'unmatchedReceipts',
        debitOf: receiptAccount(bankSerial),
        credit: 'customerPrepayments',
        amountFen: made.acceptedFen,
      })
    }
    if (made.verdict !== 'suspense' && made.surplusFen > 0) {
      await planReturn(tx, {
        receiptId: id,
        bankSerial,
        part: 'surplus',
        orderId,
        amountFen: made.surplusFen,
      })
    }
    await audit(tx, {
      actor: 'worker:business',
      action: `receipt.${made.verdict}`,
      subject: orderId ?? receiptAccount(bankSerial),
      detail: {
        bankSerial,
        amountFen: row.amountFen,
        ...(made.verdict === 'suspense' && { reason: made.reason }),
      },
    })
    await notifyOrderChanged(tx, orderNo(orderId ?? 'receipts'))
  }
}
