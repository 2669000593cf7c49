import { randomUUID } from 'node:crypto'
import { defineSearchAttributeKey } from '@temporalio/common'
import proto from '@temporalio/proto'
import { TestWorkflowEnvironment } from '@temporalio/testing'
import { Worker } from '@temporalio/worker'
import { and, eq, isNull } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { businessActivities } from '../activities/business.ts'
import { keepProcessTime } from '../activities/clock.ts'
import { resumeRun } from '../api/ops/resume-run.ts'
import { viewOrder } from '../api/orders/order-view.ts'
import { startOrder } from '../api/orders/start-order.ts'
import { lookAfter } from '../api/orders/stray-run.ts'
import { temporalBinary } from '../bin/tools.ts'
import { owedFen } from '../db/ledger.ts'
import { orderById } from '../db/orders.ts'
import { refunds, staffTasks } from '../db/schema/money.ts'
import { orders } from '../db/schema/orders.ts'
import { searchAttributes, taskQueues } from '../temporal.config.ts'
import { bundle } from '../workflows/bundle.ts'
import { cancel } from '../workflows/new-application.ts'
import { runWatch } from '../workflows/run-watch.ts'
import { until } from './actors.ts'
import { run, startPayingOrders, type PayingOrders } from './paying-orders.ts'

// Somebody cancels, terminates or resets the process of an order in the Temporal UI. Temporal is a real server here: the
// time-skipping one neither lists nor resets runs.

let place: PayingOrders
let temporal: TestWorkflowEnvironment
let worker: Worker
let running: Promise<void>

beforeAll(async () => {
  place = await startPayingOrders()
  const { db } = place
  temporal = await TestWorkflowEnvironment.createLocal({
    server: {
      executable: { type: 'existing-path', path: await temporalBinary() },
      namespace: 'default',
      searchAttributes: Object.entries(searchAttributes).map(([name, type]) =>
        defineSearchAttributeKey(name, type === 'Keyword' ? 'KEYWORD' : 'DATETIME'),
      ),
    },
  })
  worker = await Worker.create({
    connection: temporal.nativeConnection,
    taskQueue: taskQueues.business,
    workflowBundle: await bundle(),
    activities: businessActivities({ db, documentStore: undefined as never }),
    interceptors: { activity: [keepProcessTime] },
  })
  running = worker.run()
}, 120_000)
afterAll(async () => {
  worker?.shutdown()
  await running
  await temporal?.teardown()
  await place?.stop()
})

const handle = (orderId: string) => temporal.client.workflow.getHandle(orderId)
const orderOf = async (orderId: string) => (await orderById(place.db, orderId))!
const openTasks = (orderId: string) =>
  place.db
    .select()
    .from(staffTasks)
    .where(and(eq(staffTasks.orderId, orderId), eq(staffTasks.kind, 'runEnded'), isNull(staffTasks.doneAt)))

/** An order whose process has begun. */
async function begunOrder(): Promise<string> {
  const orderId = await place.newOrder()
  await startOrder({ db: place.db, temporal: temporal.client }, await orderOf(orderId))
  await until(async () => (await orderOf(orderId)).state === 'draft', 'the process to begin')
  return orderId
}

async function isInterrupted(orderId: string): Promise<void> {
  await until(async () => (await orderOf(orderId)).interruptedAt !== null, 'the order to be interrupted')
  await until(async () => (await openTasks(orderId)).length === 1, 'the task of staff')
  const { view } = await viewOrder(place.db, (await orderOf(orderId)).no, 'zh')
  expect(view).toMatchObject({ interruptedAt: expect.any(String), allowed: [] })
}

/** What closing the task does (api/ops/tasks.ts). */
async function goesOn(orderId: string): Promise<void> {
  await resumeRun(temporal.client, orderId)
  await lookAfter(temporal.client, orderId)
  await until(async () => (await orderOf(orderId)).interruptedAt === null, 'the order to go on')
  await until(async () => (await openTasks(orderId)).length === 0, 'the task to be done')
}

