import { unsealedSince } from '../../db/audit.ts'
import type { Database } from '../../db/database.ts'
import { sealIsLate, stampIsLate } from '../../domain/audit.ts'
import { beijingDate, beijingTime } from '../../domain/working-days.ts'
import type { BrokenAudit } from '../audit/audit-log.ts'
import { now } from '../clock.ts'
import { mailStaff } from '../mail/staff.ts'
import { writeTask } from './tasks.ts'

interface MailedHead {
  name: string
  text: string
  /** `reply`: in base64. */
  stamp?: { name: string; reply: string } | null
}

export type AuditWatchActivities = ReturnType<typeof auditWatchActivities>

export function auditWatchActivities({ db }: { db: Database }) {
  /** A task and a mail, once a subject. */
  async function tell(
    what: 'auditUnsealed' | 'auditUnstamped' | 'auditBroken',
    subject: string,
    values: Record<string, string>,
  ): Promise<void> {
    await writeTask(db, { kind: what, orderId: null, subject, detail: values })
    await mailStaff(db, { orderId: null, notice: what, values, idempotencyKey: `${what}/${subject}` })
  }

  return {
    /** Tells the administrators, once a day, that rows of the audit log wait for their seal. */
    async warnOfUnsealedAudit(): Promise<void> {
      const since = await unsealedSince(db)
      if (!since || !sealIsLate(since, now())) return
      await tell('auditUnsealed', beijingDate(now()), { since: beijingTime(since) })
    },

    /** Tells the administrators, once a day, that heads of the audit log wait for their time stamp. */
    async warnOfUnstampedAudit(since: string): Promise<void> {
      if (!stampIsLate(new Date(since), now())) return
      await tell('auditUnstamped', beijingDate(now()), { since: beijingTime(new Date(since)) })
    },

    /** Tells administrators and auditors, once a fault, that the audit log is not what was sealed. */
    async reportBrokenAudit({ fault, place }: BrokenAudit): Promise<void> {
      await tell('auditBroken', `${fault}/${place}`, { place })
    },

    /** Mails a head, with its time stamp where it has one, to the auditors: the first of a Beijing day. */
    async mailAuditHead({ name, text, stamp }: MailedHead): Promise<void> {
      const day = beijingDate(now())
      await mailStaff(db, {
        orderId: null,
        notice: 'auditHead',
        values: { day },
        attachments: [
          { filename: name, content: Buffer.from(text), contentType: 'application/jose' },
          ...(stamp
            ? [
                {
                  filename: stamp.name,
                  content: Buffer.from(stamp.reply, 'base64'),
                  contentType: 'application/timestamp-reply',
                },
              ]
            : []),
        ],
        idempotencyKey: `auditHead/${day}`,
      })
    },
  }
}
