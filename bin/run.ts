import { spawn } from 'node:child_process'
import { Stop } from './progress.mjs'

export interface RunOptions {
  cwd?: string
  env?: NodeJS.ProcessEnv
  uid?: number
  gid?: number
}

export interface Ran {
  code: number
  output: string
}

const running = new Set<number>()

/** Runs a command to its end, with its output kept. Never throws for a failing command, only for one that is missing. */
export function tryRun(command: string, args: string[], options: RunOptions = {}): Promise<Ran> {
  return new Promise((resolve, reject) => {
    // Its own group, so that a stop ends its children as well (a compiler below go, a script below npm).
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
    const { pid } = child
    if (pid) running.add(pid)
    const chunks: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.on('error', reject)
    child.on('close', (code) => {
      if (pid) running.delete(pid)
      resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString() })
    })
  })
}

/** Ends what tryRun still has under way; for a command that is interrupted in the middle of an installation. */
export function endRunning(): void {
  for (const pid of running) {
    try {
      process.kill(-pid, 'SIGTERM')
    } catch {
      // It ended by itself meanwhile.
    }
  }
}

/**
 * Runs a command that has to succeed.
 * @throws Stop with the end of its output.
 */
export async function run(command: string, args: string[], options: RunOptions = {}): Promise<string> {
  const { code, output } = await tryRun(command, args, options)
  if (code === 0) return output
  const tail = output.trim().split('\n').slice(-30).join('\n')
  throw new Stop(`${command} ${args.slice(0, 3).join(' ')} 失败 · failed (exit code ${code}):\n${tail}`)
}

/** Whether a command exists and answers, for example `go version`. */
export async function answers(command: string, args: string[]): Promise<boolean> {
  return tryRun(command, args).then(
    ({ code }) => code === 0,
    () => false,
  )
}
