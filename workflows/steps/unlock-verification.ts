import { defineUpdate, proxyActivities } from '@temporalio/workflow'
import type { CodeActivities } from '../../activities/sms/verification-code.ts'
import { deadlines } from '../../domain/deadlines.ts'
import type { UnlockWay } from '../../domain/unlock.ts'
import { activityClasses } from '../../temporal.config.ts'
import { cancel } from './application.ts'
import { openFilling } from './filling.ts'
import { refusal, type Order, type Step } from './order.ts'
import { offerOtherWays } from './proofing.ts'

/** 发送验证码: to the reserved phone. */
export const requestUnlockCode = defineUpdate<void, []>('requestUnlockCode')
export const authoriseByPhone = defineUpdate<void, [{ codeId: string }]>('authoriseByPhone')

const { sendVerificationCode } = proxyActivities<CodeActivities>(activityClasses.interactive)

const MINUTE = 60_000

/** The code that was typed in last authorises whoever typed it, for some minutes. */
export interface Authorisation {
  codeId: string
  until: number
}

export type VerificationEnd = 'cancelled' | 'abandoned'
export type HolderVerification = ReturnType<typeof offerVerification>

/** Takes what a holder does to prove to be one, in the ways that the admitted key has. */
export function offerVerification(order: Order, step: Step<VerificationEnd>, ways: readonly UnlockWay[]) {
  const { orderId } = order
  let authorisation: Authorisation | undefined
  let byPhone = false
  const filling = openFilling(order, deadlines.unlockIdleDays)
  const touch = () => {
    const idleUntil = filling.touch()
    return authorisation?.until ?? idleUntil
  }
  const authorise = (codeId: string) => {
    const until = Date.now() + deadlines.unlockMinutes * MINUTE
    authorisation = { codeId, until }
    return until
  }
  const mustBeOffered = (way: UnlockWay) => {
    if (!ways.includes(way)) throw refusal('WrongState', order.state, way)
  }

  step.onUpdate(requestUnlockCode, 'phoneCodeRight', async () => {
    mustBeOffered('sms')
    await sendVerificationCode({ workflowId: orderId, orderId, purpose: 'unlock' })
    touch()
  })
  step.onUpdate<[{ codeId: string }]>(authoriseByPhone, 'phoneCodeRight', async ({ codeId }) => {
    mustBeOffered('sms')
    byPhone = true
    await order.move('phoneCodeRight', authorise(codeId))
  })
  offerOtherWays(order, step, {
    mayChoose: () => mustBeOffered('proofing'),
    touch,
    proved: (codeId) => {
      byPhone = false
      return authorise(codeId)
    },
    provedOtherwise: () => byPhone && order.is('authorised'),
  })
  step.onUpdate(cancel, 'cancelled', async () => {
    await order.move('cancelled')
    step.end('cancelled')
  })

  return {
    /** Ends when one of the ways has authorised the new PIN; an unlock that nobody touches for a week is closed. */
    async passed(): Promise<void> {
      await filling.closes(step, 'the holder proves to be the holder', () => !order.is('verifying'))
    },

    /** What authorises the new PIN now: another browser may have taken over since. */
    authorisation: () => authorisation,
  }
}
