import { condition, defineUpdate, proxyActivities, setHandler } from '@temporalio/workflow'
import type { UnlockActivities } from '../../activities/orders/unlock.ts'
import type { CodeActivities } from '../../activities/sms/verification-code.ts'
import type { TaskActivities } from '../../activities/staff/tasks.ts'
import { deadlines } from '../../domain/deadlines.ts'
import type { UnlockWay } from '../../domain/unlock.ts'
import { activityClasses } from '../../temporal.config.ts'
import { cancel } from './application.ts'
import { refusal, type Order } from './order.ts'
import { offerOtherWays } from './proofing.ts'
import { taskDone } from './refund.ts'

/** 发送验证码: to the reserved phone. */
export const requestUnlockCode = defineUpdate<void, []>('requestUnlockCode')
export const authoriseByPhone = defineUpdate<void, [{ codeId: string }]>('authoriseByPhone')

const { assessUnlock } = proxyActivities<UnlockActivities>(activityClasses.record)
const { openTask, readTask } = proxyActivities<TaskActivities>(activityClasses.record)
const { sendVerificationCode } = proxyActivities<CodeActivities>(activityClasses.interactive)

const DAY = 86_400_000
const MINUTE = 60_000

/** The code that was typed in last authorises whoever typed it, for some minutes. */
export interface Authorisation {
  codeId: string
  until: number
}

export type HolderVerification = ReturnType<typeof offerVerification>

/** Takes what a holder does to prove to be one; nothing counts before the key was admitted. */
export function offerVerification(order: Order) {
  const { orderId } = order
  let ways: readonly UnlockWay[] = []
  let authorisation: Authorisation | undefined
  let byPhone = false
  let touched = Date.now()

  const idleUntil = () => touched + deadlines.unlockIdleDays * DAY
  const touch = () => {
    touched = Date.now()
    return authorisation?.until ?? idleUntil()
  }
  const authorise = (codeId: string) => {
    const until = Date.now() + deadlines.unlockMinutes * MINUTE
    authorisation = { codeId, until }
    return until
  }
  const mustBeOffered = (way: UnlockWay) => {
    if (!ways.includes(way)) throw refusal('WrongState', order.state, way)
  }

  order.onUpdate(requestUnlockCode, 'phoneCodeRight', async () => {
    mustBeOffered('sms')
    await sendVerificationCode({ workflowId: orderId, orderId, purpose: 'unlock' })
    touch()
  })
  order.onUpdate<[{ codeId: string }]>(authoriseByPhone, 'phoneCodeRight', async ({ codeId }) => {
    mustBeOffered('sms')
    byPhone = true
    await order.move('phoneCodeRight', authorise(codeId))
  })
  offerOtherWays(order, {
    mayChoose: () => mustBeOffered('proofing'),
    touch,
    proved: (codeId) => {
      byPhone = false
      return authorise(codeId)
    },
    provedOtherwise: () => byPhone && order.is('authorised'),
  })
  order.onUpdate(cancel, 'cancelled', () => order.move('cancelled'))

  /** A key that is unlocked too often: its organisation is asked first. Time passing clears nothing. */
  async function clearRisk(): Promise<void> {
    let done = false
    setHandler(taskDone, () => void (done = true))
    const until = Date.now() + deadlines.unlockReviewDays * DAY
    await order.exclusively(() => order.move('unlockQuestioned', until))
    const { taskId } = await openTask({ orderId, kind: 'unlockRisk', waits: true })
    const questioned = () => order.is('riskReview')
    while (questioned()) {
      const left = until - Date.now()
      if (left > 0)
        await condition(() => done || !questioned(), left, { summary: 'a person looks at the risk' })
      const cleared = done && (await readTask({ taskId })).done
      done = false
      await order.exclusively(async () => {
        if (questioned() && cleared) await order.move('unlockCleared', touch())
        else if (questioned() && Date.now() >= until) await order.move('unlockNotCleared')
      })
    }
    order.mustGoOn()
  }

  return {
    /** Whether this key may be unlocked now, and in which ways. */
    async admit(): Promise<void> {
      const verdict = await assessUnlock({ orderId })
      if (verdict.refused !== undefined) {
        await order.exclusively(async () => {
          if (order.may('unlockRefused')) await order.move('unlockRefused')
        })
      }
      order.mustGoOn()
      if (verdict.refused !== undefined) return
      if (verdict.review) await clearRisk()
      await order.exclusively(async () => {
        if (!order.may('unlockBegun')) return
        ways = verdict.ways
        await order.move('unlockBegun', touch())
      })
      order.mustGoOn()
    },

    /** Ends when one of the ways has authorised the new PIN; an unlock that nobody touches for a week is closed. */
    async passed(): Promise<void> {
      const verifying = () => order.is('verifying')
      while (verifying()) {
        const left = idleUntil() - Date.now()
        if (left > 0) {
          await condition(() => !verifying(), left, { summary: 'the holder proves to be the holder' })
        } else {
          await order.exclusively(() => (verifying() ? order.move('abandoned') : Promise.resolve()))
        }
      }
      order.mustGoOn()
    },

    /** What authorises the new PIN now: another browser may have taken over since. */
    authorisation: () => authorisation,
  }
}
