import { expect, it } from 'vitest'
import { smsAnswer } from './answers.ts'

it.each([
  ['isv.BUSINESS_LIMIT_CONTROL', '触发分钟级流控Permits:1', { is: 'limited', seconds: 60 }],
  ['isv.BUSINESS_LIMIT_CONTROL', '触发小时级流控Permits:5', { is: 'limited', seconds: 3600 }],
  ['isv.BUSINESS_LIMIT_CONTROL', '触发天级流控Permits:10', { is: 'limited', seconds: 86_400 }],
  ['isv.BUSINESS_LIMIT_CONTROL', '业务限流', { is: 'limited', seconds: 3600 }],
  ['isv.MOBILE_NUMBER_ILLEGAL', '非法手机号', { is: 'refused' }],
  ['isv.AMOUNT_NOT_ENOUGH', '账户余额不足', { is: 'stopped' }],
  ['isv.OUT_OF_SERVICE', '业务停机', { is: 'stopped' }],
  ['isv.DAY_LIMIT_CONTROL', '触发日发送限额', { is: 'stopped' }],
  ['isv.SMS_CONTENT_ILLEGAL', '短信内容包含禁止发送内容', { is: 'stopped' }],
  ['isv.BLACK_KEY_CONTROL_LIMIT', '黑名单管控', { is: 'stopped' }],
  ['isp.RAM_PERMISSION_DENY', 'RAM权限DENY', { is: 'stopped' }],
  ['InvalidAccessKeyId.NotFound', '', { is: 'stopped' }],
  ['isp.SYSTEM_ERROR', '', { is: 'unclear' }],
  ['Throttling.User', '', { is: 'unclear' }],
  ['OK', 'OK', { is: 'sent' }],
] as const)(
  'each limit has its own waiting time, what only people can mend is no retry: %s %s',
  (code, words, is) => {
    expect(smsAnswer(code, words)).toEqual(is)
  },
)
