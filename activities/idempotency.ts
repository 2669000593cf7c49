import { Context } from '@temporalio/activity'
import { ApplicationFailure } from '@temporalio/common'

/** The same for every try of one activity: workflow, run and step. Unique columns and provider numbers carry it. */
export function idempotencyKey(): string {
  const { workflowExecution, activityId } = Context.current().info
  return `${workflowExecution?.workflowId}/${workflowExecution?.runId}/${activityId}`
}

/** A failure that no retry mends; `type` is one of temporal.config `permanentFailures` or a refusal the API knows. */
export function permanentFailure(type: string, message: string, ...details: unknown[]): ApplicationFailure {
  return ApplicationFailure.create({ type, message, nonRetryable: true, details })
}
