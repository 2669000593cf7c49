import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { AlipaySdk } from 'alipay-sdk'
import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startWorld, type TestWorld } from '../tests/start-world.ts'

// Everything that can go wrong at a provider, at the press of a button.

let world: TestWorld
let product: Server
const notices: Record<string, string>[] = []

beforeAll(async () => {
  product = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      notices.push(Object.fromEntries(new URLSearchParams(body)))
      response.end('success')
    })
  })
  await new Promise<void>((resolve) => product.listen(0, '127.0.0.1', resolve))
  world = await startWorld()
}, 60_000)

afterAll(async () => {
  product.close()
  await world.stop()
})

beforeEach(() => {
  notices.length = 0
})

const productUrl = () => `http://127.0.0.1:${(product.address() as AddressInfo).port}/`
const until = async (condition: () => boolean) => expect.poll(condition, { timeout: 10_000 }).toBe(true)
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

const alipay = () =>
  new AlipaySdk({
    appId: '2021000000000001',
    privateKey: world.appPrivateKey,
    alipayPublicKey: world.alipayPublicKey,
    gateway: `${world.url}/alipay/gateway.do`,
    keyType: 'PKCS8',
  })
const call = async (method: string, bizContent: object) =>
  (await alipay().exec(method, { bizContent })) as Record<string, string>

async function paid(no: string, how?: string) {
  await alipay().exec('alipay.trade.precreate', {
    bizContent: { out_trade_no: no, total_amount: '400.00', subject: '数字证书' },
    notifyUrl: productUrl(),
  })
  expect((await world.act(`trades/${no}/pay`, how ? { how } : undefined)).status).toBe(200)
}

describe('a payment', () => {
  it.each(['silent', 'late'])('of which nobody is told now (%s) can be queried', async (how) => {
    await paid(how, how)
    await sleep(1500)
    expect(notices).toEqual([])
    expect((await call('alipay.trade.query', { out_trade_no: how })).tradeStatus).toBe('TRADE_SUCCESS')
    const waiting = ((await world.state()).notices as { subject: string }[]).map(({ subject }) => subject)
    expect(waiting.includes(how)).toBe(how === 'late')
  })

  it('is told twice, in the same words', async () => {
    await paid('T1', 'twice')
    await until(() => notices.length === 2)
    expect(notices[0]?.notify_id).toBe(notices[1]?.notify_id)
  })

  it('is told by a forger first', async () => {
    await paid('F1', 'forged')
    await until(() => notices.length === 2)
    expect(notices.map((notice) => alipay().checkNotifySignV2(notice))).toEqual([false, true])
  })

  it('brings one yuan less than was asked', async () => {
    await paid('O1', 'other-amount')
    await until(() => notices.length === 1)
    expect(notices[0]?.total_amount).toBe('399.00')
    expect(alipay().checkNotifySignV2(notices[0]!)).toBe(true)
    expect((await call('alipay.trade.query', { out_trade_no: 'O1' })).totalAmount).toBe('399.00')
  })

  it('knows no other ways', async () => {
    expect((await world.act('trades/O1/pay', { how: 'toString' })).status).toBe(409)
  })
})

it('refuses refunds while the merchant’s balance is too low', async () => {
  await paid('R1')
  const refund = () => call('alipay.trade.refund', { out_trade_no: 'R1', refund_amount: '400.00' })
  await world.act('refunds/mode/refused')
  expect((await refund()).subCode).toBe('ACQ.SELLER_BALANCE_NOT_ENOUGH')
  expect((await world.act('refunds/mode/other')).status).toBe(404)
  await world.act('refunds/mode/normal')
  expect((await refund()).fundChange).toBe('Y')
})

it('makes refunds whose answer is lost, or makes them when that is over', async () => {
  const refundOf = (no: string) =>
    call('alipay.trade.refund', { out_trade_no: no, refund_amount: '400.00', out_request_no: `${no}R1` })
  const made = async (no: string) =>
    (await call('alipay.trade.fastpay.refund.query', { out_trade_no: no, out_request_no: `${no}R1` }))
      .refundStatus
  await paid('L1')
  await paid('L2')
  await world.act('refunds/mode/lost')
  await expect(refundOf('L1')).rejects.toThrow('502')
  expect(await made('L1')).toBe('REFUND_SUCCESS')
  await world.act('refunds/mode/late')
  await expect(refundOf('L2')).rejects.toThrow('502')
  await world.act('refunds/mode/refused')
  await expect(refundOf('L2')).rejects.toThrow('502')
  expect(await made('L2')).toBeUndefined()
  await world.act('refunds/mode/normal')
  expect(await made('L2')).toBe('REFUND_SUCCESS')
  expect((await refundOf('L2')).fundChange).toBe('N')
})

describe('an outage', () => {
  const providers: [string, string, Record<string, string>?][] = [
    ['alipay', '/alipay/gateway.do?charset=utf-8'],
    ['wechatpay', '/v3/pay/transactions/native'],
    ['sms', '/', { 'x-acs-action': 'SendSms' }],
    ['identity', '/', { 'x-acs-action': 'BankMetaVerify' }],
    ['registry', '/', { 'x-acs-action': 'CompanyFourElementsVerification' }],
    ['tax', '/nuonuo/open/v1/services'],
    ['courier', '/sf/std/service'],
  ]
  it.each(providers)('of %s answers 502 with nothing, and ends', async (provider, path, headers = {}) => {
    const ask = () => fetch(`${world.url}${path}`, { method: 'POST', headers })
    await world.act(`outages/${provider}`)
    const answer = await ask()
    expect([answer.status, await answer.text()]).toEqual([502, ''])
    // Nobody else is down.
    for (const [, other, more = {}] of providers.filter(([name]) => name !== provider)) {
      expect((await fetch(`${world.url}${other}`, { method: 'POST', headers: more })).status).not.toBe(502)
    }
    await world.act(`outages/${provider}`, { seconds: 0 })
    expect((await ask()).status).not.toBe(502)
  })

  it('ends by itself', async () => {
    await world.act('outages/mail', { seconds: 1 })
    await expect(mail('clerk@example.cn')).rejects.toThrow(/421/)
    await sleep(1100)
    await mail('clerk@example.cn')
  })

  it('exists for providers only', async () => {
    expect((await world.act('outages/weather')).status).toBe(404)
  })
})

const mail = (to: string) =>
  createTransport(`smtp://127.0.0.1:${world.smtpPort}`).sendMail({ from: 'ca@example.cn', to, text: 'x' })

it('refuses mail to a full mailbox, to no other, until it was emptied', async () => {
  await world.act('mail/reject/Full@example.cn')
  await expect(mail('full@example.cn')).rejects.toMatchObject({ responseCode: 550 })
  await mail('clerk@example.cn')
  await world.act('mail/reject/full@example.cn')
  await mail('full@example.cn')
})
