// What a piece of work costs: CPU by process, statements in Postgres, what Temporal keeps of it.
import { readdirSync, readFileSync } from 'node:fs'
import type { Client } from '@temporalio/client'
import postgres from 'postgres'
import { runningIn } from '../bin/supervisor.ts'
import { until } from '../tests/actors.ts'

const TICKS_PER_SECOND = 100

export interface Process {
  name: string
  pid: number
}

/** CPU seconds by the name of a process: its own, and those of its children (Postgres' sessions), the dead ones too. */
export function cpuByName(processes: Process[]): Map<string, number> {
  const found = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
        // User and system time, and that of children that have ended (proc(5)).
        const ticks = fields.slice(11, 15).reduce((sum, text) => sum + Number(text), 0)
        return [{ pid: Number(pid), parent: Number(fields[1]), seconds: ticks / TICKS_PER_SECOND }]
      } catch {
        return []
      }
    })
  return new Map(
    processes.map(({ name, pid }) => {
      const own = found.filter((process) => process.pid === pid || process.parent === pid)
      return [name, own.reduce((sum, { seconds }) => sum + seconds, 0)]
    }),
  )
}

/** Resident memory of a process in megabytes. */
export const residentMegabytes = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024

/**
 * Lets Postgres count its statements (pg_stat_statements): it has to start once more for that, which the supervisor of
 * the installation sees to.
 */
export async function countStatements({ dataDir, url }: { dataDir: string; url: string }) {
  const sql = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 5 })
  const pid = () => runningIn(dataDir).left.find(({ name }) => name === 'postgres')!.pid
  await sql`alter system set shared_preload_libraries = 'pg_stat_statements'`
  process.kill(pid(), 'SIGINT')
  await until(() => sql`create extension if not exists pg_stat_statements`.catch(() => undefined), 'Postgres')
  return {
    /** All statements so far; those that open and end a transaction count too. */
    async statements(): Promise<number> {
      const [row] = await sql<{ calls: string }[]>`select sum(calls) as calls from pg_stat_statements`
      return Number(row!.calls)
    },
    close: () => sql.end(),
  }
}

export interface Kept {
  events: number
  tasks: number
  activities: number
  local: number
  bytes: number
}

/** What Temporal keeps of a run. */
export async function kept(client: Client, workflowId: string): Promise<Kept> {
  const run = client.workflow.getHandle(workflowId)
  const { historySize } = await run.describe()
  const { events = [] } = await run.fetchHistory()
  const count = (attribute: keyof NonNullable<typeof events>[number]) =>
    events!.filter((event) => event[attribute]).length
  return {
    events: events!.length,
    tasks: count('workflowTaskCompletedEventAttributes'),
    activities: count('activityTaskScheduledEventAttributes'),
    local: events!.filter(
      (event) => event.markerRecordedEventAttributes?.markerName === 'core_local_activity',
    ).length,
    bytes: historySize ?? 0,
  }
}

export const median = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN
