import { and, eq, isNotNull } from 'drizzle-orm'
import { config } from '../../config.ts'
import type { Database } from '../../db/database.ts'
import { orderNo } from '../../db/order-changed.ts'
import { user } from '../../db/schema/staff.ts'
import { unlessRefused } from '../unless-refused.ts'
import { sendMail, type Mail } from './send.ts'

const roleOf = {
  reviewDueSoon: 'reviewer',
  reviewOverdue: 'seniorReviewer',
  crlLate: 'administrator',
  auditUnsealed: 'administrator',
  auditUnstamped: 'administrator',
  auditBroken: 'auditor',
  auditHead: 'auditor',
  smsStopped: 'administrator',
  runEnded: 'administrator',
} as const

/**
 * Mails everybody of the role that a notice is for, whoever else's mailbox refuses it; the console is in Chinese first,
 * so the mail is.
 */
export async function mailStaff(
  db: Database,
  mail: {
    orderId: string | null
    notice: keyof typeof roleOf
    values: Record<string, string>
    attachments?: Mail['attachments']
    idempotencyKey: string
  },
): Promise<void> {
  const role = roleOf[mail.notice]
  const members = await db
    .select({ email: user.email, username: user.username })
    .from(user)
    .where(and(eq(user.role, role), eq(user.banned, false), isNotNull(user.username)))
  const page = mail.orderId ? `orders/${orderNo(mail.orderId)}` : 'tasks'
  const link = `${config('site').SITE_URL}/ops/${page}`
  await unlessRefused(
    members.map(({ email, username }) =>
      sendMail(db, {
        ...mail,
        language: 'zh',
        to: email,
        values: { ...mail.values, link },
        attachments: mail.attachments ?? [],
        idempotencyKey: `${mail.idempotencyKey}/${username}`,
      }),
    ),
  )
}
