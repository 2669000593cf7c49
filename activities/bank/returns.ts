import { Context } from '@temporalio/activity'
import { and, eq, gt, inArray, isNull } from 'drizzle-orm'
import { audit } from '../../db/audit.ts'
import type { Database, Transaction } from '../../db/database.ts'
import { bookReturn, type ReturnRow } from '../../db/bank-returns.ts'
import { isBooked } from '../../db/ledger.ts'
import { notifyOrderChanged, orderNo } from '../../db/order-changed.ts'
import { openReceipt } from '../../db/bank-receipts.ts'
import { bankReceipts, bankReturns } from '../../db/schema/bank.ts'
import { now } from '../clock.ts'
import { permanentFailure } from '../idempotency.ts'
import { queryTransfer, transfer } from './client.ts'

const MEMO = '退回汇款'

export type ReturnActivities = ReturnType<typeof returnActivities>

/** Our reference at the bank: it tells the receipt and the part of it, in at most 30 characters. */
const referenceOf = (bankSerial: string, part: ReturnRow['part']) =>
  `R${bankSerial.replaceAll('-', '')}${part === 'accepted' ? 'A' : 'S'}`

/** Writes down that money has to go back; the same part of a receipt goes back once. */
export async function planReturn(
  tx: Database | Transaction,
  plan: Pick<ReturnRow, 'receiptId' | 'part' | 'orderId' | 'amountFen'> & { bankSerial: string },
): Promise<void> {
  const { bankSerial, ...row } = plan
  const reference = referenceOf(bankSerial, row.part)
  await tx
    .insert(bankReturns)
    .values({ ...row, reference, state: 'requested' })
    .onConflictDoNothing()
}

/** Writes how a transfer back stands, and moves the money in our books when it moved at the bank. */
async function settleReturn(
  db: Database,
  row: ReturnRow,
  to: { state: 'done' | 'failed'; failure?: string },
  movement: 'returnSent' | 'returnBounced' | undefined,
): Promise<void> {
  await db.transaction(async (tx) => {
    const { state, failure = null } = to
    const changed = await tx
      .update(bankReturns)
      .set({ state, failure, doneAt: state === 'done' ? now() : null })
      .where(and(eq(bankReturns.id, row.id), eq(bankReturns.state, row.state)))
      .returning({ id: bankReturns.id })
    if (changed.length === 0) return
    if (movement) await bookReturn(tx, row, movement)
    await audit(tx, {
      actor: 'provider:bank',
      action: `return.${movement === 'returnBounced' ? 'bounced' : state}`,
      subject: row.orderId ?? row.reference,
      detail: { reference: row.reference, amountFen: row.amountFen },
    })
    await notifyOrderChanged(tx, orderNo(row.orderId ?? 'receipts'))
  })
}

/** The bank sent a transfer of ours back after it was done: finance has to look. */
export async function bounceReturn(db: Database, reference: string): Promise<void> {
  const [row] = await db.select().from(bankReturns).where(eq(bankReturns.reference, reference))
  if (row?.state !== 'done') return
  await settleReturn(db, row, { state: 'failed', failure: '退汇' }, 'returnBounced')
}

export function returnActivities({ db }: { db: Database }) {
  async function readReturn(id: string): Promise<ReturnRow> {
    const [row] = await db.select().from(bankReturns).where(eq(bankReturns.id, id))
    if (!row) throw permanentFailure('NotFound', 'return not found')
    return row
  }

  /** The bank has the transfer. */
  async function begun(returnId: string): Promise<void> {
    await db
      .update(bankReturns)
      .set({ state: 'processing' })
      .where(and(eq(bankReturns.id, returnId), inArray(bankReturns.state, ['requested', 'failed'])))
  }

  return {
    /** Plans to give back everything that was accepted for an order. Gives the transfers that are not done. */
    async planReturns({
      orderId,
    }: {
      orderId: string
    }): Promise<{ returns: { returnId: string; reference: string }[] }> {
      return db.transaction(async (tx) => {
        const receipts = await tx
          .select({ receipt: bankReceipts })
          .from(bankReceipts)
          .leftJoin(
            bankReturns,
            and(eq(bankReturns.receiptId, bankReceipts.id), eq(bankReturns.part, 'accepted')),
          )
          .where(
            and(eq(bankReceipts.orderId, orderId), gt(bankReceipts.acceptedFen, 0), isNull(bankReturns.id)),
          )
        for (const { receipt } of receipts) {
          const { id: receiptId, bankSerial, acceptedFen: amountFen } = receipt
          await planReturn(tx, { receiptId, bankSerial, part: 'accepted', orderId, amountFen })
        }
        await notifyOrderChanged(tx, orderNo(orderId))
        const returns = await tx
          .select({ returnId: bankReturns.id, reference: bankReturns.reference })
          .from(bankReturns)
          .where(
            and(
              eq(bankReturns.orderId, orderId),
              eq(bankReturns.part, 'accepted'),
              inArray(bankReturns.state, ['requested', 'processing', 'failed']),
            ),
          )
        return { returns }
      })
    },

    /** Asks the bank to transfer the money back to the account it came from, once. */
    async sendReturn({ returnId }: { returnId: string }): Promise<void> {
      const row = await readReturn(returnId)
      if (row.state !== 'requested') return
      const [receipt] = await db.select().from(bankReceipts).where(eq(bankReceipts.id, row.receiptId))
      const { payer } = openReceipt(receipt!)
      await transfer({
        reference: row.reference,
        account: payer.account,
        holder: payer.name,
        bank: payer.bank,
        amountFen: row.amountFen,
        memo: MEMO,
      })
      await begun(returnId)
    },

    /** Asks the bank how the transfer stands, and keeps what is new; one given up may have gone through after all. */
    async watchReturn({ returnId }: { returnId: string }): Promise<{ state: ReturnRow['state'] }> {
      const row = await readReturn(returnId)
      const isFailed = row.state === 'failed'
      if (row.state !== 'processing' && !isFailed) return { state: row.state }
      // What came back on our statement is with us, whatever the bank says of its way there.
      if (isFailed && (await isBooked(db, 'returnBounced', row.reference))) return { state: row.state }
      const { state, reason } = await queryTransfer(row.reference)
      if (state === 'unknown' && !isFailed) throw new Error('the bank does not know the transfer yet')
      if (state === 'processing') await begun(returnId)
      else if (state === 'succeeded') await settleReturn(db, row, { state: 'done' }, 'returnSent')
      else if (!isFailed) await settleReturn(db, row, { state: 'failed', failure: reason }, undefined)
      return { state: (await readReturn(returnId)).state }
    },

    /**
     * The bank does not take the transfer, or did not answer: it is asked whether it knows it. What it does not know, and
     * what it cannot be asked about, finance sees; nothing is paid twice, as it is asked again before a transfer by hand.
     */
    async failReturn({ returnId }: { returnId: string }): Promise<void> {
      const row = await readReturn(returnId)
      if (row.state !== 'requested') return
      const { state, failure } = await queryTransfer(row.reference).then(
        (known) => ({ state: known.state, failure: '银行拒绝受理' }),
        (error: unknown) => {
          Context.current().log.warn('the bank cannot be asked after a return', { returnId, error })
          return { state: 'unknown' as const, failure: '银行系统无法查询' }
        },
      )
      if (state === 'succeeded' || state === 'processing') return begun(returnId)
      await settleReturn(db, row, { state: 'failed', failure }, undefined)
    },
  }
}
