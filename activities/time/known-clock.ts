import type { Logger } from 'pino'
import { timestampAccuracySeconds } from '../../pki/profiles.ts'
import type { KnownClock } from '../../pki/timestamp-authority.ts'
import { askTime } from './ntp-client.ts'

const LOOK_MS = 60_000
/** While it is not known. */
const LOOK_AGAIN_MS = 5000
/** How long the last good look is relied upon: a quartz drifts by less than 60 ms in it. */
const GOOD_MS = 10 * 60_000
/** Between two looks, how far the clock may be set before it is not believed. */
const STEP_MS = 250
/** What drift and a step may add to what the servers said. */
const BOUND_MS = timestampAccuracySeconds * 1000 - STEP_MS - 100

const drift = () => Date.now() - performance.now()

/**
 * Compares this machine's clock with NTP servers each minute. It is known while more of those that answer say that it
 * is right than say otherwise, and nobody has set it since. Looks once before it returns.
 */
export async function keepKnownClock(
  servers: readonly string[],
  log: Pick<Logger, 'error' | 'info'>,
): Promise<{ clock: KnownClock; stop: () => void }> {
  let good: { until: number; drift: number } | undefined
  let was: boolean | undefined
  let next: NodeJS.Timeout | undefined

  async function look(): Promise<void> {
    const answers = await Promise.allSettled(servers.map(askTime))
    const told = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []))
    const right = told.filter(({ offset, error }) => Math.abs(offset) + error <= BOUND_MS).length
    const isRight = right > told.length - right
    if (isRight) good = { until: performance.now() + GOOD_MS, drift: drift() }
    // Who says that it is wrong is believed at once; who says nothing, when what was said before has run out.
    else if (told.length > 0) good = undefined
    if (isRight !== was) {
      const found = servers.map((server, index) => {
        const answer = answers[index]!
        return `${server}: ${answer.status === 'fulfilled' ? `${Math.round(answer.value.offset)} ms` : (answer.reason as Error).message}`
      })
      if (isRight) log.info({ found }, 'the clock is right')
      else log.error({ found }, 'the clock is not known to be right: soon no time stamp is given')
    }
    was = isRight
  }

  let stopped = false
  async function keepLooking(): Promise<void> {
    await look()
    if (!stopped) next = setTimeout(() => void keepLooking(), was ? LOOK_MS : LOOK_AGAIN_MS)
  }

  await keepLooking()
  return {
    clock: () => {
      const isKnown =
        good !== undefined && performance.now() < good.until && Math.abs(drift() - good.drift) <= STEP_MS
      return isKnown ? new Date() : undefined
    },
    stop: () => {
      stopped = true
      clearTimeout(next)
    },
  }
}
