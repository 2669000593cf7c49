import { spawn, type ChildProcess } from 'node:child_process'
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { endsWithUs, root } from './bootstrap.mjs'

// Starts processes in order, starts one again that died, stops them in reverse order, and nothing else.

export interface Service {
  name: string
  command: string
  args: string[]
  env?: NodeJS.ProcessEnv
  user?: { uid: number; gid: number }
  /** How to ask it to stop; SIGTERM when absent. Postgres: SIGINT is its fast shutdown. */
  stopSignal?: NodeJS.Signals
  /** Resolves to true once it can be used. */
  ready: () => Promise<boolean>
}

interface Running {
  pid: number
  /** When the kernel started it: a process id alone may belong to somebody else by now. */
  startedAt: string
}

interface RunFile {
  supervisor: Running
  services: (Running & { name: string })[]
}

const READY_MS = 120_000
const STOP_MS = 15_000
const RESTART_MS = 1000

/** Start time of a process as the kernel tells it, or undefined when there is no such process. */
function startTime(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[19]
  } catch {
    return undefined
  }
}

const isThere = ({ pid, startedAt }: Running) => startTime(pid) === startedAt

/** Who runs on a data folder now: the process that watches over the services, and the services themselves. */
export function runningIn(dataDir: string): {
  supervisor: number | undefined
  left: RunFile['services']
} {
  const file = join(dataDir, 'run.json')
  if (!existsSync(file)) return { supervisor: undefined, left: [] }
  const { supervisor, services } = JSON.parse(readFileSync(file, 'utf8')) as RunFile
  return { supervisor: isThere(supervisor) ? supervisor.pid : undefined, left: services.filter(isThere) }
}

const alive = (child: ChildProcess) => child.exitCode === null && child.signalCode === null

export class Supervisor {
  readonly #logs: string
  readonly #file: string
  readonly #running: { service: Service; child: ChildProcess }[] = []
  #stopped: Promise<void> | undefined

  constructor(dataDir: string) {
    this.#logs = join(dataDir, 'logs')
    this.#file = join(dataDir, 'run.json')
    mkdirSync(this.#logs, { recursive: true })
  }

  /**
   * Ends what a killed start of the same data folder has left behind. Gives how many processes that were.
   * @throws Error when that start is still running.
   */
  async endLeftovers(): Promise<number> {
    const { supervisor, left } = runningIn(dirname(this.#file))
    if (supervisor) {
      throw new Error(`Yinxin is running here already (process ${supervisor}); npm stop ends it.`)
    }
    for (const { pid } of left.reverse()) process.kill(pid, 'SIGINT')
    for (let waited = 0; waited < STOP_MS; waited += 200) {
      if (!left.some(isThere)) break
      await sleep(200)
    }
    for (const one of left) if (isThere(one)) process.kill(one.pid, 'SIGKILL')
    return left.length
  }

  #remember() {
    const seen = (pid: number): Running => ({ pid, startedAt: startTime(pid) ?? '' })
    const file: RunFile = {
      supervisor: seen(process.pid),
      services: this.#running.map(({ service, child }) => ({ name: service.name, ...seen(child.pid!) })),
    }
    // In one step: others read it at any moment.
    writeFileSync(`${this.#file}.new`, JSON.stringify(file))
    renameSync(`${this.#file}.new`, this.#file)
  }

  /** Starts a service and waits until it is ready. @throws Error naming its log when it does not come up. */
  async start(service: Service): Promise<void> {
    if (this.#stopped) throw new Error('stopped while starting')
    const entry = { service, child: this.#spawn(service) }
    this.#running.push(entry)
    this.#remember()
    const log = join(this.#logs, `${service.name}.log`)
    for (let waited = 0; waited < READY_MS; waited += 100) {
      if (await service.ready().catch(() => false)) return
      if (!alive(entry.child))
        throw new Error(`${service.name} ended while starting; see ${log}\n${tail(log)}`)
      await sleep(100)
    }
    throw new Error(`${service.name} is not ready after ${READY_MS / 1000} s; see ${log}\n${tail(log)}`)
  }

  #spawn(service: Service): ChildProcess {
    const log = openSync(join(this.#logs, `${service.name}.log`), 'a')
    const [command, ...args] = endsWithUs([service.command, ...service.args], service.stopSignal)
    const child = spawn(command!, args, {
      cwd: root,
      env: service.env ?? process.env,
      stdio: ['ignore', log, log],
      // A group of its own: Ctrl-C in the terminal reaches only us, and we stop things in order.
      detached: true,
      ...service.user,
    })
    closeSync(log)
    child.on('exit', (code, signal) => {
      const entry = this.#running.find((candidate) => candidate.child === child)
      if (this.#stopped || !entry) return
      console.log(`! ${service.name} ended (${signal ?? code}); starting it again`)
      setTimeout(() => {
        if (this.#stopped) return
        entry.child = this.#spawn(service)
        this.#remember()
      }, RESTART_MS)
    })
    return child
  }

  /** Stops everything it started, last first. */
  stop(): Promise<void> {
    return (this.#stopped ??= this.#stopAll())
  }

  async #stopAll(): Promise<void> {
    for (const { service, child } of this.#running.reverse()) {
      if (!alive(child)) continue
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill(service.stopSignal ?? 'SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
      await ended
      clearTimeout(timer)
    }
    rmSync(this.#file, { force: true })
  }
}

/** The last lines of a log, for the person who has to find out. */
function tail(file: string): string {
  return readFileSync(file, 'utf8').trim().split('\n').slice(-15).join('\n')
}
