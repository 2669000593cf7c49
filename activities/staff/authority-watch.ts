import { latestCrl } from '../../db/authority.ts'
import type { Database } from '../../db/database.ts'
import { issuerIds, type IssuerId } from '../../domain/certificate-kinds.ts'
import { crlIsLate } from '../../domain/crl.ts'
import { beijingTime } from '../../domain/working-days.ts'
import { now } from '../clock.ts'
import { mailStaff } from '../mail/staff.ts'
import { unlessRefused } from '../unless-refused.ts'
import { writeTask } from './tasks.ts'

export type AuthorityWatchActivities = ReturnType<typeof authorityWatchActivities>

export function authorityWatchActivities({ db }: { db: Database }) {
  async function warnOf(issuer: IssuerId): Promise<void> {
    const latest = await latestCrl(db, issuer)
    if (!latest || !crlIsLate(issuer, latest.nextUpdate, now())) return
    const { number } = latest
    const subject = `${issuer}/${number}`
    const deadline = beijingTime(latest.nextUpdate)
    await writeTask(db, { kind: 'crlLate', orderId: null, subject, detail: { issuer, number, deadline } })
    await mailStaff(db, {
      orderId: null,
      notice: 'crlLate',
      values: { issuer, number: String(number), deadline },
      idempotencyKey: `crlLate/${subject}`,
    })
  }

  return {
    /**
     * Tells the administrators, once a list, that a CRL is about to run out and no next one has come: in the console,
     * whatever becomes of the mail.
     */
    async warnOfLateCrls(): Promise<void> {
      await unlessRefused(issuerIds.map(warnOf))
    },
  }
}
