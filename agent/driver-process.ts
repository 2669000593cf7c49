import { spawn } from 'node:child_process'
import { TokenError, type TokenFault } from '../pki/pkcs11.ts'
import type { TokenDriver } from '../pki/token-driver.ts'

// A vendor's module is foreign code in our address space. So each runs in a process of its own: one that crashes, hangs
// or cannot be loaded takes neither the agent down nor the modules beside it.

/** A key as the agent works with it: what TokenDriver does, in another process. */
export type KeyDriver = {
  [Method in keyof TokenDriver]: (
    ...given: Parameters<TokenDriver[Method]>
  ) => Promise<ReturnType<TokenDriver[Method]>>
}

/** Why a module is not used. */
export type DriverFault = 'notLoadable' | 'crashed' | 'silent' | 'unprotected'

/** The argument that makes the agent's program serve one module (serve-module.ts). */
export const MODULE_ARGUMENT = '--module'

/** How long a module may be silent, in milliseconds. Some keys take a minute for an RSA pair. */
const patience = { load: 20_000, list: 20_000, operation: 180_000 }

export type Patience = typeof patience

/** What a module's process tells the agent. */
export type Answer =
  | { loaded: true }
  | { notLoadable: string }
  | { id: number; result: unknown }
  | { id: number; fault?: TokenFault; message: string }

/** A call of the agent to a module's process. */
export interface Request {
  id: number
  method: keyof TokenDriver
  given: unknown[]
}

/**
 * Starts a process for the module at this path. `program` is the file whose first argument this is about.
 * @param onEnd told once, when the module can be used no more, with what it or the system said
 */
export function startDriver(
  program: string,
  path: string,
  onEnd: (fault: DriverFault, detail: string) => void,
  { load, list, operation } = patience,
) {
  const child = spawn(process.execPath, [program, MODULE_ARGUMENT, path], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    serialization: 'advanced',
    windowsHide: true,
  })
  const waiting = new Map<number, { resolve: (result: never) => void; reject: (error: Error) => void }>()
  let asked = 0
  let ended = false
  let loaded = () => undefined as void
  const ready = new Promise<void>((resolve) => (loaded = resolve))
  const loading = setTimeout(() => end('silent', 'it did not answer when it was loaded'), load)

  function end(fault: DriverFault, detail: string): void {
    if (ended) return
    ended = true
    clearTimeout(loading)
    child.kill('SIGKILL')
    for (const { reject } of waiting.values()) reject(new TokenError('unexpected', `driver ${fault}`))
    waiting.clear()
    onEnd(fault, detail)
    loaded()
  }

  child.on('message', (message: Answer) => {
    if ('loaded' in message) {
      clearTimeout(loading)
      return loaded()
    }
    if ('notLoadable' in message) return end('notLoadable', message.notLoadable)
    const caller = waiting.get(message.id)
    waiting.delete(message.id)
    if ('result' in message) return caller?.resolve(message.result as never)
    const { fault, message: text } = message
    caller?.reject(fault ? new TokenError(fault, text) : new Error(text))
  })
  child.on('error', (error) => end('crashed', error.message))
  child.on('exit', (code, signal) => end('crashed', `its process ended (${signal ?? `exit ${code}`})`))

  function call<Method extends keyof TokenDriver>(
    method: Method,
    ...given: Parameters<TokenDriver[Method]>
  ): Promise<ReturnType<TokenDriver[Method]>> {
    if (ended) return Promise.reject(new TokenError('unexpected', 'driver ended'))
    const id = ++asked
    const timer = setTimeout(
      () => end('silent', `it did not answer ${method}`),
      method === 'list' ? list : operation,
    )
    return new Promise<ReturnType<TokenDriver[Method]>>((resolve, reject) => {
      waiting.set(id, { resolve: resolve as (result: never) => void, reject })
      child.send({ id, method, given } satisfies Request, (error) => error && reject(error))
    }).finally(() => clearTimeout(timer))
  }

  return {
    pid: child.pid,
    /** Resolves when the module is loaded, or is known not to be. */
    ready,
    call,
    /** Ends the process without a word. */
    close(): void {
      ended = true
      clearTimeout(loading)
      child.kill('SIGKILL')
    },
  }
}
