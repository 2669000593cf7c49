import { createHash } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startWorld, type TestWorld } from '../../tests/start-world.ts'

let world: TestWorld
let product: Server
const pushes: { mailno: string; opCode: string }[] = []

beforeAll(async () => {
  product = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      pushes.push(JSON.parse(body).Body.WaybillRoute[0])
      response.end('{"return_code":"0000"}')
    })
  })
  await new Promise<void>((resolve) => product.listen(0, '127.0.0.1', resolve))
  world = await startWorld({ pushUrl: `http://127.0.0.1:${(product.address() as AddressInfo).port}/` })
}, 60_000)

afterAll(async () => {
  product.close()
  await world.stop()
})

beforeEach(() => {
  pushes.length = 0
})

const until = async (condition: () => boolean) => expect.poll(condition, { timeout: 10_000 }).toBe(true)

async function order(orderId: string, serial: string): Promise<string> {
  const msgData = JSON.stringify({
    orderId,
    remark: `介质序列号 ${serial}`,
    cargoDetails: [{ name: '智能密码钥匙' }],
    contactInfoList: [
      { contactType: 1, contact: '印信', tel: '01000000000', address: '北京市' },
      { contactType: 2, contact: '王芳', mobile: '13800000002', address: '上海市某路 1 号' },
    ],
  })
  const timestamp = String(Date.now())
  const text = new URLSearchParams([['', `${msgData}${timestamp}checkword`]]).toString().slice(1)
  const answer = await fetch(`${world.url}/sf/std/service`, {
    method: 'POST',
    body: new URLSearchParams({
      partnerID: 'YINXIN',
      requestID: crypto.randomUUID(),
      serviceCode: 'EXP_RECE_CREATE_ORDER',
      timestamp,
      msgData,
      msgDigest: createHash('md5').update(text).digest('base64'),
    }),
  })
  const { apiResultData } = (await answer.json()) as { apiResultData: string }
  return JSON.parse(apiResultData).msgData.waybillNoInfoList[0].waybillNo
}
const operate = async (waybill: string, ...operations: string[]) => {
  const statuses = []
  for (const name of operations) statuses.push((await world.act(`shipments/${waybill}/${name}`)).status)
  return statuses
}
const placeOf = async (serial: string) =>
  (await world.state()).keys.find((key: { serial: string }) => key.serial === serial).place
const keyInBox = async () =>
  (await world.state()).keys.find((key: { place: string }) => key.place === 'box').serial as string

describe('a parcel', () => {
  it('comes back, and its key travels again', async () => {
    const serial = await keyInBox()
    const first = await order('S1', serial)
    expect((await world.state()).shipments[0]).toMatchObject({ waybillNo: first, last: null })
    expect(await operate(first, 'failedAttempt', 'returned')).toEqual([409, 409])
    const way = ['pickedUp', 'outForDelivery', 'failedAttempt', 'refused', 'inTransit']
    expect(await operate(first, ...way)).toEqual([200, 200, 200, 200, 200])
    expect(await operate(first, 'delivered', 'outForDelivery')).toEqual([409, 409])
    expect(await operate(first, 'returned', 'returned', 'delivered', 'lost')).toEqual([200, 409, 409, 409])
    expect(await placeOf(serial)).toBe('returns')
    await until(() => pushes.length === 6)
    expect(pushes.map(({ opCode }) => opCode).sort()).toEqual(['30', '44', '50', '648', '70', '99'])

    const second = await order('S2', serial)
    expect(await operate(second, 'pickedUp', 'delivered')).toEqual([200, 200])
    expect(await placeOf(serial)).toBe('desk')
  })

  it('gets lost without a word', async () => {
    const serial = await keyInBox()
    const waybill = await order('S3', serial)
    expect(await operate(waybill, 'lost', 'pickedUp')).toEqual([409, 200])
    await until(() => pushes.length === 1)
    expect(await operate(waybill, 'lost')).toEqual([200])
    expect(await placeOf(serial)).toBe('nowhere')
    expect(await operate(waybill, 'inTransit', 'delivered', 'duplicate', 'lost')).toEqual([
      409, 409, 409, 409,
    ])
    expect(pushes).toHaveLength(1)
  })

  it('is reported again, and in the wrong order', async () => {
    const waybill = await order('S4', await keyInBox())
    expect(await operate(waybill, 'pickedUp', 'outOfOrder')).toEqual([200, 409])
    await operate(waybill, 'inTransit')
    await until(() => pushes.length === 2)
    await operate(waybill, 'outOfOrder')
    await until(() => pushes.length === 4)
    expect(pushes.slice(2).map(({ opCode }) => opCode)).toEqual(['30', '50'])
    await operate(waybill, 'duplicate')
    await until(() => pushes.length === 5)
    expect(pushes[4]?.opCode).toBe('30')
  })
})
