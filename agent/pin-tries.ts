import type { TokenInfo } from '../pki/token-driver.ts'
import type { PinState } from './refusal.ts'

/** A key of ours locks at the tenth wrong PIN and says "low" from the seventh on. */
const TRIES = 10
const TRIES_WHEN_LOW = 3

/** What can be known of the tries that are left: the key's flags, and the wrong ones since it was last right. */
export function countPinTries() {
  const wrong = new Map<string, number>()

  return {
    wasWrong: (serial: string) => void wrong.set(serial, (wrong.get(serial) ?? 0) + 1),
    wasRight: (serial: string) => void wrong.delete(serial),

    state({ serial, pin }: Pick<TokenInfo, 'serial' | 'pin'>): PinState {
      const { countLow, finalTry, locked } = pin
      const byFlags = locked ? 0 : finalTry ? 1 : countLow ? TRIES_WHEN_LOW : TRIES
      // The key alone knows when it is the last try: the count may be of tries that another program has made good.
      const byCount = Math.max(TRIES - (wrong.get(serial) ?? 0), locked ? 0 : 1)
      return { atMost: Math.min(byFlags, byCount), finalTry, locked }
    },
  }
}