const watch = () =>
  temporal.client.workflow.execute(runWatch, { taskQueue: taskQueues.business, workflowId: randomUUID() })

describe('an order whose process is ended from outside', () => {
  it('terminated before it did anything: it begins', async () => {
    const orderId = await place.newOrder()
    // No worker serves this queue.
    await temporal.client.workflow.start('newApplication', {
      workflowId: orderId,
      taskQueue: 'nobody',
      args: [{ orderId, no: orderId, product: 'organisationUkey' }],
    })
    await handle(orderId).terminate('by mistake')
    await resumeRun(temporal.client, orderId)
    expect((await handle(orderId).describe()).status.name).toBe('RUNNING')
    await handle(orderId).terminate()
  })

  it('terminated: what is paid then goes back, and the order goes on where it stopped', async () => {
    const { db, world, activities } = place
    const orderId = await begunOrder()
    await db.update(orders).set({ state: 'awaitingPayment' }).where(eq(orders.id, orderId))
    const asked = { orderId, provider: 'alipay', attempt: 1, payUntil: Date.now() + 3_600_000 } as const
    const { outTradeNo } = await run(activities.precreateTrade, asked)
    await handle(orderId).terminate('by mistake')
    await world.act(`trades/${outTradeNo}/pay`, { how: 'silent' })

    await lookAfter(temporal.client, orderId)
    await isInterrupted(orderId)
    await until(async () => {
      const [refund] = await db.select().from(refunds).where(eq(refunds.orderId, orderId))
      return refund?.state === 'done'
    }, 'the refund')
    expect(await owedFen(db, orderId)).toBe(0)

    await goesOn(orderId)
    expect((await orderOf(orderId)).state).toBe('draft')
    await handle(orderId).executeUpdate(cancel)
    await until(async () => (await orderOf(orderId)).endedAt !== null, 'the order to end')
  })

  it('cancelled: goes on as if nobody had asked for it', async () => {
    const orderId = await begunOrder()
    await handle(orderId).cancel()
    await until(async () => (await handle(orderId).describe()).status.name === 'CANCELLED', 'its end')
    await lookAfter(temporal.client, orderId)
    await isInterrupted(orderId)
    await goesOn(orderId)
    await handle(orderId).executeUpdate(cancel)
    expect((await orderOf(orderId)).state).toBe('cancelled')
  })

  it('is found by the watch, each once; orders that have ended by themselves are not', async () => {
    const [ended, cancelled] = [await begunOrder(), await begunOrder()]
    await handle(cancelled).executeUpdate(cancel)
    await handle(cancelled).result()
    await handle(ended).terminate()
    await until(async () => {
      await watch()
      return (await orderOf(ended)).interruptedAt !== null
    }, 'the watch')
    await watch()
    await isInterrupted(ended)
    expect((await orderOf(cancelled)).interruptedAt).toBeNull()
    await goesOn(ended)
  })

  it('set back to an earlier point after it had ended: is again what its process knows', async () => {
    const orderId = await begunOrder()
    // Its first state is written in the middle of its first task.
    const first = await until(async () => {
      const { events } = await handle(orderId).fetchHistory()
      return events!.find(({ workflowTaskCompletedEventAttributes: completed }) => completed)
    }, 'its first task')
    await handle(orderId).executeUpdate(cancel)
    await handle(orderId).result()
    expect((await orderOf(orderId)).endedAt).not.toBeNull()
    const { RESET_REAPPLY_EXCLUDE_TYPE_UPDATE: updates } = proto.temporal.api.enums.v1.ResetReapplyExcludeType
    await temporal.connection.workflowService.resetWorkflowExecution({
      namespace: 'default',
      workflowExecution: { workflowId: orderId },
      reason: 'a test',
      workflowTaskFinishEventId: first.eventId!,
      requestId: randomUUID(),
      resetReapplyExcludeTypes: [updates],
    })
    await until(async () => {
      await watch()
      const { state, endedAt } = await orderOf(orderId)
      return state === 'draft' && endedAt === null
    }, 'the earlier point')
  })
})
