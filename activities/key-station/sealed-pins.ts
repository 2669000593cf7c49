import { createPublicKey, type KeyObject } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { Database } from '../../db/database.ts'
import { keyStations } from '../../db/schema/certificates.ts'
import { secretsInTransit } from '../../db/schema/proofing.ts'
import { open, seal } from '../../pki/sealed.ts'
import { permanentFailure } from '../idempotency.ts'

// How PINs reach the key station: sealed to its own key, each for one making and one token, in a row of the database.

export type PinKind = 'soPin' | 'userPin'

interface Making {
  makingId: string
  tokenSerial: string
}

const context = (kind: PinKind, { makingId, tokenSerial }: Making) => `${kind}|${makingId}|${tokenSerial}`

/** Leaves a PIN for a station; the same key leaves it once. `pin` is asked for where it is not there yet. Gives its id. */
export async function leavePin(
  db: Database,
  making: Making & { orderId: string; stationId: string },
  kind: PinKind,
  pin: () => Promise<string>,
): Promise<string> {
  const idempotencyKey = `${making.makingId}/${kind}`
  const byKey = eq(secretsInTransit.idempotencyKey, idempotencyKey)
  const known = () => db.select({ id: secretsInTransit.id }).from(secretsInTransit).where(byKey)
  const [left] = await known()
  if (left) return left.id
  const [station] = await db.select().from(keyStations).where(eq(keyStations.id, making.stationId))
  if (!station) throw permanentFailure('NotFound', 'station not found')
  const toStation = seal(Buffer.from(await pin()), createPublicKey(station.publicKey), context(kind, making))
  const row = { orderId: making.orderId, kind, toStation, idempotencyKey }
  await db.insert(secretsInTransit).values(row).onConflictDoNothing()
  const [now] = await known()
  return now!.id
}

/**
 * Opens a PIN at the station; undefined once it is destroyed.
 * @throws ApplicationFailure when it was left for another key of the station.
 */
export async function openPin(
  db: Database,
  id: string,
  kind: PinKind,
  making: Making,
  privateKey: KeyObject,
): Promise<string | undefined> {
  const [row] = await db.select().from(secretsInTransit).where(eq(secretsInTransit.id, id))
  if (!row?.toStation) return undefined
  try {
    return open(row.toStation, privateKey, context(kind, making)).toString()
  } catch {
    throw permanentFailure('Refused', 'the PIN is not for this station')
  }
}

/** Destroys a PIN that has done its work. */
export async function destroyPin(db: Database, id: string): Promise<void> {
  await db
    .update(secretsInTransit)
    .set({ toStation: null, destroyedAt: new Date() })
    .where(eq(secretsInTransit.id, id))
}
