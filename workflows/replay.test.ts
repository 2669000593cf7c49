import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import proto from '@temporalio/proto'
import { bundleWorkflowCode, DefaultLogger, Runtime, Worker, type WorkflowBundle } from '@temporalio/worker'
import { beforeAll, expect, it } from 'vitest'

// Runs that older versions began, as they are stored (histories/<version>/<process>/<what happened>.pb): the process of
// today must take every step of them again. `npm run histories` stores those of the present version.

const folder = fileURLToPath(new URL('./histories/', import.meta.url))
const stored = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.pb'),
)

let workflowBundle: WorkflowBundle

beforeAll(async () => {
  const logger = new DefaultLogger('WARN')
  Runtime.install({ logger })
  const workflowsPath = fileURLToPath(new URL('./workflows.ts', import.meta.url))
  workflowBundle = await bundleWorkflowCode({ workflowsPath, logger })
}, 120_000)

it.each(stored)('replays %s', async (name) => {
  const history = proto.temporal.api.history.v1.History.decode(readFileSync(folder + name))
  expect(history.events.length).toBeGreaterThan(3)
  await Worker.runReplayHistory({ workflowBundle }, history)
})
