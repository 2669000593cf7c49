import { defineSignal, getExternalWorkflowHandle, proxyActivities, sleep } from '@temporalio/workflow'
import type { DepositActivities } from '../activities/bank/deposit.ts'
import { deadlines } from '../domain/deadlines.ts'
import { activityClasses } from '../temporal.config.ts'
import { isOver, letPass } from './steps/let-pass.ts'

const { transferDeposit, watchDeposit } = proxyActivities<DepositActivities>(activityClasses.provider)

/** What the order is told: the bank has done, refused or sent back its transfer. */
export const depositReported = defineSignal<[{ transferId: string }]>('depositReported')

const HOUR = 3_600_000

/**
 * 企业对公账户打款认证: one cent to the organisation's account, then asked after until the bank can no longer send it
 * back. An order that waits for it is told of every change; one that has ended by then needs to know nothing.
 */
export async function microDeposit({ orderId, transferId }: { orderId?: string; transferId: string }) {
  await transferDeposit({ transferId })
  const until = Date.now() + deadlines.depositHours * HOUR
  let wait = deadlines.depositPollSeconds * 1000
  let known = 'processing'
  for (;;) {
    const { state } = await watchDeposit({ transferId })
    if (orderId && state !== known) {
      const told = getExternalWorkflowHandle(orderId).signal(depositReported, { transferId })
      await letPass('telling an order of its transfer', told, isOver)
    }
    known = state
    if (state === 'failed' || state === 'bounced' || Date.now() >= until) return { state }
    await sleep(wait, {
      summary: state === 'succeeded' ? 'a bank may still send it back' : 'bank is working',
    })
    wait = Math.min(wait * 2, deadlines.depositPollHours * HOUR)
  }
}
