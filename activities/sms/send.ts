import { SendSmsRequest } from '@alicloud/dysmsapi20170525'
import { eq } from 'drizzle-orm'
import { config } from '../../config.ts'
import type { Database } from '../../db/database.ts'
import { sentNotices } from '../../db/schema/proofing.ts'
import { maskPhone } from '../../domain/identifiers.ts'
import { notices, type Language, type NoticeId } from '../../domain/notices.ts'
import { smsClient } from '../aliyun/client.ts'
import { permanentFailure } from '../idempotency.ts'

export type SmsNoticeId = {
  [Id in NoticeId]: (typeof notices)[Id] extends { channel: 'sms' } ? Id : never
}[NoticeId]

/** Answers of the provider that another try cannot change. */
const REFUSALS =
  /^isv\.(BUSINESS_LIMIT_CONTROL|MOBILE_NUMBER_ILLEGAL|SMS_TEMPLATE_ILLEGAL|SMS_SIGNATURE_ILLEGAL|BLACK_KEY)/

export interface Sms {
  orderId: string | null
  notice: SmsNoticeId
  language: Language
  phone: string
  parameters: Record<string, string>
  idempotencyKey: string
}

/**
 * Sends one SMS by the provider's template, once for an idempotency key; the text is stored nowhere.
 * @throws DailyLimit when the provider refuses this phone, Refused for other lasting refusals.
 */
export async function sendSms(db: Database, sms: Sms): Promise<void> {
  await db
    .insert(sentNotices)
    .values({
      orderId: sms.orderId,
      notice: sms.notice,
      channel: 'sms',
      recipientMasked: maskPhone(sms.phone),
      idempotencyKey: sms.idempotencyKey,
    })
    .onConflictDoNothing()
  const byKey = eq(sentNotices.idempotencyKey, sms.idempotencyKey)
  const [row] = await db.select({ sentAt: sentNotices.sentAt }).from(sentNotices).where(byKey)
  if (row?.sentAt) return

  const { body } = await smsClient().sendSms(
    new SendSmsRequest({
      phoneNumbers: sms.phone,
      signName: config('aliyun').SMS_SIGN_NAME,
      templateCode: notices[sms.notice].template[sms.language].code,
      templateParam: JSON.stringify(sms.parameters),
      outId: sms.idempotencyKey.slice(-64),
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
