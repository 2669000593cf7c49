import type { Database } from '../../db/database.ts'
import type { SendRefusal } from '../../domain/verification-codes.ts'
import { permanentFailure } from '../idempotency.ts'
import { sendSms, smsLimit, type Sms } from './send.ts'

const DAY_SECONDS = 86_400

/** @throws TooSoon (details: seconds to wait) or DailyLimit, where no code may go to a phone now. */
export function mustBeSendable(refused: SendRefusal | undefined): void {
  if (refused?.reason === 'tooSoon') throw permanentFailure('TooSoon', 'too soon', refused.waitSeconds)
  if (refused) throw permanentFailure('DailyLimit', 'daily limit of codes')
}

/**
 * Sends a code. Whoever waits for it is told how long, rather than kept waiting, where the provider limits the phone.
 * @throws TooSoon (details: seconds to wait), DailyLimit, and what `sendSms` throws besides.
 */
export async function sendCode(db: Database, sms: Sms): Promise<void> {
  await sendSms(db, sms).catch((error: unknown) => {
    const seconds = smsLimit(error)
    if (seconds === undefined) throw error
    throw seconds < DAY_SECONDS
      ? permanentFailure('TooSoon', 'the provider limits this phone', seconds)
      : permanentFailure('DailyLimit', 'the provider limits this phone for the day')
  })
}
