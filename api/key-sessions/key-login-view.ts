import { z } from 'zod'
import type { Database } from '../../db/database.ts'
import { holderForms } from '../../db/holder-forms.ts'
import { sentReminders } from '../../db/key-standing.ts'
import { rotationIsDue } from '../../db/unlocks.ts'
import { holderName } from '../../domain/application-form.ts'
import { standingOf } from '../../domain/certificate-states.ts'
import { reminderDates } from '../../domain/expiry.ts'
import { maskEmail, maskPhone } from '../../domain/identifiers.ts'
import { daysLeft, renewalWindow } from '../../domain/renewal.ts'
import { beijingDate } from '../../domain/working-days.ts'
import { certificateStanding } from '../orders/order-schema.ts'
import type { Language } from '../plugins/language.ts'
import { describeProblem, type Problem } from '../problems.ts'
import { refusalOf as sealRefusalOf } from '../seal-orders/standing.ts'
import { refusalOf, type KeyStanding } from './key-standing.ts'

const instant = z.iso.datetime()
const refused = z.object({ code: z.string(), title: z.string(), detail: z.string() })

export const keyLogin = z
  .object({
    tokenSerial: z.string(),
    certificate: z.object({
      serial: z.string(),
      der: z.base64().describe('DER'),
      notBefore: instant,
      notAfter: instant,
      standing: certificateStanding,
    }),
    holderName: z.string(),
    daysLeft: z.number().int().describe('Beijing calendar days; below 0 after the end'),
    renewable: z.object({ from: z.iso.date(), until: z.iso.date() }).describe('Beijing dates'),
    reminders: z.object({
      to: z.object({ phone: z.string(), email: z.string() }).nullable().describe('The operator, masked'),
      dates: z.array(z.object({ on: z.iso.date(), sentAt: instant.nullable() })),
    }),
    unlockDue: z.boolean().describe('An unlock was never confirmed: one more changes the SO PIN'),
    open: z.object({ no: z.string(), kind: z.string() }).nullable().describe('The process the key is in'),
    renewal: refused.nullable().describe('Why it is not renewed now; null when it may be'),
    informationChange: refused.nullable().describe('Why nothing is changed now; null when it may be'),
    sealOrder: refused.nullable().describe('Why no seal is ordered now; null when it may be'),
  })
  .meta({ id: 'KeyLogin' })

/** What whoever has logged in with a key sees of it, and what may be done with it now. */
export async function viewKeyLogin(
  db: Database,
  standing: KeyStanding,
  language: Language,
): Promise<z.infer<typeof keyLogin>> {
  const tokenSerial = standing.token.serial
  const { serial, subject: name, der, holderNumber, notBefore, notAfter } = standing.certificate
  const now = new Date()
  const [[holder], sent] = await Promise.all([
    holderForms(db, tokenSerial, holderNumber),
    sentReminders(db, standing.certificate.id),
  ])
  const { from, until } = renewalWindow(notAfter)
  const refusal = (problem: Problem | undefined) => {
    if (!problem) return null
    const { code, title, detail } = describeProblem(problem, language)
    return { code, title, detail }
  }
  return {
    tokenSerial,
    certificate: {
      serial,
      der: Buffer.from(der!).toString('base64'),
      notBefore: notBefore.toISOString(),
      notAfter: notAfter.toISOString(),
      standing: standingOf(standing.certificate, now),
    },
    holderName: holder ? holderName(holder.form) : name,
    renewable: { from: beijingDate(from), until: beijingDate(until) },
    reminders: {
      to: holder
        ? { phone: maskPhone(holder.form.operator.phone), email: maskEmail(holder.form.operator.email) }
        : null,
      dates: reminderDates(standing.certificate).map(({ day, on }) => ({
        on,
        sentAt: sent.find((one) => one.day === day)?.sentAt?.toISOString() ?? null,
      })),
    },
    daysLeft: daysLeft(notAfter, now),
    unlockDue: await rotationIsDue(db, tokenSerial),
    open: standing.open ? { no: standing.open.no, kind: standing.open.kind } : null,
    renewal: refusal(refusalOf(standing, 'renewal', now)),
    informationChange: refusal(refusalOf(standing, 'informationChange', now)),
    sealOrder: refusal(sealRefusalOf(standing.certificate, now)),
  }
}
