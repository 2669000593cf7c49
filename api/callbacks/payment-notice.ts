import { WorkflowNotFoundError } from '@temporalio/client'
import type { FastifyInstance } from 'fastify'
import { keepNotice, type PaymentNotice } from '../../db/payment-notices.ts'
import { taskQueues } from '../../temporal.config.ts'
import { paymentReported } from '../../workflows/new-application.ts'
import { surplusPayments } from '../../workflows/surplus-payments.ts'
import { lookAfter } from '../orders/stray-run.ts'
import { Problem } from '../problems.ts'

/**
 * Passes a genuine notice on to the order it is about. It is a hint: the workflow asks the provider before it believes
 * in money. An order that waits for no payment any more has the money given back. A notice that cannot be passed on now
 * is kept and refused, so that the provider sends it again.
 * @throws Problem conflictingNotice when the number came with other content; notFound when the trade is not ours.
 */
export async function passOnNotice({ db, temporal }: FastifyInstance, notice: PaymentNotice): Promise<void> {
  const { workflow } = temporal
  const { outTradeNo } = notice
  const order = await keepNotice(db, notice)
  if (order === 'conflicting') throw new Problem('conflictingNotice')
  // Genuine, but no trade of ours: perhaps the database is an older copy. The provider keeps asking while a person looks.
  if (order === 'unknown') throw new Problem('notFound')
  const { id: orderId, no } = order
  if (order.state === 'awaitingPayment' && !order.interruptedAt) {
    try {
      await workflow.getHandle(orderId).signal(paymentReported, { outTradeNo })
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw error
      // Ended from outside, and nobody has noticed yet: the money goes back.
      await lookAfter(temporal, orderId)
    }
    return
  }
  await workflow.signalWithStart(surplusPayments, {
    workflowId: `surplusPayments/${no}`,
    taskQueue: taskQueues.business,
    args: [{ orderId, no }],
    signal: paymentReported,
    signalArgs: [{ outTradeNo }],
  })
}
