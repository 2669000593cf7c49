import { proxyActivities } from '@temporalio/workflow'
import type { AuthorisationActivities, Redeemed } from '../../activities/signing/authorisation.ts'
import { activityClasses, taskQueues } from '../../temporal.config.ts'
import { failureType } from './failure-type.ts'
import { refusal } from './order.ts'

/** A code that was typed, sealed to the worker that compares it, and kept. */
export interface TypedCode {
  typedCodeId: string
}

export const {
  sendAuthorisation,
  activateSigner,
  keepConsent,
  bindPhone,
  bindSigner,
  proveSigner,
  adoptSigner,
} = proxyActivities<AuthorisationActivities>({
  ...activityClasses.interactive,
  taskQueue: taskQueues.signing,
})
const signing = proxyActivities<AuthorisationActivities>({
  ...activityClasses.signing,
  taskQueue: taskQueues.signing,
})

const { settleCode } = proxyActivities<AuthorisationActivities>({
  ...activityClasses.record,
  taskQueue: taskQueues.signing,
})

/** Signs by a typed code. One that failed has not signed, and never will. */
export async function signByCode(
  request: { orderId: string; partId?: string } & TypedCode,
): Promise<Redeemed> {
  try {
    return await signing.signByCode(request)
  } catch (error) {
    if (await settleCode({ typedCodeId: request.typedCodeId })) return { verdict: 'ok' }
    throw error
  }
}

/** Whether a code was typed in wrong so often that what it was for is void. */
export const isLocked = ({ verdict, triesLeft }: Exclude<Redeemed, { verdict: 'ok' }>) =>
  verdict === 'triesOut' || (verdict === 'wrong' && triesLeft === 0)

/** Why a typed code does not count. */
export const codeRefusal = (redeemed: Exclude<Redeemed, { verdict: 'ok' }>) =>
  refusal('CodeRefused', redeemed.verdict, redeemed.triesLeft)

/** A certificate that ended or is on hold signs nothing any more: `over` then ends what it was to sign. */
export async function whileInUse<T>(work: () => Promise<T>, over: () => Promise<unknown>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (failureType(error) === 'CertificateNotInUse') await over()
    throw error
  }
}
