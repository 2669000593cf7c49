import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client'
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common'
import type { Database } from '../../db/database.ts'
import { noteStarted, type OrderRow } from '../../db/orders.ts'
import { readRevocation } from '../../db/revocations.ts'
import { kinds, type OrderKind } from '../../domain/kinds/kinds.ts'
import { priorities, taskQueues } from '../../temporal.config.ts'
import type { OrderInput } from '../../workflows/steps/order.ts'
import type * as workflows from '../../workflows/workflows.ts'

/** The kinds that a process runs for. */
type RunKind = OrderKind & keyof typeof workflows
/** What the process of a kind is told besides: all of it stands in the order's rows. */
type Told<Kind extends RunKind> = Omit<Parameters<(typeof workflows)[Kind]>[0], keyof OrderInput>

type Tellers = {
  [Kind in RunKind]: (order: OrderRow, db: Database) => Told<Kind> | Promise<Told<Kind>>
}
/** The kinds whose process is told anything. */
type ToldKind = { [Kind in RunKind]: keyof Told<Kind> extends never ? never : Kind }[RunKind]

const needed: Pick<Tellers, ToldKind> = {
  lossReport: ({ certificateId, createdAt }) => ({
    certificateId: certificateId!,
    reportedAt: createdAt.getTime(),
  }),
  hostedReplacement: ({ certificateId }) => ({ certificateId: certificateId! }),
  replacement: ({ certificateId, keyFate, payBy }) => ({
    certificateId: certificateId!,
    fate: keyFate!,
    payBy,
  }),
  revocation: async ({ id, certificateId, createdAt }, db) => {
    const { origin, reason, invalidityDate } = (await readRevocation(db, id))!
    return {
      ...{ certificateId: certificateId!, origin, reason },
      askedAt: createdAt.getTime(),
      ...(invalidityDate && { invalidityDate: invalidityDate.getTime() }),
    }
  },
}
const tell: Partial<Record<OrderKind, (order: OrderRow, db: Database) => object>> = needed

const KEYWORD = SearchAttributeType.KEYWORD
const ORDER_TYPE = defineSearchAttributeKey('OrderType', KEYWORD)
const ORDER_STATUS = defineSearchAttributeKey('OrderStatus', KEYWORD)
const PRODUCT = defineSearchAttributeKey('Product', KEYWORD)

/**
 * Starts the process of an order, whose rows are committed: the workflow that is named as its kind. Whoever comes back to
 * an order that nobody could start calls it again (`startedAt`); it starts once.
 */
export async function startOrder(
  { db, temporal }: { db: Database; temporal: Client },
  order: OrderRow,
): Promise<void> {
  const { id: orderId, kind, no, product, state } = order
  let runId: string | undefined
  try {
    const run = await temporal.workflow.start(kind, {
      workflowId: orderId,
      taskQueue: taskQueues.business,
      workflowIdConflictPolicy: 'USE_EXISTING',
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      args: [{ orderId, no, product, ...(await tell[kind]?.(order, db)) }],
      staticSummary: `${kinds[kind].title} ${no}`,
      priority: priorities.people,
      // Its later states the process tells by itself.
      typedSearchAttributes: [
        { key: ORDER_TYPE, value: kind },
        { key: ORDER_STATUS, value: state },
        { key: PRODUCT, value: product },
      ],
    })
    runId = run.firstExecutionRunId
  } catch (error) {
    // It ran, and has ended by now.
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error
  }
  await noteStarted(db, orderId, runId)
}
