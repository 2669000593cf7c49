import { TokenError } from '../pki/pkcs11.ts'
import type { TokenDriver } from '../pki/token-driver.ts'
import { openTokenDriver } from '../pki/token.ts'
import type { Answer, Request } from './driver-process.ts'

/** Serves one module to the process that has started this one, until that ends. */
export function serveModule(path: string): void {
  const answer = (message: Answer) => process.send?.(message)
  let driver: TokenDriver
  try {
    driver = openTokenDriver(path)
  } catch (error) {
    process.send?.({ notLoadable: (error as Error).message } satisfies Answer, () => process.exit(1))
    return
  }
  process.on('disconnect', () => process.exit())
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
