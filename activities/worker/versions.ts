// The business worker serves each open run by the bundle of the workflows that the run began with: one SDK worker for
// today's bundle, and one for each older bundle with open runs. So a process file never holds two versions.
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { NativeConnection, WorkerOptions } from '@temporalio/worker'
import type { Logger } from 'pino'
import { becomeCurrent, knownVersions, openRuns, pinnedTo } from '../../temporal.versions.ts'
import { startWorker, type Running } from './running.ts'

/** Temporal itself looks every three minutes whether the last run of a version has ended. */
const LOOK_MS = 5 * 60_000

/** Runs kept in memory (0.45 MB each), of all versions; any other is read from its history when it goes on. */
const CACHED_RUNS = 1000
/** How many of them are left to the older versions together, where there are any. */
const CACHED_OLDER_RUNS = 250

/**
 * Serves today's bundle, has new runs begin with it, serves the older ones beside it, and drops each when its last run
 * has ended.
 * @param bundleFile today's bundle, named by its build id (workflows/bundle.ts)
 * @param folder where bundles are kept for as long as they have open runs
 * @throws Error when Temporal cannot keep versions apart.
 */
export async function serveVersions({
  bundleFile,
  folder,
  options,
  log,
}: {
  bundleFile: string
  folder: string
  options: WorkerOptions & { connection: NativeConnection; namespace: string }
  log: Logger
}): Promise<Running> {
  const temporal = { service: options.connection.workflowService, namespace: options.namespace }
  const today = basename(bundleFile, '.js')
  const fileOf = (buildId: string) => join(folder, `${buildId}.js`)
  const served = new Map<string, { worker: Running; cached: number }>()

  /** Where processes share the folder, one of them may have dropped it before it became today's again. */
  function keepToday(): void {
    if (existsSync(fileOf(today))) return
    mkdirSync(folder, { recursive: true })
    copyFileSync(bundleFile, `${fileOf(today)}.new`)
    renameSync(`${fileOf(today)}.new`, fileOf(today))
  }

  async function serve(buildId: string, cached: number): Promise<void> {
    const worker = await startWorker({
      ...options,
      maxCachedWorkflows: cached,
      workflowBundle: { codePath: fileOf(buildId) },
      workerDeploymentOptions: pinnedTo(buildId),
    })
    served.set(buildId, { worker, cached })
    log.info({ buildId }, 'a version of the workflows is served')
  }

  async function drop(buildId: string): Promise<void> {
    await served.get(buildId)?.worker.stop()
    served.delete(buildId)
    rmSync(fileOf(buildId))
    log.info({ buildId }, 'a version of the workflows has no open runs any more and is dropped')
  }

  async function lookAfterOlder(): Promise<void> {
    keepToday()
    const { draining, drained } = await knownVersions(temporal)
    for (const buildId of drained) if (existsSync(fileOf(buildId))) await drop(buildId)
    const wanted = draining.filter((buildId) => buildId !== today && !served.has(buildId))
    let room = [...served.values()].reduce((left, { cached }) => left - cached, CACHED_RUNS)
    for (const [index, buildId] of wanted.entries()) {
      const share = Math.floor(room / (wanted.length - index))
      if (existsSync(fileOf(buildId))) await serve(buildId, share)
      else if (await openRuns(temporal, buildId))
        log.error({ buildId }, 'open runs need this version of the workflows, whose bundle is not kept here')
      room -= share
    }
  }

  keepToday()
  const older = readdirSync(folder).some((name) => name !== basename(fileOf(today)))
  await serve(today, older ? CACHED_RUNS - CACHED_OLDER_RUNS : CACHED_RUNS)
  await becomeCurrent(temporal, today)
  await lookAfterOlder()
  const timer = setInterval(
    () => void lookAfterOlder().catch((error: Error) => log.warn({ err: error }, 'older versions')),
    LOOK_MS,
  )
  return {
    async stop() {
      clearInterval(timer)
      await Promise.all([...served.values()].map(({ worker }) => worker.stop()))
    },
  }
}
