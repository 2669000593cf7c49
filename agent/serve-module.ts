import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { TokenError } from '../pki/pkcs11.ts'
import type { TokenDriver } from '../pki/token-driver.ts'
import { openTokenDriver } from '../pki/token.ts'
import type { Answer, Request } from './driver-process.ts'

/**
 * Ends this process with the agent, also in the middle of a call: the next agent would begin the same work while this
 * one is still at the key. A thread, because such a call holds everything else up.
 */
const watch = `
  const { ppid } = process
  const isThere = () => { try { return process.kill(ppid, 0) } catch { return false } }
  setInterval(() => {
    if (process.ppid !== ppid || !isThere()) process.kill(process.pid, 'SIGKILL')
  }, 200)`

/** Serves one module to the process that has started this one, until that ends. */
export async function serveModule(path: string): Promise<void> {
  const answer = (message: Answer) => process.send?.(message)
  process.on('disconnect', () => process.exit())
  const watcher = new Worker(watch, { eval: true })
  watcher.unref()
  // It has to run before a module may hold this thread up.
  await once(watcher, 'online')
  let driver: TokenDriver
  try {
    driver = openTokenDriver(path)
  } catch (error) {
    process.send?.({ notLoadable: (error as Error).message } satisfies Answer, () => process.exit(1))
    return
  }
  // Ctrl-C reaches the whole group; the agent ends us when its job is done.
  process.on('SIGINT', () => undefined)
  process.on('message', ({ id, method, given }: Request) => {
    try {
      answer({ id, result: (driver[method] as (...all: unknown[]) => unknown)(...given) })
    } catch (error) {
      const { fault } = error as TokenError
      answer({ id, ...(error instanceof TokenError && { fault }), message: (error as Error).message })
    }
  })
  answer({ loaded: true })
}
