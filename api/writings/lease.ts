import { eq } from 'drizzle-orm'
import type { Database } from '../../db/database.ts'
import { keyLeases } from '../../db/schema/certificates.ts'
import { Problem } from '../problems.ts'

/** A page says every 20 seconds that it is there; after a minute of silence it is gone. */
const EXPIRY_MS = 60_000

interface Lease {
  holder: string
  fence: number
}

/**
 * Lets one page at a time write into the key of an order: the one that asks first, and goes on to. Gives its fencing
 * number. @throws Problem keyInUseElsewhere.
 */
export async function takeLease(db: Database, orderId: string, holder: string): Promise<number> {
  return db.transaction(async (tx) => {
    const at = new Date()
    const first = { orderId, holder, fence: 1, heartbeatAt: at }
    await tx.insert(keyLeases).values(first).onConflictDoNothing()
    const [lease] = await tx.select().from(keyLeases).where(eq(keyLeases.orderId, orderId)).for('update')
    const { holder: by, fence: before, heartbeatAt } = lease!
    const left = heartbeatAt.getTime() + EXPIRY_MS - at.getTime()
    if (by !== holder && left > 0) {
      throw new Problem('keyInUseElsewhere', { retryAfterSeconds: Math.ceil(left / 1000) })
    }
    const fence = by === holder ? before : before + 1
    await tx.update(keyLeases).set({ holder, fence, heartbeatAt: at }).where(eq(keyLeases.orderId, orderId))
    return fence
  })
}

/** Says that the page is still there. @throws Problem keyInUseElsewhere when another has taken over. */
export async function keepLease(db: Database, orderId: string, { holder, fence }: Lease): Promise<void> {
  await db.transaction(async (tx) => {
    const byId = eq(keyLeases.orderId, orderId)
    const [lease] = await tx.select().from(keyLeases).where(byId).for('update')
    if (lease?.holder !== holder || lease.fence !== fence) throw new Problem('keyInUseElsewhere')
    await tx.update(keyLeases).set({ heartbeatAt: new Date() }).where(byId)
  })
}

/** The page is left: another need not wait. */
export async function releaseLease(db: Database, orderId: string, lease: Lease): Promise<void> {
  await keepLease(db, orderId, lease)
  await db
    .update(keyLeases)
    .set({ heartbeatAt: new Date(0) })
    .where(eq(keyLeases.orderId, orderId))
}
