import { QuerySendDetailsRequest, SendSmsRequest } from '@alicloud/dysmsapi20170525'
import { Context } from '@temporalio/activity'
import { ApplicationFailure } from '@temporalio/common'
import { eq } from 'drizzle-orm'
import { config } from '../../config.ts'
import type { Database } from '../../db/database.ts'
import { sentNotices } from '../../db/schema/proofing.ts'
import { maskPhone } from '../../domain/identifiers.ts'
import { beijingDate } from '../../domain/working-days.ts'
import { smsTemplate } from '../../domain/notice-words.ts'
import type { Language, SmsNoticeId } from '../../domain/notices.ts'
import { smsClient } from '../aliyun/client.ts'
import { now } from '../clock.ts'
import { permanentFailure } from '../idempotency.ts'
import { mailStaff } from '../mail/staff.ts'
import { writeTask } from '../staff/tasks.ts'
import { smsAnswer } from './answers.ts'

const LIMITED = 'SmsLimited'

/** Limits of the provider. */
const OUT_ID_LENGTH = 64
const PAGE_SIZE = 50

export interface Sms {
  orderId: string | null
  notice: SmsNoticeId
  language: Language
  phone: string
  parameters: Record<string, string>
  idempotencyKey: string
}

/** Whether the provider has taken a message with our number, on the day of its first try. */
async function wasTaken(phoneNumber: string, outId: string, since: Date): Promise<boolean> {
  const sendDate = beijingDate(since).replaceAll('-', '')
  const { body } = await smsClient().querySendDetails(
    new QuerySendDetailsRequest({ phoneNumber, sendDate, currentPage: 1, pageSize: PAGE_SIZE }),
  )
  if (body?.code !== 'OK') throw new Error(`SMS provider answered ${body?.code ?? 'nothing'}`)
  return (body.smsSendDetailDTOs?.smsSendDetailDTO ?? []).some((sent) => sent.outId === outId)
}

/** What the provider says to a message: its code, its words, its own number of it. */
async function ask(request: SendSmsRequest): Promise<{ code: string; words: string; bizId: string | null }> {
  try {
    const { body } = await smsClient().sendSms(request)
    return { code: body?.code ?? 'no answer', words: body?.message ?? '', bizId: body?.bizId ?? null }
  } catch (error) {
    // The SDK throws what comes with another status than 200, e.g. of a key that is not known.
    if (error instanceof Error && 'code' in error && smsAnswer(String(error.code)).is === 'stopped')
      return { code: String(error.code), words: '', bizId: null }
    throw error
  }
}

/** Tells the administrators, once a day and code, that nothing goes out any more until they do something. */
async function tellStopped(
  db: Database,
  { orderId, notice }: Sms,
  code: string,
  words: string,
): Promise<void> {
  const subject = `${code}/${beijingDate(now())}`
  const reason = `${code} ${words}`.trim()
  await writeTask(db, { kind: 'smsStopped', orderId: null, subject, detail: { reason, notice } })
  const mail = { orderId: null, notice: 'smsStopped', values: { reason }, idempotencyKey: subject } as const
  // The task stands in the console whatever becomes of the mail.
  await mailStaff(db, mail).catch((error: unknown) =>
    Context.current().log.warn('staff could not be mailed', { orderId, error }),
  )
}

/** How long (seconds) the provider takes no message for this phone, where that is why one could not be sent. */
export function smsLimit(error: unknown): number | undefined {
  return error instanceof ApplicationFailure && error.type === LIMITED
    ? Number(error.details?.[0])
    : undefined
}

/**
 * Sends one SMS by the provider's template, once for an idempotency key; the text is stored nowhere.
 * @throws SmsLimited where this phone has to wait: tried again by then (`smsLimit`). Refused where it takes none.
 * SmsStopped where the administrators have been told. Anything else is worth another try.
 */
export async function sendSms(db: Database, sms: Sms): Promise<void> {
  const fresh = await db
    .insert(sentNotices)
    .values({
      orderId: sms.orderId,
      notice: sms.notice,
      channel: 'sms',
      recipientMasked: maskPhone(sms.phone),
      idempotencyKey: sms.idempotencyKey,
    })
    .onConflictDoNothing()
    .returning({ id: sentNotices.id })
  const byKey = eq(sentNotices.idempotencyKey, sms.idempotencyKey)
  const outId = sms.idempotencyKey.slice(-OUT_ID_LENGTH)
  if (fresh.length === 0) {
    const [row] = await db.select().from(sentNotices).where(byKey)
    if (row?.sentAt) return
    // An earlier try may have died after the provider took the message: it knows our number.
    if (row && (await wasTaken(sms.phone, outId, row.createdAt))) {
      await db.update(sentNotices).set({ sentAt: new Date() }).where(byKey)
      return
    }
  }

  const { code, words, bizId } = await ask(
    new SendSmsRequest({
      phoneNumbers: sms.phone,
      signName: config('sms').SMS_SIGN_NAME,
      templateCode: smsTemplate(sms.notice, sms.language).code,
      templateParam: JSON.stringify(sms.parameters),
      outId,
    }),
  )
  const answer = smsAnswer(code, words)
  switch (answer.is) {
    case 'sent':
      await db.update(sentNotices).set({ sentAt: new Date(), providerId: bizId }).where(byKey)
      return
    case 'limited':
      throw ApplicationFailure.create({
        type: LIMITED,
        message: code,
        details: [answer.seconds],
        nextRetryDelay: `${answer.seconds}s`,
      })
    case 'refused':
      throw permanentFailure('Refused', code)
    case 'stopped':
      await tellStopped(db, sms, code, words)
      throw permanentFailure('SmsStopped', code)
    case 'unclear':
      throw new Error(`SMS provider answered ${code}`)
  }
}
