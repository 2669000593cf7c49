import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { settings } from '../settings.ts'
import { beijing, collection } from '../world.ts'
import { smsMode, smsRefusals } from './sms-mode.ts'

export interface Sms {
  id: string
  phone: string
  text: string
  at: number
  /** The sender's own number of it. */
  outId: string
  templateCode: string
}

/** The provider's own limit is five codes an hour; this account had it raised, as few phones get everything here. */
const PER_PHONE_PER_HOUR = 600

export const inbox = collection<Sms>('sms')

/** The texts that were registered with the provider, by template code. */
function templates(): Record<string, string> {
  return JSON.parse(readFileSync(settings.aliyun.smsTemplates, 'utf8')) as Record<string, string>
}

function parse(text: string): Record<string, string> | undefined {
  try {
    return JSON.parse(text) as Record<string, string>
  } catch {
    return undefined
  }
}

/** SendSms of dysmsapi 2017-05-25. Business refusals come with HTTP 200 and a Code, as at the provider. */
export function sendSms(parameters: Record<string, string>) {
  const {
    PhoneNumbers: phone = '',
    SignName,
    TemplateCode = '',
    TemplateParam = '{}',
    OutId = '',
  } = parameters
  const answer = (Code: string, Message: string) => ({ Code, Message, RequestId: randomUUID() })
  if (!/^1[3-9]\d{9}$/.test(phone)) return answer('isv.MOBILE_NUMBER_ILLEGAL', '非法手机号')
  if (SignName !== settings.aliyun.smsSignName) return answer('isv.SMS_SIGNATURE_ILLEGAL', '签名不合法')
  const template = templates()[TemplateCode]
  if (!template) return answer('isv.SMS_TEMPLATE_ILLEGAL', '模板不合法')
  const values = parse(TemplateParam)
  if (!values) return answer('isv.INVALID_JSON_PARAM', 'JSON参数不合法，只接受字符串值')
  const missing = [...template.matchAll(/\$\{(\w+)\}/g)].find(([, name]) => values[name ?? ''] === undefined)
  if (missing) return answer('isv.TEMPLATE_MISSING_PARAMETERS', `缺少变量 ${missing[1]}`)
  const refusal = smsRefusals[smsMode()]
  if (refusal) return answer(refusal[0], refusal[1])
  const recent = inbox.all().filter((sms) => sms.phone === phone && sms.at > Date.now() - 3_600_000)
  if (recent.length >= PER_PHONE_PER_HOUR) return answer('isv.BUSINESS_LIMIT_CONTROL', '触发小时级流控')

  const id = randomUUID()
  const text = `【${SignName}】${template.replace(/\$\{(\w+)\}/g, (_, name: string) => values[name] ?? '')}`
  inbox.put(id, { id, phone, text, at: Date.now(), outId: OutId, templateCode: TemplateCode })
  return { ...answer('OK', 'OK'), BizId: `${Date.now()}^0` }
}

/** QuerySendDetails of dysmsapi 2017-05-25: what was sent to a phone on one day, newest first. */
export function querySendDetails(parameters: Record<string, string>) {
  const { PhoneNumber, SendDate = '', CurrentPage = '1', PageSize = '10' } = parameters
  const answer = (Code: string, more: object = {}) => ({
    Code,
    Message: Code,
    RequestId: randomUUID(),
    ...more,
  })
  if (!/^\d{8}$/.test(SendDate)) return answer('isv.INVALID_PARAMETERS')
  const sent = inbox
    .all()
    .filter(
      ({ phone, at }) => phone === PhoneNumber && beijing(at).slice(0, 10).replaceAll('-', '') === SendDate,
    )
  const from = (Number(CurrentPage) - 1) * Number(PageSize)
  const SmsSendDetailDTO = sent
    .slice(from, from + Number(PageSize))
    .map(({ phone, text, at, outId, templateCode }) => ({
      PhoneNum: phone,
      Content: text,
      SendDate: beijing(at),
      ReceiveDate: beijing(at),
      SendStatus: 3,
      ErrCode: 'DELIVERED',
      OutId: outId,
      TemplateCode: templateCode,
    }))
  return answer('OK', { TotalCount: String(sent.length), SmsSendDetailDTOs: { SmsSendDetailDTO } })
}
