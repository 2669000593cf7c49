import { Context } from '@temporalio/activity'
import { and, eq } from 'drizzle-orm'
import type { Database } from '../../db/database.ts'
import { bookRefund, findPayment, isBack, planRefund } from '../../db/payments.ts'
import { refunds } from '../../db/schema/money.ts'
import { now } from '../clock.ts'
import { permanentFailure } from '../idempotency.ts'
import { writeTask } from '../staff/tasks.ts'
import { tradeProvider } from './provider.ts'

/** The payment to give back: the one named, or the one that the order was paid with. */
export interface RefundOf {
  orderId: string
  outTradeNo?: string
}

/**
 * `done`: by the provider; `byHand`: by finance; `processing`: the provider has it; `open`: the provider was asked and
 * will not return it.
 */
export type RefundState = 'done' | 'byHand' | 'processing' | 'open'

const reasons = {
  rejected: '审核未通过',
  cancelled: '申请人取消订单',
  lapsed: '逾期未补正资料',
  surplus: '重复或逾期支付',
} as const

export type RefundActivities = ReturnType<typeof refundActivities>

export function refundActivities({ db }: { db: Database }) {
  async function find(of: RefundOf) {
    const payment = await findPayment(db, of)
    if (!payment) throw permanentFailure('NotFound', 'payment not found')
    return { payment, refund: await planRefund(db, payment) }
  }
  type Found = Awaited<ReturnType<typeof find>>

  const bookDone = ({ refund }: Found) =>
    db.transaction((tx) => bookRefund(tx, refund, { state: 'done', actor: 'worker:business', at: now() }))

  /** Asks the provider whether the refund went through after all, and books it if it did. */
  async function look(found: Found): Promise<RefundState> {
    const { payment, refund } = found
    if (refund.state === 'done' || refund.state === 'byHand') return refund.state
    const { outTradeNo } = payment
    const state = await tradeProvider(payment.provider).queryRefund({
      outTradeNo,
      outRequestNo: refund.outRequestNo,
    })
    if (state === 'done') await bookDone(found)
    return state === 'processing' || state === 'done' ? state : 'open'
  }

  return {
    /** Has the provider give a payment back whole, once however often it is asked. @throws WithFinance from then on. */
    async refundPayment(request: RefundOf & { reason?: keyof typeof reasons }): Promise<void> {
      const found = await find(request)
      const { payment, refund } = found
      if (isBack(refund)) return
      // Somebody may be transferring it by hand now.
      if (refund.state === 'withFinance') throw permanentFailure('WithFinance', 'finance has this refund')
      const { outRequestNo, amountFen } = refund
      const state = await tradeProvider(payment.provider).refund({
        outTradeNo: payment.outTradeNo,
        outRequestNo,
        amountFen,
        totalFen: amountFen,
        reason: reasons[request.reason ?? 'rejected'],
      })
      if (state !== 'done') throw new Error(`refund is ${state} at the provider`)
      await bookDone(found)
    },

    /** How a refund stands, its provider asked again. */
    async watchRefund(of: RefundOf): Promise<{ state: RefundState }> {
      return { state: await look(await find(of)) }
    },

    /**
     * A provider did not return the money for too long: finance has it, as soon as the provider has said that it will
     * not do it; until then they only look after it. Gives whether the money is back; to be asked until it is.
     */
    async leaveRefundToFinance(of: RefundOf): Promise<{ isBack: boolean }> {
      const found = await find(of)
      const { orderId, outTradeNo, provider } = found.payment
      const state = await look(found).catch((error: unknown) => {
        Context.current().log.warn('the provider cannot be asked after a refund', { outTradeNo, error })
        return 'unknown' as const
      })
      if (state === 'done' || state === 'byHand') return { isBack: true }
      const { workflowId = '' } = Context.current().info.workflowExecution ?? {}
      const task = { orderId, subject: outTradeNo, workflowId, detail: { provider } }
      await db.transaction(async (tx) => {
        if (state === 'open') {
          const isOpen = and(eq(refunds.id, found.refund.id), eq(refunds.state, 'requested'))
          await tx.update(refunds).set({ state: 'withFinance' }).where(isOpen)
        }
        await writeTask(tx, { ...task, kind: state === 'open' ? 'refundFailed' : 'refundUnclear' })
      })
      return { isBack: false }
    },
  }
}
