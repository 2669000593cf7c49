import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow'

/** What the process of one-at-a-time.test.ts does. */
export interface TwoAtOnce {
  isQuick: () => Promise<void>
  takesLonger: () => Promise<void>
  takesLongest: () => Promise<void>
}

const options = { startToCloseTimeout: '5s' } as const
const { isQuick, takesLonger, takesLongest } = proxyLocalActivities<TwoAtOnce>(options)
const elsewhere = proxyActivities<TwoAtOnce>(options)

/** Two things beside each other. What is quick takes more turns of its own before it goes on. */
export async function twoAtOnce(): Promise<void> {
  const quick = async () => {
    await isQuick()
    for (let turn = 0; turn < 10; turn++) await Promise.resolve()
    await takesLongest()
  }
  await Promise.all([quick(), takesLonger().then(elsewhere.isQuick)])
}
