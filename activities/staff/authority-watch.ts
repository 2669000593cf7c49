import { latestCrl } from '../../db/authority.ts'
import type { Database } from '../../db/database.ts'
import { issuerIds } from '../../domain/certificate-kinds.ts'
import { crlIsLate } from '../../domain/crl.ts'
import { beijingTime } from '../../domain/working-days.ts'
import { now } from '../clock.ts'
import { mailStaff } from '../mail/staff.ts'
import { writeTask } from './tasks.ts'

export type AuthorityWatchActivities = ReturnType<typeof authorityWatchActivities>

export function authorityWatchActivities({ db }: { db: Database }) {
  return {
    /** Tells the administrators, once a list, that a CRL is about to run out and no next one has come. */
    async warnOfLateCrls(): Promise<void> {
      for (const issuer of issuerIds) {
        const latest = await latestCrl(db, issuer)
        if (!latest || !crlIsLate(issuer, latest.nextUpdate, now())) continue
        const subject = `${issuer}/${latest.number}`
        const deadline = beijingTime(latest.nextUpdate)
        await writeTask(db, {
          kind: 'crlLate',
          orderId: null,
          subject,
          detail: { issuer, number: latest.number, deadline },
        })
        await mailStaff(db, {
          orderId: null,
          notice: 'crlLate',
          values: { issuer, number: String(latest.number), deadline },
          idempotencyKey: `crlLate/${subject}`,
        })
      }
    },
  }
}
