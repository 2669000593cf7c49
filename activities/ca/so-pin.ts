import { createPublicKey } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { Database } from '../../db/database.ts'
import { keyStations, tokens } from '../../db/schema/certificates.ts'
import { secretsInTransit } from '../../db/schema/proofing.ts'
import type { Hsm } from '../../pki/hsm.ts'
import { seal } from '../../pki/sealed.ts'
import { deriveSoPin } from '../../pki/so-pin.ts'
import { idempotencyKey, permanentFailure } from '../idempotency.ts'

export type SoPinActivities = ReturnType<typeof soPinActivities>

/** What a sealed SO PIN is bound to: this making, this token. */
export function soPinContext(makingId: string, tokenSerial: string): string {
  return `so-pin|${makingId}|${tokenSerial}`
}

export function soPinActivities({ db, hsm }: { db: Database; hsm: Hsm }) {
  return {
    /** Derives a token's SO PIN in the HSM and leaves it, sealed, for the one station that needs it. */
    async sealSoPin(request: { orderId: string; makingId: string; stationId: string; tokenSerial: string }) {
      const { orderId, makingId, stationId, tokenSerial } = request
      const key = idempotencyKey()
      const byKey = eq(secretsInTransit.idempotencyKey, key)
      const [known] = await db.select({ id: secretsInTransit.id }).from(secretsInTransit).where(byKey)
      if (known) return { soPinId: known.id }
      const [token] = await db.select().from(tokens).where(eq(tokens.serial, tokenSerial))
      const [station] = await db.select().from(keyStations).where(eq(keyStations.id, stationId))
      if (!token || !station) throw permanentFailure('NotFound', 'token or station not found')
      const soPin = deriveSoPin(hsm, tokenSerial, token.soPinGeneration)
      const sealed = seal(
        Buffer.from(soPin),
        createPublicKey(station.publicKey),
        soPinContext(makingId, tokenSerial),
      )
      const [row] = await db
        .insert(secretsInTransit)
        .values({ orderId, kind: 'soPin', sealed, idempotencyKey: key })
        .returning({ id: secretsInTransit.id })
      return { soPinId: row!.id }
    },
  }
}
