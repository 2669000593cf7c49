import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import Dysms from '@alicloud/dysmsapi20170525'
import { $OpenApiUtil } from '@alicloud/openapi-core'
import { AlipaySdk } from 'alipay-sdk'
import { startWorld, type TestWorld } from '../tests/start-world.ts'

// The providers' own SDKs judge the sandbox: what they accept here, they accept from the real provider.

let world: TestWorld
let merchant: Server
let answer = 'success'
const notices: Record<string, string>[] = []

beforeAll(async () => {
  world = await startWorld()
  merchant = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      notices.push(Object.fromEntries(new URLSearchParams(body)))
      response.end(answer)
    })
  })
  await new Promise<void>((resolve) => merchant.listen(0, '127.0.0.1', resolve))
}, 60_000)

afterAll(async () => {
  merchant.close()
  await world.stop()
})

function smsSdk(accessKeySecret = 'aliyun-secret') {
  const endpoint = world.url.replace('http://', '')
  return new Dysms.default(
    new $OpenApiUtil.Config({ accessKeyId: 'LTAItest', accessKeySecret, protocol: 'HTTP', endpoint }),
  )
}
const message = (more: object = {}) =>
  new Dysms.SendSmsRequest({
    phoneNumbers: '13800000002',
    signName: '印信',
    templateCode: 'SMS_1',
    templateParam: JSON.stringify({ code: '123456' }),
    ...more,
  })

describe('SMS', () => {
  it('arrives on the phone in the registered words', async () => {
    const { body } = await smsSdk().sendSms(message())
    expect(body?.code).toBe('OK')
    const { messages } = await world.state()
    expect(messages[0]).toMatchObject({
      phone: '13800000002',
      text: '【印信】验证码123456，请勿告诉他人。',
    })
  })

  it('is refused under a wrong secret', async () => {
    await expect(smsSdk('another').sendSms(message())).rejects.toThrow(/SignatureDoesNotMatch/)
  })

  it.each([
    ['a template that was not registered', { templateCode: 'SMS_9' }, 'isv.SMS_TEMPLATE_ILLEGAL'],
    ['a missing value', { templateParam: '{}' }, 'isv.TEMPLATE_MISSING_PARAMETERS'],
    ['a number that is no mobile phone', { phoneNumbers: '0101234567' }, 'isv.MOBILE_NUMBER_ILLEGAL'],
  ])('is refused with the provider’s code for %s', async (_, more, code) => {
    expect((await smsSdk().sendSms(message(more))).body?.code).toBe(code)
  })
})

function alipaySdk() {
  return new AlipaySdk({
    appId: '2021000000000001',
    privateKey: world.appPrivateKey,
    alipayPublicKey: world.alipayPublicKey,
    gateway: `${world.url}/alipay/gateway.do`,
    keyType: 'PKCS8',
  })
}
const tradeOf = (no: string, amount = '400.00') => ({
  bizContent: { out_trade_no: no, total_amount: amount, subject: '数字证书 100%' },
})
const status = async (no: string) =>
  (
    (await alipaySdk().exec('alipay.trade.query', { bizContent: { out_trade_no: no } })) as {
      tradeStatus?: string
    }
  ).tradeStatus
const call = async (method: string, bizContent: object) =>
  (await alipaySdk().exec(method, { bizContent })) as Record<string, string>
const notifyUrl = () => `http://127.0.0.1:${(merchant.address() as AddressInfo).port}/notify`
const until = async (condition: () => boolean) => expect.poll(condition, { timeout: 10_000 }).toBe(true)

