import { config } from '../../config.ts'
import type { Database } from '../../db/database.ts'
import { keepTrail, removeTrails, trailOf } from '../../db/trails.ts'
import type { Language } from '../../domain/notices.ts'
import { describeTrail } from '../../domain/signing-trail.ts'
import { typeset } from '../../signing/printing/typeset.ts'
import { now } from '../clock.ts'

const HOUR = 3_600_000

export type TrailActivities = ReturnType<typeof trailActivities>

/** 签署记录: drawn by the rows alone. */
export function trailActivities({ db }: { db: Database }) {
  return {
    /** Draws the trail of an order, for the CA to seal. */
    async drawTrail({
      trailId,
      orderId,
      language,
    }: {
      trailId: string
      orderId: string
      language: Language
    }): Promise<void> {
      const site = config('site').SITE_URL
      const sheet = describeTrail(await trailOf(db, orderId), { language, at: now(), site })
      await keepTrail(db, { id: trailId, orderId, pdf: typeset('signing-trail', sheet) })
    },

    /** Removes trails whose reader has gone. */
    async removeOldTrails(): Promise<void> {
      await removeTrails(db, new Date(Date.now() - HOUR))
    },
  }
}
