import { eq } from 'drizzle-orm'
import type { Logger } from 'pino'
import type { Database } from '../../db/database.ts'
import { keyStations } from '../../db/schema/certificates.ts'
import type { TokenDriver } from '../../pki/token-driver.ts'

const SCAN_MS = 1000
const SIGN_OF_LIFE_MS = 5000

interface Presence {
  db: Database
  driver: TokenDriver
  stationId: string
  publicKey: string
  exclusively: <T>(job: () => T) => Promise<T>
  log: Logger
}

/** Reports this station and the keys plugged into it, until the returned function is called. */
export async function reportPresence(presence: Presence): Promise<() => void> {
  const { db, driver, stationId: id, publicKey, exclusively, log } = presence
  let reported = ''
  let reportedAt = 0

  async function report(): Promise<void> {
    const plugged = (await exclusively(() => driver.list()))
      .filter((token) => token.initialised)
      .map(({ serial, model, label }) => ({ serial, model, label }))
    const content = JSON.stringify(plugged)
    if (content === reported && Date.now() - reportedAt < SIGN_OF_LIFE_MS) return
    const seen = { plugged, lastSeenAt: new Date() }
    const known = await db
      .update(keyStations)
      .set(seen)
      .where(eq(keyStations.id, id))
      .returning({ id: keyStations.id })
    if (known.length === 0) throw new Error('key station is not registered')
    reported = content
    reportedAt = Date.now()
  }

  await db
    .insert(keyStations)
    .values({ id, publicKey, plugged: [], lastSeenAt: new Date() })
    .onConflictDoUpdate({ target: keyStations.id, set: { publicKey } })
  await report()
  let timer: NodeJS.Timeout
  const next = () => {
    timer = setTimeout(() => {
      report()
        .catch((error: unknown) => log.warn({ err: error }, 'cannot report the key station'))
        .finally(next)
    }, SCAN_MS)
  }
  next()
  return () => clearTimeout(timer)
}
