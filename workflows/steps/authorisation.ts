import { proxyActivities } from '@temporalio/workflow'
import type { AuthorisationActivities, Redeemed } from '../../activities/signing/authorisation.ts'
import { activityClasses, taskQueues } from '../../temporal.config.ts'
import { refusal } from './order.ts'

/** A code that was typed, sealed to the worker that compares it, and kept. */
export interface TypedCode {
  typedCodeId: string
}

export const { sendAuthorisation, activateSigner } = proxyActivities<AuthorisationActivities>({
  ...activityClasses.interactive,
  taskQueue: taskQueues.signing,
})
export const { signByCode } = proxyActivities<AuthorisationActivities>({
  ...activityClasses.signing,
  taskQueue: taskQueues.signing,
})

/** Why a typed code does not count. */
export const codeRefusal = (redeemed: Exclude<Redeemed, { verdict: 'ok' }>) =>
  refusal('CodeRefused', redeemed.verdict, redeemed.triesLeft)
