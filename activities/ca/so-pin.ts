import { eq } from 'drizzle-orm'
import type { Database } from '../../db/database.ts'
import { tokens } from '../../db/schema/certificates.ts'
import type { Hsm } from '../../pki/hsm.ts'
import { deriveSoPin } from '../../pki/so-pin.ts'
import { permanentFailure } from '../idempotency.ts'
import { leavePin } from '../key-station/sealed-pins.ts'

export type SoPinActivities = ReturnType<typeof soPinActivities>

export function soPinActivities({ db, hsm }: { db: Database; hsm: Hsm }) {
  return {
    /** Derives a token's SO PIN in the HSM and leaves it, sealed, for the one station that needs it. */
    async sealSoPin(request: { orderId: string; makingId: string; stationId: string; tokenSerial: string }) {
      const soPinId = await leavePin(db, request, 'soPin', async () => {
        const [token] = await db.select().from(tokens).where(eq(tokens.serial, request.tokenSerial))
        if (!token?.soPinGeneration) throw permanentFailure('NotFound', 'token not found')
        return deriveSoPin(hsm, token.serial, token.soPinGeneration)
      })
      return { soPinId }
    },
  }
}
