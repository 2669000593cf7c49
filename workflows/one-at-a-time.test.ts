import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { TestWorkflowEnvironment } from '@temporalio/testing'
import { bundleWorkflowCode, Worker } from '@temporalio/worker'
import { expect, it } from 'vitest'
import { replayRuns, runsOf } from '../tests/replay-runs.ts'
import { twoAtOnce, type TwoAtOnce } from '../tests/two-at-once.ts'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

it('a process with two local activities beside each other comes to the same commands when it is replayed', async () => {
  const workflowBundle = await bundleWorkflowCode({
    workflowsPath: path('../tests/two-at-once.ts'),
    workflowInterceptorModules: [path('./one-at-a-time.ts')],
  })
  const temporal = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path: process.env.TEMPORAL_TEST_SERVER! } },
  })
  const { client, nativeConnection } = temporal
  const activities: TwoAtOnce = {
    isQuick: () => Promise.resolve(),
    takesLonger: () => sleep(200),
    takesLongest: () => sleep(400),
  }
  const worker = await Worker.create({
    connection: nativeConnection,
    taskQueue: 'beside',
    workflowBundle,
    activities,
  })
  await worker.runUntil(
    client.workflow.execute(twoAtOnce, {
      taskQueue: 'beside',
      workflowId: 'beside',
    }),
  )
  const runs = await runsOf(client)
  expect(runs.length).toBe(1)
  await replayRuns(runs, workflowBundle)
  await temporal.teardown()
})
