import { Context } from '@temporalio/activity'
import { WorkflowNotFoundError } from '@temporalio/client'
import { eq } from 'drizzle-orm'
import type { Database } from '../../db/database.ts'
import { closeRunTasks, followRun, interrupt, strangeRuns } from '../../db/interruptions.ts'
import { orderById } from '../../db/orders.ts'
import { payments } from '../../db/schema/money.ts'
import { reviews } from '../../db/schema/review.ts'
import { orderKinds } from '../../domain/kinds/kinds.ts'
import type { OrderStanding } from '../../domain/order-states.ts'
import { processesBeside } from '../../temporal.config.ts'
import { now } from '../clock.ts'
import { mailStaff } from '../mail/staff.ts'
import { writeTask } from '../staff/tasks.ts'

const DAY = 86_400_000
/** Temporal lists a run a moment after it has ended or begun. */
const LISTED_MS = 60_000

const listed = (types: readonly string[]) => types.map((type) => `'${type}'`).join(', ')

export interface Looked {
  /** The order to which money may come that no process waits for. */
  late?: { orderId: string; no: string }
  /** What the process of an order may not have heard of while there was none. */
  missed?: { reviewId?: string; outTradeNos: string[] }
}

export type RunActivities = ReturnType<typeof runActivities>

/** Looks after processes that somebody ended, or set back, at Temporal. */
export function runActivities({ db }: { db: Database }) {
  const client = () => Context.current().client.workflow

  /** The latest run of a process; undefined once Temporal keeps it no more. */
  async function latestRun(workflowId: string) {
    try {
      const { status, runId } = await client().getHandle(workflowId).describe()
      return { status: status.name, runId }
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return undefined
      throw error
    }
  }

  /** Tells the administrators, once a run. */
  async function tellEnded(workflowId: string, runId: string, status: string, orderId: string | null) {
    const subject = `${workflowId}/${runId}`
    await writeTask(db, { kind: 'runEnded', orderId, subject, workflowId, detail: { reason: status } })
    const values = { process: workflowId, status }
    const mail = { orderId, notice: 'runEnded', values, idempotencyKey: `runEnded/${subject}` } as const
    // The task stands in the console whatever becomes of the mail.
    await mailStaff(db, mail).catch((error: unknown) =>
      Context.current().log.warn('staff could not be mailed', { error }),
    )
  }

  async function missedBy(orderId: string): Promise<Looked['missed']> {
    const [[review], trades] = await Promise.all([
      db.select({ id: reviews.id }).from(reviews).where(eq(reviews.orderId, orderId)),
      db.select({ outTradeNo: payments.outTradeNo }).from(payments).where(eq(payments.orderId, orderId)),
    ])
    return {
      ...(review && { reviewId: review.id }),
      outTradeNos: trades.map(({ outTradeNo }) => outTradeNo),
    }
  }

  return {
    /**
     * The processes of orders and beside them that have ended other than by themselves since `since` (epoch ms; a day ago
     * where nothing is known), and orders that go on in another run than the one we know.
     */
    async strayRuns({
      since,
    }: {
      since: number | null
    }): Promise<{ workflowIds: string[]; seenUntil: number }> {
      const seenUntil = now().getTime()
      const from = new Date((since ?? seenUntil - DAY) - LISTED_MS).toISOString()
      const watched = listed([...orderKinds, ...processesBeside])
      const ended = `ExecutionStatus IN ('Canceled', 'Terminated', 'Failed', 'TimedOut') AND CloseTime >= '${from}'`
      const begun = `ExecutionStatus = 'Running' AND StartTime >= '${from}'`
      const found = new Set<string>()
      for await (const { workflowId } of client().list({
        query: `WorkflowType IN (${watched}) AND ${ended}`,
      }))
        found.add(workflowId)
      const running: { workflowId: string; runId: string }[] = []
      const ofOrders = `WorkflowType IN (${listed(orderKinds)}) AND ${begun}`
      for await (const { workflowId, runId } of client().list({ query: ofOrders }))
        running.push({ workflowId, runId })
      for (const workflowId of await strangeRuns(db, running)) found.add(workflowId)
      return { workflowIds: [...found], seenUntil }
    },

    /**
     * Looks how a process stands. An order whose process has ended without it is interrupted, and staff get a task; one
     * that goes on in another run is again as that run knows it.
     */
    async lookAfterRun({ workflowId }: { workflowId: string }): Promise<Looked> {
      const [order, run] = await Promise.all([orderById(db, workflowId), latestRun(workflowId)])
      if (run?.status === 'RUNNING') {
        if (order && (order.interruptedAt || order.runId !== run.runId)) {
          const handle = client().getHandle(workflowId, run.runId)
          await followRun(db, workflowId, run.runId, await handle.query<OrderStanding>('standing'), now())
        }
        await closeRunTasks(db, workflowId, now())
        return order ? { missed: await missedBy(order.id) } : {}
      }
      const status = run?.status ?? 'DELETED'
      if (!order) {
        if (status !== 'COMPLETED') await tellEnded(workflowId, run?.runId ?? '', status, null)
        return {}
      }
      if (!(await db.transaction((tx) => interrupt(tx, order.id, now())))) return {}
      await tellEnded(workflowId, run?.runId ?? order.runId ?? '', status, order.id)
      return { late: { orderId: order.id, no: order.no } }
    },
  }
}
