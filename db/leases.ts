import { eq } from 'drizzle-orm'
import type { Database } from './database.ts'
import { keyLeases } from './schema/certificates.ts'

/** A page says every 20 seconds that it is there; after a minute of silence it is gone. */
const EXPIRY_MS = 60_000

export interface Lease {
  holder: string
  fence: number
}

/**
 * Lets one page at a time write into the key of an order: the one that asks first, and goes on to. Gives its fencing
 * number, or for how many seconds the page that has it still counts as there.
 */
export async function takeLease(
  db: Database,
  orderId: string,
  holder: string,
): Promise<{ fence: number } | { takenForSeconds: number }> {
  return db.transaction(async (tx) => {
    const at = new Date()
    const first = { orderId, holder, fence: 1, heartbeatAt: at }
    await tx.insert(keyLeases).values(first).onConflictDoNothing()
    const [lease] = await tx.select().from(keyLeases).where(eq(keyLeases.orderId, orderId)).for('update')
    const { holder: by, fence: before, heartbeatAt } = lease!
    const left = heartbeatAt.getTime() + EXPIRY_MS - at.getTime()
    if (by !== holder && left > 0) return { takenForSeconds: Math.ceil(left / 1000) }
    const fence = by === holder ? before : before + 1
    await tx.update(keyLeases).set({ holder, fence, heartbeatAt: at }).where(eq(keyLeases.orderId, orderId))
    return { fence }
  })
}

/** Says that the page is still there, until `heartbeatAt` and a minute; false when another has taken over. */
async function beat(db: Database, orderId: string, lease: Lease, heartbeatAt: Date): Promise<boolean> {
  return db.transaction(async (tx) => {
    const byId = eq(keyLeases.orderId, orderId)
    const [kept] = await tx.select().from(keyLeases).where(byId).for('update')
    if (kept?.holder !== lease.holder || kept.fence !== lease.fence) return false
    await tx.update(keyLeases).set({ heartbeatAt }).where(byId)
    return true
  })
}

/** The page is still there; false when another has taken over. */
export const keepLease = (db: Database, orderId: string, lease: Lease): Promise<boolean> =>
  beat(db, orderId, lease, new Date())

/** The page is left: another need not wait; false when another has taken over. */
export const releaseLease = (db: Database, orderId: string, lease: Lease): Promise<boolean> =>
  beat(db, orderId, lease, new Date(0))
