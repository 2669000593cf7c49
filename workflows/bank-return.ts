import { condition, defineSignal, isCancellation, proxyActivities, setHandler } from '@temporalio/workflow'
import type { ReturnActivities } from '../activities/bank/returns.ts'
import { deadlines } from '../domain/deadlines.ts'
import { activityClasses } from '../temporal.config.ts'

/** Finance has transferred by hand what the bank would not. */
export const returnedByHand = defineSignal('returnedByHand')

const { sendReturn } = proxyActivities<ReturnActivities>({
  ...activityClasses.provider,
  scheduleToCloseTimeout: `${deadlines.refundHours} hours`,
})
const { watchReturn } = proxyActivities<ReturnActivities>(activityClasses.provider)
const { failReturn } = proxyActivities<ReturnActivities>(activityClasses.record)

const HOUR = 3_600_000

/** One transfer back to whoever paid: asked for once, asked after until it is done; by hand where the bank fails it. */
export async function bankReturn({ returnId }: { returnId: string }): Promise<void> {
  let told = false
  setHandler(returnedByHand, () => void (told = true))
  try {
    await sendReturn({ returnId })
  } catch (error) {
    if (isCancellation(error)) throw error
    await failReturn({ returnId })
  }
  let wait = deadlines.returnPollSeconds * 1000
  for (;;) {
    const { state } = await watchReturn({ returnId })
    if (state === 'done' || state === 'byHand') return
    await condition(() => told, state === 'failed' ? deadlines.returnPollHours * HOUR : wait, {
      summary: state === 'failed' ? 'finance transfers it by hand' : 'bank is working',
    })
    told = false
    wait = Math.min(wait * 2, deadlines.returnPollHours * HOUR)
  }
}
