import { config } from '../../config.ts'
import type { Database } from '../../db/database.ts'
import {
  confirmedUsesMails,
  endUsesMail,
  forgetUnconfirmed,
  noteUsesMail,
  usesMailById,
  type UsesMail,
} from '../../db/uses-mail.ts'
import { hostedOf, usesOfHolder } from '../../db/uses.ts'
import { usesText } from '../../domain/uses-text.ts'
import { monthSpan, usesMailRules } from '../../domain/uses.ts'
import { now } from '../clock.ts'
import { sendMail } from '../mail/send.ts'

const PAGE = 200

export type UsesMailActivities = ReturnType<typeof usesMailActivities>

/** 使用清单: the monthly mails to holders of hosted certificates. */
export function usesMailActivities({ db }: { db: Database }) {
  /** Where whoever reads the mail confirms or stops it. */
  const linkOf = ({ key }: UsesMail) => `${config('site').SITE_URL}/hosted/mail#${key}`

  return {
    /** Asks at the address whether the mails are wanted. Not once it was asked for another, or stopped. @throws MailRefused. */
    async askToConfirm({ id }: { id: string }): Promise<void> {
      const asked = await usesMailById(db, id)
      if (!asked) return
      const [hosted] = await hostedOf(db, asked.holderNumber)
      await sendMail(db, {
        ...{ orderId: null, notice: 'usesMailAsked', language: asked.language, to: asked.email },
        values: { organisation: hosted?.holderName ?? '', link: linkOf(asked) },
        ...{ attachments: [], idempotencyKey: `usesMail/${id}` },
      })
      await noteUsesMail(db, id, 'sentAt')
    },

    /** The first mail could not be sent. */
    noteRefused: ({ id }: { id: string }): Promise<void> => noteUsesMail(db, id, 'refusedAt'),

    /** Forgets an address that nobody has confirmed. */
    forgetUnconfirmed: ({ id }: { id: string }): Promise<void> => forgetUnconfirmed(db, id),

    /** Who gets the mails, a page after the one given. */
    async recipientsOfUses({ after }: { after: string | null }) {
      const ids = await confirmedUsesMails(db, after, PAGE)
      return { ids, next: ids.length === PAGE ? ids.at(-1)! : null }
    },

    /**
     * Mails the uses of a month (YYYY-MM), once however often it runs. The last one, where the holder has no certificate
     * left, ends it. @throws MailRefused.
     */
    async mailUses({ id, month }: { id: string; month: string }): Promise<void> {
      const wanted = await usesMailById(db, id)
      // Stopped since the list was made.
      if (!wanted?.confirmedAt) return
      const { from, to: before } = monthSpan(month)
      const span = { from, before, most: usesMailRules.most + 1, now: now() }
      const { holderName, certificates, isOver } = await usesOfHolder(db, wanted.holderNumber, span)
      const site = config('site').SITE_URL
      await sendMail(db, {
        ...{ orderId: null, notice: 'usesOfMonth', language: wanted.language, to: wanted.email },
        values: {
          ...{ organisation: holderName, month, site: `${site}/hosted`, link: linkOf(wanted) },
          uses: usesText(certificates, wanted.language, isOver),
        },
        ...{ attachments: [], idempotencyKey: `usesMail/${id}/${month}` },
        stopAt: `${site}/api/callbacks/uses-mail?key=${wanted.key}`,
      })
      if (isOver) await endUsesMail(db, id)
    },
  }
}
