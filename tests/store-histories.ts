// `npm run histories`: keeps what happened to each process in the scenarios, to be replayed by later versions
// (workflows/replay.test.ts). What takes steps that are stored already is not stored again.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Client } from '@temporalio/client'
import proto from '@temporalio/proto'
import { expect } from 'vitest'

const { History } = proto.temporal.api.history.v1

const root = fileURLToPath(new URL('..', import.meta.url))
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
const folder = join(root, 'workflows/histories', version)

type Run = proto.temporal.api.history.v1.IHistory
const dashed = (words: string) =>
  words
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
const spaced = (camelCase: string) => camelCase.replace(/[A-Z]/g, ' $&')

/** What a run consists of: process, activities, children, updates and signals, and how it ended. */
function stepsOf({ events }: Run): string {
  const steps = events!.map(
    (event) =>
      event.workflowExecutionStartedEventAttributes?.workflowType?.name ??
      event.activityTaskScheduledEventAttributes?.activityType?.name ??
      event.startChildWorkflowExecutionInitiatedEventAttributes?.workflowType?.name ??
      event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest?.input?.name ??
      event.workflowExecutionSignaledEventAttributes?.signalName ??
      String(event.eventType),
  )
  return [...new Set(steps)].sort().join()
}

/** Empties what tells of the machine: who ran it, and paths. */
function anonymous(message: object): void {
  const fields = message as Record<string, unknown>
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === 'string' && ['identity', 'stackTrace'].includes(name)) fields[name] = ''
    else if (typeof value === 'object' && value !== null && !(value instanceof Uint8Array)) anonymous(value)
  }
}

let known: Set<string> | undefined

function* stored(): Generator<string> {
  mkdirSync(folder, { recursive: true })
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (name.endsWith('.pb')) yield stepsOf(History.decode(readFileSync(join(folder, name))))
  }
}

/** Stores the runs that this Temporal knows, under the name of the test that is ending. */
export async function storeHistories({ workflowService, workflow, options }: Client): Promise<void> {
  const { namespace } = options
  const filter = {
    namespace,
    startTimeFilter: { earliestTime: { seconds: 0 }, latestTime: { seconds: 4e9 } },
  } as never
  const lists = await Promise.all([
    workflowService.listOpenWorkflowExecutions(filter),
    workflowService.listClosedWorkflowExecutions(filter),
  ])
  const test = dashed(expect.getState().currentTestName?.split(' > ').at(-1) ?? 'before').slice(0, 80)
  known ??= new Set(stored())
  for (const { execution, type } of lists.flatMap(({ executions }) => executions)) {
    const history = await workflow.getHandle(execution!.workflowId!, execution!.runId!).fetchHistory()
    const steps = stepsOf(history)
    const begun = history.events!.some((event) => event.workflowTaskCompletedEventAttributes)
    if (!begun || known.has(steps)) continue
    known.add(steps)
    const process = join(folder, dashed(spaced(type!.name!)))
    mkdirSync(process, { recursive: true })
    const names = [test, ...Array.from({ length: 99 }, (_, index) => `${test}-${index + 2}`)]
    const free = names.map((name) => join(process, `${name}.pb`)).find((file) => !existsSync(file))!
    anonymous(history)
    writeFileSync(free, History.encode(history).finish())
  }
}
