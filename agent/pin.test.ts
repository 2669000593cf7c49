import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDesk, type TestAgent, type TestDesk } from '../tests/agent-desk.ts'

const ORDER = '20261125-000002'
let desk: TestDesk
let agent: TestAgent

beforeAll(async () => {
  desk = testDesk(2)
  for (const serial of desk.serials) desk.deliver(serial)
  agent = await desk.startAgent()
}, 60_000)
afterAll(() => desk.close())

describe('the PIN', () => {
  it('is changed with the old one; a weak new one is refused and costs no try', async () => {
    desk.plug(desk.serials[0]!)
    const ask = await agent.page(desk.serials[0]!, ORDER)
    for (const newPin of ['12345', '123456', '111111']) {
      expect((await ask('change-pin', { newPin })).body.code).toBe('pinWeak')
    }
    expect((await ask('change-pin', { newPin: '73518264' })).status).toBe(200)
    expect((await ask('prove', { purpose: 'keyLogin' })).body).toEqual({
      code: 'pinIncorrect',
      pin: { atMost: 9, finalTry: false, locked: false },
    })
    expect((await ask('prove', { purpose: 'keyLogin', pin: '73518264' })).status).toBe(200)
    expect((await ask('keys', {})).body.keys[0].pin.atMost).toBe(10)
  })

  it('locks the key for real at the tenth wrong try; the last one is made only when the person says so', async () => {
    const serial = desk.serials[1]!
    desk.plug(serial)
    const ask = await agent.page(serial, ORDER)
    const wrong = (more = {}) => ask('prove', { purpose: 'keyLogin', pin: '00000000', ...more })
    const left: number[] = []
    for (let round = 0; round < 9; round++) {
      const { body } = await wrong()
      expect(body.code).toBe('pinIncorrect')
      left.push(body.pin.atMost)
    }
    expect(left).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1])
    for (let round = 0; round < 3; round++) {
      expect((await wrong()).body).toEqual({
        code: 'pinLastTry',
        pin: { atMost: 1, finalTry: true, locked: false },
      })
    }
    const last = await wrong({ confirmLastTry: true })
    expect(['pinIncorrect', 'pinLocked']).toContain(last.body.code)
    expect(last.body.pin).toEqual({ atMost: 0, finalTry: false, locked: true })
    const right = await ask('prove', { purpose: 'keyLogin', confirmLastTry: true })
    expect([right.status, right.body.code]).toEqual([422, 'pinLocked'])
  })
})
