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
  proveByHosted,
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

interface ByCode extends TypedCode {
  orderId: string
  /** Of one signer, where several sign. */
  partId?: string
}

/** Has something signed by a typed code. What failed has not signed, and never will. */
const settled =
  (work: (request: ByCode) => Promise<Redeemed>) =>
  async (request: ByCode): Promise<Redeemed> => {
    try {
      return await work(request)
    } catch (error) {
      if (await settleCode({ typedCodeId: request.typedCodeId })) return { verdict: 'ok' }
      throw error
    }
  }

export const signByCode = settled(signing.signByCode)
export const signHashesByCode = settled(signing.signHashesByCode)

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