describe('Alipay', () => {
  it('does not know a trade before its code was scanned, and tells the merchant of the payment, signed', async () => {
    await alipaySdk().exec('alipay.trade.precreate', { ...tradeOf('A1'), notifyUrl: notifyUrl() })
    expect((await call('alipay.trade.query', { out_trade_no: 'A1' })).subCode).toBe('ACQ.TRADE_NOT_EXIST')
    await world.act('trades/A1/pay')
    expect(await status('A1')).toBe('TRADE_SUCCESS')
    await until(() => notices.length === 1)
    expect(alipaySdk().checkNotifySignV2(notices[0]!)).toBe(true)
    expect(alipaySdk().checkNotifySignV2({ ...notices[0]!, total_amount: '1.00' })).toBe(false)
  })

  it('tells again what was not answered with “success”', async () => {
    answer = 'fail'
    notices.length = 0
    await alipaySdk().exec('alipay.trade.precreate', { ...tradeOf('A2'), notifyUrl: notifyUrl() })
    await world.act('trades/A2/pay')
    await until(() => notices.length === 1)
    answer = 'success'
    await until(() => notices.length === 2)
    expect(notices[1]?.notify_id).toBe(notices[0]?.notify_id)
    const untold = (await world.state()).notices as { subject: string }[]
    expect(untold.map(({ subject }) => subject)).not.toContain('A2')
  })

  it('gives money back once for a request number, and never more than was paid', async () => {
    const refund = (no: string, amount: string) =>
      call('alipay.trade.refund', { out_trade_no: 'A1', refund_amount: amount, out_request_no: no })
    expect((await refund('R1', '100.00')).fundChange).toBe('Y')
    expect((await refund('R1', '100.00')).fundChange).toBe('N')
    expect((await refund('R2', '300.01')).subCode).toBe('ACQ.REFUND_AMT_NOT_EQUAL_TOTAL')
    expect((await refund('R2', '300.00')).fundChange).toBe('Y')
    expect(await status('A1')).toBe('TRADE_CLOSED')
  })

  it('refuses a request whose signature does not fit', async () => {
    const body = new URLSearchParams({
      app_id: '2021000000000001',
      method: 'alipay.trade.query',
      biz_content: '{}',
      sign: Buffer.from('forged').toString('base64'),
    })
    const text = await (await fetch(`${world.url}/alipay/gateway.do`, { method: 'POST', body })).text()
    expect(text).toContain('isv.invalid-signature')
  })
})

describe('the world', () => {
  it('keeps what it knows over a restart', async () => {
    await world.restart()
    expect(await status('A2')).toBe('TRADE_SUCCESS')
  }, 60_000)

  it('keeps a mail with its attachment', async () => {
    const transport = createTransport(`smtp://127.0.0.1:${world.smtpPort}`)
    await transport.sendMail({
      from: 'ca@example.cn',
      to: 'clerk@example.cn',
      subject: '电子发票',
      text: '见附件',
      attachments: [{ filename: '发票.pdf', content: Buffer.from('%PDF-'), contentType: 'application/pdf' }],
    })
    const [mail] = (await world.state()).mails
    expect(mail).toMatchObject({ to: 'clerk@example.cn', subject: '电子发票' })
    const file = await fetch(`${world.url}/world/mails/${mail.id}/attachments/0`)
    expect(await file.text()).toBe('%PDF-')
  })

  it.each([
    ['courier', 'sf/std/service', 'A1006'],
    ['tax', 'nuonuo/open/v1/services?appkey=tax-key', '0703'],
  ])('refuses an unsigned call of the %s platform', async (_, path, code) => {
    const headers = {
      'content-type': path.startsWith('sf') ? 'application/x-www-form-urlencoded' : 'application/json',
    }
    const body = path.startsWith('sf')
      ? `partnerID=YINXIN&serviceCode=EXP_RECE_CREATE_ORDER&timestamp=${Date.now()}&msgData={}&msgDigest=x`
      : '{}'
    const text = await (await fetch(`${world.url}/${path}`, { method: 'POST', headers, body })).text()
    expect(text).toMatch(code === '0703' ? /"code":"070[36]/ : /"apiResultCode":"A100/)
    expect(text).not.toContain('A1000')
  })
})
