import { collection } from '../world.ts'

/** How the SMS provider takes messages now: what it refuses each with, in its own words. */
export const smsRefusals = {
  normal: undefined,
  minuteLimit: ['isv.BUSINESS_LIMIT_CONTROL', '触发分钟级流控Permits:1'],
  hourLimit: ['isv.BUSINESS_LIMIT_CONTROL', '触发小时级流控Permits:5'],
  dayLimit: ['isv.BUSINESS_LIMIT_CONTROL', '触发天级流控Permits:10'],
  noMoney: ['isv.AMOUNT_NOT_ENOUGH', '账户余额不足'],
  forbidden: ['isv.SMS_CONTENT_ILLEGAL', '短信内容包含禁止发送内容'],
} as const satisfies Record<string, readonly [code: string, message: string] | undefined>
export type SmsMode = keyof typeof smsRefusals

export const smsModes = Object.keys(smsRefusals) as SmsMode[]
const modes = collection<{ mode: SmsMode }>('sms.mode')

export const smsMode = (): SmsMode => modes.get('sms')?.mode ?? 'normal'
export const setSmsMode = (mode: SmsMode) => modes.put('sms', { mode })
