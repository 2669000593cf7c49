import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client'
import type { Database } from '../../db/database.ts'
import { noteStarted, type OrderRow } from '../../db/orders.ts'
import { readRevocation } from '../../db/revocations.ts'
import type { OrderKind } from '../../domain/order-states.ts'
import { taskQueues } from '../../temporal.config.ts'
import type { OrderInput } from '../../workflows/steps/order.ts'
import type * as workflows from '../../workflows/workflows.ts'

/** What the process of a kind is told besides: all of it stands in the order's rows. */
type Told<Kind extends OrderKind> = Omit<Parameters<(typeof workflows)[Kind]>[0], keyof OrderInput>

interface Process<Kind extends OrderKind> {
  /** What stands before the number in the Temporal UI. */
  title: string
  told: (order: OrderRow, db: Database) => Told<Kind> | Promise<Told<Kind>>
}

const processes: { [Kind in OrderKind]: Process<Kind> } = {
  newApplication: { title: '单位证书申请', told: () => ({}) },
  renewal: { title: '单位证书更新', told: () => ({}) },
  informationChange: { title: '信息变更', told: () => ({}) },
  unlock: { title: '单位证书解锁', told: () => ({}) },
  lossReport: {
    title: '挂失',
    told: ({ certificateId, createdAt }) => ({
      certificateId: certificateId!,
      reportedAt: createdAt.getTime(),
    }),
  },
  replacement: {
    title: '证书补办',
    told: ({ certificateId, keyFate, payBy }) => ({ certificateId: certificateId!, fate: keyFate!, payBy }),
  },
  revocation: {
    title: '吊销',
    told: async ({ id, certificateId, createdAt }, db) => {
      const { origin, reason, invalidityDate } = (await readRevocation(db, id))!
      return {
        ...{ certificateId: certificateId!, origin, reason },
        askedAt: createdAt.getTime(),
        ...(invalidityDate && { invalidityDate: invalidityDate.getTime() }),
      }
    },
  },
}

/**
 * Starts the process of an order, whose rows are committed: the workflow that is named as its kind. Whoever comes back to
 * an order that nobody could start calls it again (`startedAt`); it starts once.
 */
export async function startOrder(
  { db, temporal }: { db: Database; temporal: Client },
  order: OrderRow,
): Promise<void> {
  const { id: orderId, kind, no, product } = order
  const { title, told } = processes[kind]
  try {
    await temporal.workflow.start(kind, {
      workflowId: orderId,
      taskQueue: taskQueues.business,
      workflowIdConflictPolicy: 'USE_EXISTING',
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      args: [{ orderId, no, product, ...(await told(order, db)) }],
      staticSummary: `${title} ${no}`,
    })
  } catch (error) {
    // It ran, and has ended by now.
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error
  }
  await noteStarted(db, orderId)
}
