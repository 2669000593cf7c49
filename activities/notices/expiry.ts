import { and, asc, eq, gte, isNotNull, lte, notExists } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { ApplicationFailure } from '@temporalio/common'
import { config } from '../../config.ts'
import type { Database } from '../../db/database.ts'
import { holderForms } from '../../db/holder-forms.ts'
import { certificates, expiryReminders, subjectKeys } from '../../db/schema/certificates.ts'
import { orders } from '../../db/schema/orders.ts'
import { daysUntil, reminderDays, reminderDue, type ReminderDay } from '../../domain/expiry.ts'
import { beijingDate } from '../../domain/working-days.ts'
import { now } from '../clock.ts'
import { sendMail } from '../mail/send.ts'
import { readOrder } from '../orders/form.ts'
import { sendSms } from '../sms/send.ts'

const DAY = 86_400_000
const PAGE = 200

/** A certificate, and which of its reminders. */
interface DueReminder {
  certificateId: string
  day: ReminderDay
}

export type ExpiryActivities = ReturnType<typeof expiryActivities>

/** Lets one who refuses keep it from no other channel and no other holder. */
async function unlessRefused(sending: Promise<void>): Promise<void> {
  await sending.catch((error: unknown) => {
    if (!(error instanceof ApplicationFailure && error.nonRetryable)) throw error
  })
}

export function expiryActivities({ db }: { db: Database }) {
  /** In use, and not followed by another certificate of the same holder. */
  function inUse() {
    const next = alias(certificates, 'next')
    const followed = db
      .select({ id: next.id })
      .from(next)
      .innerJoin(orders, eq(orders.id, next.orderId))
      .where(and(eq(orders.certificateId, certificates.id), eq(next.state, 'active')))
    return and(eq(certificates.state, 'active'), notExists(followed))
  }

  /** Whom it reaches now: a phone or mail address may have been changed since the certificate was made. */
  async function latestOf({ keyId, orderId, uscc }: typeof certificates.$inferSelect) {
    const [key] = await db.select().from(subjectKeys).where(eq(subjectKeys.id, keyId))
    const [latest] = key?.tokenSerial ? await holderForms(db, key.tokenSerial, uscc) : []
    return latest ?? readOrder(db, orderId)
  }

  const isSent = ({ certificateId, day }: DueReminder) =>
    and(
      eq(expiryReminders.certificateId, certificateId),
      eq(expiryReminders.day, day),
      isNotNull(expiryReminders.sentAt),
    )

  return {
    /** The reminders that are due now and have not been sent, a page of certificates after the one given. */
    async dueReminders({
      after,
    }: {
      after: string | null
    }): Promise<{ due: DueReminder[]; next: string | null }> {
      const at = now()
      const last = new Date(at.getTime() + (reminderDays[0] + 1) * DAY)
      const page = await db
        .select()
        .from(certificates)
        .where(
          and(
            inUse(),
            gte(certificates.notAfter, at),
            lte(certificates.notAfter, last),
            after === null ? undefined : gte(certificates.id, after),
          ),
        )
        .orderBy(asc(certificates.id))
        .limit(PAGE + 1)
      const due: DueReminder[] = []
      for (const certificate of page.slice(0, PAGE)) {
        const day = reminderDue(certificate, at)
        if (day === undefined) continue
        const reminder = { certificateId: certificate.id, day }
        const sent = await db
          .select({ day: expiryReminders.day })
          .from(expiryReminders)
          .where(isSent(reminder))
        if (sent.length === 0) due.push(reminder)
      }
      return { due, next: page[PAGE]?.id ?? null }
    },

    /** Reminds the operator by SMS and mail, once a certificate and day however often it runs. */
    async remindOfExpiry(reminder: DueReminder): Promise<void> {
      const { certificateId, day } = reminder
      const [certificate] = await db
        .select()
        .from(certificates)
        .where(and(eq(certificates.id, certificateId), inUse()))
      // Revoked, held or renewed since the list was made.
      if (!certificate) return
      await db.insert(expiryReminders).values({ certificateId, day }).onConflictDoNothing()
      if ((await db.select().from(expiryReminders).where(isSent(reminder))).length > 0) return

      const { order, form } = await latestOf(certificate)
      const left = daysUntil(now(), certificate.notAfter)
      const values = {
        organisation: form.organisation.name,
        serial: certificate.serial,
        deadline: beijingDate(certificate.notAfter),
        days: String(left),
        link: `${config('site').SITE_URL}/renew`,
      }
      const key = `expiry/${certificateId}/${day}`
      const to = { orderId: order.id, language: order.language }
      await unlessRefused(
        sendSms(db, {
          ...to,
          notice: left === 0 ? 'expiryToday' : 'expiryReminder',
          phone: form.operator.phone,
          parameters: values,
          idempotencyKey: `${key}/sms`,
        }),
      )
      await unlessRefused(
        sendMail(db, {
          ...to,
          notice: left === 0 ? 'expiryTodayMail' : 'expiryReminderMail',
          to: form.operator.email,
          values,
          attachments: [],
          idempotencyKey: `${key}/mail`,
        }),
      )
      await db
        .update(expiryReminders)
        .set({ sentAt: now() })
        .where(and(eq(expiryReminders.certificateId, certificateId), eq(expiryReminders.day, day)))
    },
  }
}
