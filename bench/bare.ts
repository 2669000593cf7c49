// The yardstick: a workflow of the shape of an order, in which nothing happens but what Temporal and Postgres do.
import {
  condition,
  defineSignal,
  defineUpdate,
  proxyActivities,
  setHandler,
  sleep,
} from '@temporalio/workflow'
import type { BareActivities } from './bare-worker.ts'

export const asked = defineUpdate('asked')
export const told = defineSignal('told')

const { insert } = proxyActivities<BareActivities>({ startToCloseTimeout: '15s' })

/** 12 activities, 2 Updates, 3 signals, 1 timer. */
export async function bare(): Promise<void> {
  let updates = 0
  let signals = 0
  setHandler(asked, () => void updates++)
  setHandler(told, () => void signals++)
  const waits = [
    () => condition(() => updates > 0),
    () => condition(() => updates > 1),
    () => condition(() => signals > 0),
    () => sleep('1 second'),
    () => condition(() => signals > 1),
    () => condition(() => signals > 2),
  ]
  for (const wait of waits) {
    await insert()
    await insert()
    await wait()
  }
}
