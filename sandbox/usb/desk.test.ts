import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stepsSeen } from '../../tests/sandbox-world.ts'
import { startWorld, type TestWorld } from '../../tests/start-world.ts'
import type { KeyCondition, PinTrial } from './keys.ts'

let world: TestWorld
let serial: string

interface Key {
  serial: string
  place: string
  foreign: boolean
  clumsy: boolean
}

const keyOf = async () => ((await world.state()).keys as Key[]).find((key) => key.serial === serial)
/** What the driver of the applicant's PC sees: serial numbers, read in a process of its own. */
function atPc(script = ''): string[] {
  const program = `
    import graphene from 'graphene-pk11'
    const module = graphene.Module.load(process.env.TOKEN_MODULE, 'usb')
    module.initialize()
    const slots = module.getSlots(true)
    const serials = []
    for (let i = 0; i < slots.length; i++) serials.push(slots.items(i).getToken().serialNumber.trim())
    console.log(serials.join('\\n'))
    ${script}`
  const conf = `${world.environment.SANDBOX_DATA_DIR}/usb/desk.conf`
  return execFileSync(process.execPath, ['--input-type=module', '-e', program], {
    env: { ...process.env, KRYOPTIC_CONF: conf },
    encoding: 'utf8',
  })
    .trim()
    .split('\n')
    .filter(Boolean)
}

beforeAll(async () => {
  world = await startWorld()
}, 60_000)
afterAll(() => world?.stop())

describe('the applicant’s desk', () => {
  it('takes a key of another CA, with a certificate of that CA and a PIN that works', async () => {
    expect((await world.act('foreign-keys')).status).toBe(200)
    const key = ((await world.state()).keys as Key[]).find((one) => one.foreign)
    serial = key!.serial
    expect(key).toMatchObject({ serial, place: 'desk', foreign: true, clumsy: false })
    const seen = (await (await fetch(`${world.url}/world/keys/${serial}`)).json()) as KeyCondition
    expect(seen.certificates).toMatchObject([{ issuer: 'CN=另一家认证机构 CA' }])
    const trial = (await (await world.act(`keys/${serial}/pin`, { pin: '12345678' })).json()) as PinTrial
    expect(trial.result).toBe('signed')
  })

  it('notices that the PIN of a key was changed at the PC', async () => {
    await world.act(`keys/${serial}/place/desk-port`)
    expect(await stepsSeen(world.url)).toEqual(['used'])
    atPc(`const session = slots.items(0).open(6)
      session.login('12345678', 1)
      session.setPin('12345678', '87654321')
      session.setPin('87654321', '12345678')`)
    expect(await stepsSeen(world.url)).toEqual(['used', 'pinChanged'])
    await world.act(`keys/${serial}/place/desk`)
  })

  it('shows the PC what is plugged in, and nothing else', async () => {
    expect(atPc()).toEqual([])
    await world.act(`keys/${serial}/place/desk-port`)
    expect(atPc()).toEqual([serial])
    await world.act(`keys/${serial}/place/desk`)
    expect(atPc()).toEqual([])
  })

  it('lets a key be pulled out in the middle of the next writing', async () => {
    expect((await world.act(`keys/${serial}/clumsy`)).status).toBe(409)
    await world.act(`keys/${serial}/place/desk-port`)
    await world.act(`keys/${serial}/clumsy`)
    expect((await keyOf())?.clumsy).toBe(true)
    await world.act(`keys/${serial}/clumsy`)
    expect((await keyOf())?.clumsy).toBe(false)
    await world.act(`keys/${serial}/clumsy`)
    atPc(`
      const session = slots.items(0).open(graphene.SessionFlag.RW_SESSION | graphene.SessionFlag.SERIAL_SESSION)
      session.login('12345678')
      session.create({ class: graphene.ObjectClass.DATA, token: true, label: 'note', value: Buffer.from('x') })`)
    await expect
      .poll(keyOf, { timeout: 10_000 })
      .toMatchObject({ serial, place: 'desk', foreign: true, clumsy: false })
    expect(atPc()).toEqual([])
  })
})
