import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { Secret, TOTP } from 'otpauth'

const PERIOD_MS = 30_000

/**
 * Signs somebody of the demo staff in by a code that nobody has used: a code is good once, and tests sign in more often
 * than every half minute. The codes just before and after the present one are taken as well. `signIn` says whether it was.
 */
export async function withFreshCode(
  env: NodeJS.ProcessEnv,
  account: string,
  signIn: (code: string) => Promise<boolean>,
): Promise<void> {
  const file = readFileSync(env.STAFF_AUTHENTICATOR_FILE!, 'utf8')
  const entries = JSON.parse(file) as { account: string; secret: string }[]
  const { secret } = entries.find((entry) => entry.account === account)!
  const totp = new TOTP({ secret: Secret.fromBase32(secret) })
  for (const end = Date.now() + 2 * PERIOD_MS; Date.now() < end; await sleep(1000)) {
    for (const step of [0, 1, -1]) {
      if (await signIn(totp.generate({ timestamp: Date.now() + step * PERIOD_MS }))) return
    }
  }
  throw new Error(`no one-time code of ${account} was taken`)
}
