import { and, asc, eq, gte, isNotNull, lt, notExists, or } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { config } from '../../config.ts'
import type { Database } from '../../db/database.ts'
import { holderForms, hostedHolder } from '../../db/holder-forms.ts'
import { certificates, expiryReminders, subjectKeys } from '../../db/schema/certificates.ts'
import { orders } from '../../db/schema/orders.ts'
import { holderName } from '../../domain/application-form.ts'
import { daysUntil, reminderDue, reminderWindows, type ReminderDay } from '../../domain/expiry.ts'
import { beijingDate } from '../../domain/working-days.ts'
import { now } from '../clock.ts'
import { sendMail } from '../mail/send.ts'
import { readOrder } from '../orders/form.ts'
import { sendSms } from '../sms/send.ts'
import { unlessRefused } from '../unless-refused.ts'

const PAGE = 200

/** A certificate, and which of its reminders. */
interface DueReminder {
  certificateId: string
  day: ReminderDay
}

export type ExpiryActivities = ReturnType<typeof expiryActivities>

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
  async function latestOf(certificate: typeof certificates.$inferSelect) {
    const { keyId, orderId, holderNumber } = certificate
    const [key] = await db.select().from(subjectKeys).where(eq(subjectKeys.id, keyId))
    const serial = key?.tokenSerial
    const latest = serial
      ? (await holderForms(db, serial, holderNumber))[0]
      : await hostedHolder(db, certificate)
    const { order, form } = latest ?? (await readOrder(db, orderId))
    return { order, form, page: serial ? 'renew' : 'hosted' }
  }

  const sentFor = (day: ReminderDay) =>
    db
      .select({ day: expiryReminders.day })
      .from(expiryReminders)
      .where(
        and(
          eq(expiryReminders.certificateId, certificates.id),
          eq(expiryReminders.day, day),
          isNotNull(expiryReminders.sentAt),
        ),
      )

  return {
    /** The reminders that are due now and have not been sent, a page of certificates after the one given. */
    async dueReminders({
      after,
    }: {
      after: string | null
    }): Promise<{ due: DueReminder[]; next: string | null }> {
      const at = now()
      const isDue = reminderWindows(at).map(({ day, from, to }) =>
        and(gte(certificates.notAfter, from), lt(certificates.notAfter, to), notExists(sentFor(day))),
      )
      const page = await db
        .select()
        .from(certificates)
        .where(and(inUse(), or(...isDue), after === null ? undefined : gte(certificates.id, after)))
        .orderBy(asc(certificates.id))
        .limit(PAGE + 1)
      const due = page.slice(0, PAGE).flatMap((certificate) => {
        const day = reminderDue(certificate, at)
        return day === undefined ? [] : [{ certificateId: certificate.id, day }]
      })
      return { due, next: page[PAGE]?.id ?? null }
    },

    /** Reminds the operator by SMS and mail, once a certificate and day however often it runs. */
    async remindOfExpiry({ certificateId, day }: DueReminder): Promise<void> {
      const [certificate] = await db
        .select()
        .from(certificates)
        .where(and(eq(certificates.id, certificateId), inUse(), notExists(sentFor(day))))
      // Revoked, held, renewed or reminded since the list was made.
      if (!certificate) return
      await db.insert(expiryReminders).values({ certificateId, day }).onConflictDoNothing()

      const { order, form, page } = await latestOf(certificate)
      const left = daysUntil(now(), certificate.notAfter)
      const values = {
        organisation: holderName(form),
        serial: certificate.serial,
        deadline: beijingDate(certificate.notAfter),
        days: String(left),
        link: `${config('site').SITE_URL}/${page}`,
      }
      const key = `expiry/${certificateId}/${day}`
      const to = { orderId: order.id, language: order.language }
      await unlessRefused([
        sendSms(db, {
          ...to,
          notice: left === 0 ? 'expiryToday' : 'expiryReminder',
          phone: form.operator.phone,
          parameters: values,
          idempotencyKey: `${key}/sms`,
        }),
        sendMail(db, {
          ...to,
          notice: left === 0 ? 'expiryTodayMail' : 'expiryReminderMail',
          to: form.operator.email,
          values,
          attachments: [],
          idempotencyKey: `${key}/mail`,
        }),
      ])
      await db
        .update(expiryReminders)
        .set({ sentAt: now() })
        .where(and(eq(expiryReminders.certificateId, certificateId), eq(expiryReminders.day, day)))
    },
  }
}
