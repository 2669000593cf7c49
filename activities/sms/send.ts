import { QuerySendDetailsRequest, SendSmsRequest } from '@alicloud/dysmsapi20170525'
import { eq } from 'drizzle-orm'
import { config } from '../../config.ts'
import type { Database } from '../../db/database.ts'
import { sentNotices } from '../../db/schema/proofing.ts'
import { maskPhone } from '../../domain/identifiers.ts'
import { beijingDate } from '../../domain/working-days.ts'
import { smsTemplate } from '../../domain/notice-words.ts'
import type { Language, SmsNoticeId } from '../../domain/notices.ts'
import { smsClient } from '../aliyun/client.ts'
import { permanentFailure } from '../idempotency.ts'

/** Answers of the provider that another try cannot change. */
const REFUSALS =
  /^isv\.(BUSINESS_LIMIT_CONTROL|MOBILE_NUMBER_ILLEGAL|SMS_TEMPLATE_ILLEGAL|SMS_SIGNATURE_ILLEGAL|BLACK_KEY)/

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

/**
 * Sends one SMS by the provider's template, once for an idempotency key; the text is stored nowhere.
 * @throws DailyLimit when the provider refuses this phone, Refused for other lasting refusals.
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

  const { body } = await smsClient().sendSms(
    new SendSmsRequest({
      phoneNumbers: sms.phone,
      signName: config('aliyun').SMS_SIGN_NAME,
      templateCode: smsTemplate(sms.notice, sms.language).code,
      templateParam: JSON.stringify(sms.parameters),
      outId,
    }),
  )
  if (body?.code !== 'OK') {
    const code = body?.code ?? 'no answer'
    if (code.startsWith('isv.BUSINESS_LIMIT_CONTROL')) throw permanentFailure('DailyLimit', code)
    if (REFUSALS.test(code)) throw permanentFailure('Refused', code)
    throw new Error(`SMS provider answered ${code}`)
  }
  await db
    .update(sentNotices)
    .set({ sentAt: new Date(), providerId: body.bizId ?? null })
    .where(byKey)
}
