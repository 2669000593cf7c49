import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { decideOnReceipt, listReceipts, returnByHand, type ReceiptDecision } from '../../db/bank-receipts.ts'
import { suspenseReasons, takesRemittance } from '../../domain/remittance.ts'
import { taskQueues } from '../../temporal.config.ts'
import { returnedByHand } from '../../workflows/bank-return.ts'
import { receiptSettlement, remittanceStatement } from '../../workflows/remittance-statement.ts'
import { orderNumber } from '../orders/order-schema.ts'
import { findOrder } from '../orders/own-order.ts'
import { isTemporalAway, signalIfOpen } from '../plugins/temporal.ts'
import { Problem } from '../problems.ts'
import { moneyBefore } from './money-before.ts'

const SHOWN = 100
const instant = z.iso.datetime()
const words = z.string().trim().min(2, 'required').max(300, 'tooLong')

const receiptReturn = z.object({
  id: z.uuid(),
  part: z.enum(['accepted', 'surplus']),
  amountFen: z.number().int(),
  reference: z.string(),
  state: z.enum(['requested', 'processing', 'done', 'failed', 'byHand']),
  failure: z.string().nullable().describe('The bank’s words'),
  doneAt: instant.nullable(),
})

const bankReceipt = z
  .object({
    id: z.uuid(),
    bankSerial: z.string(),
    bookedAt: instant,
    amountFen: z.number().int(),
    payer: z.object({ name: z.string(), account: z.string(), bank: z.string() }),
    memo: z.string(),
    state: z.enum(['new', 'suspense', 'accepted', 'returned']),
    reason: z.enum(suspenseReasons).nullable().describe('Why finance has to look'),
    no: z.string().nullable().describe('The order it is for, as far as that is known'),
    holderName: z.string().nullable(),
    acceptedFen: z.number().int(),
    returns: z.array(receiptReturn),
    decidedBy: z.string().nullable(),
    note: z.string().nullable(),
  })
  .meta({ id: 'BankReceipt' })

function viewReceipt({
  receipt,
  no,
  holderName,
  returns,
}: Awaited<ReturnType<typeof listReceipts>>[number]): z.infer<typeof bankReceipt> {
  return {
    id: receipt.id,
    bankSerial: receipt.bankSerial,
    bookedAt: receipt.bookedAt.toISOString(),
    amountFen: receipt.amountFen,
    payer: receipt.payer,
    memo: receipt.memo,
    state: receipt.state,
    reason: receipt.reason,
    no,
    holderName,
    acceptedFen: receipt.acceptedFen,
    returns: returns.map(({ id, part, amountFen, reference, state, failure, doneAt }) => ({
      ...{ id, part, amountFen, reference, state, failure },
      doneAt: doneAt?.toISOString() ?? null,
    })),
    decidedBy: receipt.decidedBy,
    note: receipt.note,
  }
}

/** 银行流水, 待认领款项: what came into our account, and what finance makes of money that fits no order by itself. */
export const receiptRoutes: FastifyPluginAsyncZod = async (app) => {
  const config = { may: 'handleMoney' } as const
  const answers = { response: { 200: z.array(bankReceipt) } }

  const answer = async () => (await listReceipts(app.db, SHOWN)).map(viewReceipt)

  /** What is decided is kept. While Temporal is away it is told nothing: it looks for itself (said at each). */
  async function tell(told: Promise<unknown>): Promise<void> {
    await told.catch((error: unknown) => {
      if (!isTemporalAway(error)) throw error
      app.log.warn({ err: error }, 'a decision is carried out later')
    })
  }

  async function decide(username: string, receiptId: string, made: ReceiptDecision & { note: string }) {
    if (!(await decideOnReceipt(app.db, receiptId, made, username))) throw new Problem('alreadyDecided')
    // Each reading of the statement settles what is decided and not settled yet.
    await tell(
      app.temporal.workflow.start(receiptSettlement, {
        workflowId: `receiptSettlement/${receiptId}`,
        taskQueue: taskQueues.business,
        workflowIdConflictPolicy: 'USE_EXISTING',
        args: [{ receiptId }],
      }),
    )
    return answer()
  }

  app.get(
    '/receipts',
    { config, schema: { summary: 'Bank receipts, those that wait for finance first', ...answers } },
    answer,
  )

  app.post(
    '/receipts/readings',
    { config, schema: { summary: 'Read the bank statement now', response: { 202: z.object({}) } } },
    async (_request, reply) => {
      await app.temporal.workflow.start(remittanceStatement, {
        workflowId: 'remittanceStatement',
        taskQueue: taskQueues.business,
        workflowIdConflictPolicy: 'USE_EXISTING',
      })
      return reply.code(202).send({})
    },
  )

  app.post(
    '/receipts/:id/match',
    {
      config,
      schema: {
        summary: 'The money is for this order, whoever paid it',
        params: z.object({ id: z.uuid() }),
        body: orderNumber.extend({ note: words }),
        ...answers,
      },
    },
    async ({ staff, params, body }) => {
      const order = await findOrder(app, body.no)
      if (!takesRemittance(order)) throw new Problem('orderTakesNoMoney')
      return decide(staff.username, params.id, { decision: 'match', orderId: order.id, note: body.note })
    },
  )

  app.post(
    '/receipts/:id/return',
    {
      config,
      schema: {
        summary: 'The money goes back to where it came from',
        params: z.object({ id: z.uuid() }),
        body: z.object({ note: words }),
        ...answers,
      },
    },
    async ({ staff, params, body }) =>
      decide(staff.username, params.id, { decision: 'return', note: body.note }),
  )

  app.post(
    '/returns/:id/by-hand',
    {
      config,
      schema: {
        summary: 'The bank failed a transfer back: it was made by hand, in these words',
        params: z.object({ id: z.uuid() }),
        body: z.object({ note: words }),
        ...answers,
      },
    },
    async ({ staff, params, body }) => {
      const refusal = await moneyBefore(app.temporal, { returnId: params.id })
      if (refusal) throw new Problem(refusal)
      const returned = await returnByHand(app.db, params.id, body.note, staff.username)
      if (!returned) throw new Problem('alreadyDecided')
      // A transfer that came back long after it was done has no process any more; one that has looks each few hours.
      const process = app.temporal.workflow.getHandle(`bankReturn/${returned.reference}`)
      await tell(signalIfOpen(process.signal(returnedByHand)))
      return answer()
    },
  )
}
