import { defineUpdate, proxyActivities } from '@temporalio/workflow'
import type { CaUnlockActivities, SealRequest } from '../../activities/ca/unlock.ts'
import type { UnlockActivities } from '../../activities/orders/unlock.ts'
import { deadlines } from '../../domain/deadlines.ts'
import { activityClasses, taskQueues } from '../../temporal.config.ts'
import { refusal, type Order, type Step } from './order.ts'
import type { HolderVerification } from './unlock-verification.ts'

/** An agent has made a key that is good once: the CA seals the SO PINs to it. */
export const requestUnlock = defineUpdate<void, [Omit<SealRequest, 'orderId'>]>('requestUnlock')
/** The key has signed under its new PIN; the signature is in the row and good. */
export const confirmUnlock = defineUpdate<void, [{ requestId: string }]>('confirmUnlock')
/** The agent says that the SO PIN is locked, or at its last try: nothing unlocks this key any more. */
export const reportSoPinLocked = defineUpdate<void, [{ codeId: string }]>('reportSoPinLocked')

const { sealUnlockRequest } = proxyActivities<CaUnlockActivities>({
  ...activityClasses.interactive,
  taskQueue: taskQueues.ca,
})
const { advanceSoPin } = proxyActivities<CaUnlockActivities>({
  ...activityClasses.ca,
  taskQueue: taskQueues.ca,
})
const { noteUnconfirmed } = proxyActivities<UnlockActivities>(activityClasses.record)

const MINUTE = 60_000

export type PinEnd = 'unlocked' | 'unconfirmed' | 'over' | 'beyondHelp'

/** 第三步: the new PIN is typed on the page and goes to the key only; here is known that it was set. */
export function offerNewPin(order: Order, step: Step<PinEnd>, { authorisation }: HolderVerification) {
  const { orderId } = order
  let issued = false

  const mustBeAuthorised = (codeId: string) => {
    const good = authorisation()
    if (good?.codeId !== codeId || Date.now() >= good.until) throw refusal('NotAuthorised')
  }
  /** An instruction given in the last minute may still be carried out. */
  const until = () => authorisation()!.until + (issued ? deadlines.unlockConfirmMinutes * MINUTE : 0)

  // A key that was pulled out in the middle is asked for again: the same code, another envelope.
  step.onUpdate(requestUnlock, 'unlockIssued', async (request) => {
    mustBeAuthorised(request.codeId)
    await sealUnlockRequest({ orderId, ...request })
    issued = true
    await order.move('unlockIssued', authorisation()!.until)
  })
  step.onUpdate(confirmUnlock, 'unlocked', async ({ requestId }) => {
    await advanceSoPin({ orderId, requestId })
    await order.move('unlocked')
    step.end('unlocked')
  })
  step.onUpdate(reportSoPinLocked, 'soPinLocked', async ({ codeId }) => {
    mustBeAuthorised(codeId)
    await order.move('soPinLocked')
    step.end('beyondHelp')
  })

  return {
    /** Ends when the PIN is set, the key is beyond help, the authorised minutes are over, or their proof is taken back. */
    async set(): Promise<void> {
      while (order.is('authorised')) {
        const before = until()
        const isOther = () => !order.is('authorised') || until() !== before
        if (await step.wait(before, 'the new PIN is typed; then the authorisation is over', isOther)) continue
        await order.exclusively(async () => {
          if (!order.is('authorised') || until() > Date.now()) return
          if (issued) await noteUnconfirmed({ orderId })
          await order.move(issued ? 'unlockUnconfirmed' : 'authorisationOver')
          step.end(issued ? 'unconfirmed' : 'over')
        })
      }
    },
  }
}
