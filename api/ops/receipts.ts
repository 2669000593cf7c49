import { and, desc, eq, exists, inArray } from 'drizzle-orm'
import { WorkflowNotFoundError } from '@temporalio/client'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { audit } from '../../db/audit.ts'
import { bookReturn, receiptAccount } from '../../db/bank-returns.ts'
import type { Database } from '../../db/database.ts'
import { notifyOrderChanged, orderNo } from '../../db/order-changed.ts'
import { bankReceipts, bankReturns } from '../../db/schema/bank.ts'
import { orders } from '../../db/schema/orders.ts'
import { isFinal } from '../../domain/order-states.ts'
import { suspenseReasons } from '../../domain/remittance.ts'
import { taskQueues } from '../../temporal.config.ts'
import { returnedByHand } from '../../workflows/bank-return.ts'
import { receiptSettlement, remittanceStatement } from '../../workflows/remittance-statement.ts'
import { orderNumber } from '../orders/order-schema.ts'
import { Problem } from '../problems.ts'

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
    organisationName: z.string().nullable(),
    acceptedFen: z.number().int(),
    returns: z.array(receiptReturn),
    decidedBy: z.string().nullable(),
    note: z.string().nullable(),
  })
  .meta({ id: 'BankReceipt' })

/** The receipts that wait for finance first, of failed returns before the others, then the latest. */
async function listReceipts(db: Database): Promise<z.infer<typeof bankReceipt>[]> {
  const failed = exists(
    db
      .select({ id: bankReturns.id })
      .from(bankReturns)
      .where(and(eq(bankReturns.receiptId, bankReceipts.id), eq(bankReturns.state, 'failed'))),
  )
  const rows = await db
    .select({ receipt: bankReceipts, no: orders.no, organisationName: orders.organisationName })
    .from(bankReceipts)
    .leftJoin(orders, eq(orders.id, bankReceipts.orderId))
    .orderBy(desc(failed), desc(eq(bankReceipts.state, 'suspense')), desc(bankReceipts.bookedAt))
    .limit(SHOWN)
  const ids = rows.map(({ receipt }) => receipt.id)
  const returns = await db.select().from(bankReturns).where(inArray(bankReturns.receiptId, ids))
  return rows.map(({ receipt, no, organisationName }) => ({
    id: receipt.id,
    bankSerial: receipt.bankSerial,
    bookedAt: receipt.bookedAt.toISOString(),
    amountFen: receipt.amountFen,
    payer: receipt.payer,
    memo: receipt.memo,
    state: receipt.state,
    reason: receipt.reason,
    no,
    organisationName,
    acceptedFen: receipt.acceptedFen,
    returns: returns
      .filter(({ receiptId }) => receiptId === receipt.id)
      .map(({ id, part, amountFen, reference, state, failure, doneAt }) => ({
        ...{ id, part, amountFen, reference, state, failure },
        doneAt: doneAt?.toISOString() ?? null,
      })),
    decidedBy: receipt.decidedBy,
    note: receipt.note,
  }))
}

/** 银行流水, 待认领款项: what came into our account, and what finance makes of money that fits no order by itself. */
export const receiptRoutes: FastifyPluginAsyncZod = async (app) => {
  const config = { may: 'handleMoney' } as const
  const answers = { response: { 200: z.array(bankReceipt) } }

  /** Keeps a decision on a receipt of the suspense list; its process carries it out. */
  async function decide(
    username: string,
    receiptId: string,
    made: { decision: 'match' | 'return'; orderId?: string; note: string },
  ): Promise<void> {
    await app.db.transaction(async (tx) => {
      const [row] = await tx
        .update(bankReceipts)
        .set({ ...made, state: 'new', decidedBy: username, decidedAt: new Date() })
        .where(and(eq(bankReceipts.id, receiptId), eq(bankReceipts.state, 'suspense')))
        .returning()
      if (!row) throw new Problem('alreadyDecided')
      await audit(tx, {
        actor: `staff:${username}`,
        action: `receipt.${made.decision}`,
        subject: row.orderId ?? receiptAccount(row.bankSerial),
        detail: { bankSerial: row.bankSerial, amountFen: row.amountFen },
      })
    })
    await app.temporal.workflow.start(receiptSettlement, {
      workflowId: `receiptSettlement/${receiptId}`,
      taskQueue: taskQueues.business,
      workflowIdConflictPolicy: 'USE_EXISTING',
      args: [{ receiptId }],
    })
  }

  app.get(
    '/receipts',
    { config, schema: { summary: 'Bank receipts, those that wait for finance first', ...answers } },
    async () => listReceipts(app.db),
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
      const [order] = await app.db.select().from(orders).where(eq(orders.no, body.no))
      if (!order) throw new Problem('orderNotFound')
      if (order.payBy !== 'remittance' || isFinal(order.state)) throw new Problem('orderTakesNoMoney')
      await decide(staff.username, params.id, { decision: 'match', orderId: order.id, note: body.note })
      return listReceipts(app.db)
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
    async ({ staff, params, body }) => {
      await decide(staff.username, params.id, { decision: 'return', note: body.note })
      return listReceipts(app.db)
    },
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
      const reference = await app.db.transaction(async (tx) => {
        const [row] = await tx
          .update(bankReturns)
          .set({ state: 'byHand', doneAt: new Date(), doneBy: staff.username, note: body.note })
          .where(and(eq(bankReturns.id, params.id), eq(bankReturns.state, 'failed')))
          .returning()
        if (!row) throw new Problem('alreadyDecided')
        await bookReturn(tx, row, 'returnByHand')
        await audit(tx, {
          actor: `staff:${staff.username}`,
          action: 'return.byHand',
          subject: row.orderId ?? row.reference,
          detail: { reference: row.reference, amountFen: row.amountFen },
        })
        await notifyOrderChanged(tx, orderNo(row.orderId ?? 'receipts'))
        return row.reference
      })
      // A transfer that came back long after it was done has no process any more.
      await app.temporal.workflow
        .getHandle(`bankReturn/${reference}`)
        .signal(returnedByHand)
        .catch((error: unknown) => {
          if (!(error instanceof WorkflowNotFoundError)) throw error
        })
      return listReceipts(app.db)
    },
  )
}
