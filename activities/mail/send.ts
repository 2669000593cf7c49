import { eq } from 'drizzle-orm'
import { createTransport } from 'nodemailer'
import { config } from '../../config.ts'
import type { Database } from '../../db/database.ts'
import { sentNotices } from '../../db/schema/proofing.ts'
import { permanentFailure } from '../idempotency.ts'
import { maskEmail } from '../../domain/identifiers.ts'
import { fillTemplate, mailTemplate } from '../../domain/notice-words.ts'
import type { Language, MailNoticeId } from '../../domain/notices.ts'

export interface Mail {
  orderId: string | null
  notice: MailNoticeId
  language: Language
  to: string
  values: Record<string, string>
  attachments: { filename: string; content: Uint8Array; contentType: string }[]
  idempotencyKey: string
  /** Where a mail program stops such mails by one click (RFC 8058). */
  stopAt?: string
}

/** RFC 5321: 5xx is for ever, e.g. a mailbox that is full or unknown. */
const isPermanent = (error: unknown) => ((error as { responseCode?: number }).responseCode ?? 0) >= 500

/**
 * Sends one mail, once for an idempotency key. Its Message-ID is the key too, so a mail server can tell a repeat.
 * @throws MailRefused when the mail server refuses this address for good.
 */
export async function sendMail(db: Database, mail: Mail): Promise<void> {
  await db
    .insert(sentNotices)
    .values({
      orderId: mail.orderId,
      notice: mail.notice,
      channel: 'mail',
      recipientMasked: maskEmail(mail.to),
      idempotencyKey: mail.idempotencyKey,
    })
    .onConflictDoNothing()
  const byKey = eq(sentNotices.idempotencyKey, mail.idempotencyKey)
  const [row] = await db.select({ sentAt: sentNotices.sentAt }).from(sentNotices).where(byKey)
  if (row?.sentAt) return

  const { SMTP_URL, MAIL_FROM } = config('mail')
  const transport = createTransport(SMTP_URL)
  const text = mailTemplate(mail.notice, mail.language)
  const { messageId } = await transport
    .sendMail({
      from: MAIL_FROM,
      to: mail.to,
      subject: fillTemplate(text.subject, mail.values),
      text: fillTemplate(text.text, mail.values),
      messageId: `<${Buffer.from(mail.idempotencyKey).toString('base64url')}@yinxin>`,
      ...(mail.stopAt && {
        list: { unsubscribe: mail.stopAt },
        headers: { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
      }),
      attachments: mail.attachments.map(({ content, ...rest }) => ({
        ...rest,
        content: Buffer.from(content),
      })),
    })
    .catch((error: unknown) => {
      throw isPermanent(error) ? permanentFailure('MailRefused', 'mail server refuses the address') : error
    })
  await db.update(sentNotices).set({ sentAt: new Date(), providerId: messageId }).where(byKey)
}
