import { Context } from '@temporalio/activity'
import { WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client'
import { ApplicationFailure } from '@temporalio/common'
import type { Database } from '../../db/database.ts'
import { openOrderOf } from '../../db/orders.ts'
import type { OrderEvent } from '../../domain/kinds/kinds.ts'
import { replacementKinds } from '../../domain/replacement.ts'
import { idempotencyKey } from '../idempotency.ts'

export type FoundKeyActivities = ReturnType<typeof foundKeyActivities>

/** The Update of workflows/replacement.ts. */
const KEY_FOUND = 'keyFound' satisfies OrderEvent

export function foundKeyActivities({ db }: { db: Database }) {
  return {
    /**
     * The key of a certificate is found: an open order of another one is given up. Done when its process says so; one that
     * has ended, or only gives its money back, is given up already. @throws WrongState once the new key is being made.
     */
    async giveUpReplacement({ certificateId }: { certificateId: string }): Promise<void> {
      const replacement = await openOrderOf(db, certificateId, ...replacementKinds)
      if (!replacement || replacement.state === 'refunding') return
      const process = Context.current().client.workflow.getHandle(replacement.id)
      try {
        await process.executeUpdate(KEY_FOUND, { updateId: idempotencyKey() })
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return
        const refused = error instanceof WorkflowUpdateFailedError && error.cause
        throw refused instanceof ApplicationFailure ? refused : error
      }
    },
  }
}
