import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isSignedByKey, publicKeyOf } from '../pki/algorithms.ts'
import { PIN, testDesk, type TestDesk } from '../tests/agent-desk.ts'
import { softHsmKey } from '../tests/softhsm-token.ts'
import { openDrivers, type Drivers } from './drivers.ts'
import type { FoundModule } from './find-modules.ts'

const program = 'agent/main.ts'
const folder = mkdtempSync(join(tmpdir(), 'yinxin-drivers-'))
const noLibrary = join(folder, 'readme.so')
const crashing = join(folder, 'crashing.so')
const hanging = join(folder, 'hanging.so')
let desk: TestDesk
let other: Awaited<ReturnType<typeof softHsmKey>>
let found: FoundModule[]
let drivers: Drivers

/** A module that does this as soon as it is asked for its functions. */
function moduleThat(path: string, does: string): void {
  const source = `#include <stdlib.h>\n#include <unistd.h>\nextern "C" unsigned long C_GetFunctionList(void **) { ${does}; return 0; }\n`
  execFileSync('g++', ['-shared', '-fPIC', '-x', 'c++', '-', '-o', path], { input: source })
}

beforeAll(async () => {
  desk = testDesk(1)
  desk.deliver(desk.serials[0]!)
  other = await softHsmKey(desk.ca, PIN)
  writeFileSync(noLibrary, 'This is no library.\n')
  moduleThat(crashing, 'abort()')
  found = [
    { name: 'no library', path: noLibrary },
    { name: 'crashing', path: crashing },
    { name: 'open to all', path: other.module, unprotected: true },
    { name: 'sandbox', path: desk.module },
  ]
  drivers = openDrivers({ program, find: () => found })
  await drivers.settled
}, 120_000)
afterAll(() => {
  drivers.close()
  desk.close()
})

const serials = async () =>
  (await drivers.list()).filter(({ initialised }) => initialised).map(({ serial }) => serial)

async function signs(serial: string): Promise<boolean> {
  const data = Buffer.from('what is signed')
  const { certificates } = await drivers.contents(serial)
  const { id, der } = certificates[0]!
  const signature = await drivers.sign({ serial, pin: PIN, id, data })
  return isSignedByKey(publicKeyOf(der), data, signature)
}

describe('the drivers of a PC', () => {
  it('work beside one that is no library, one that crashes and one that others can write; each is told', async () => {
    expect(drivers.states()).toEqual([
      { name: 'no library', state: 'notLoadable' },
      { name: 'crashing', state: 'crashed' },
      { name: 'open to all', state: 'unprotected' },
      { name: 'sandbox', state: 'ready' },
    ])
    expect(await serials()).toEqual(desk.serials)
    expect(await signs(desk.serials[0]!)).toBe(true)
  })

  it('are found when they are installed later; keys of two vendors sign side by side', async () => {
    found = [...found.slice(0, 2), { name: 'another vendor', path: other.module }, found[3]!]
    await expect.poll(serials, { timeout: 30_000, interval: 500 }).toEqual([other.serial, ...desk.serials])
    expect(await Promise.all([signs(other.serial), signs(desk.serials[0]!)])).toEqual([true, true])
    expect(await drivers.has(other.serial)).toBe(true)
  }, 40_000)

  it('are started again when they die, and the keys of the others stay', async () => {
    const ofDesk = ['-P', String(process.pid), '-f', desk.module]
    const pid = execFileSync('pgrep', ofDesk).toString().trim()
    process.kill(Number(pid), 'SIGKILL')
    await expect.poll(serials, { interval: 100 }).toEqual([other.serial])
    await expect(signs(desk.serials[0]!)).rejects.toMatchObject({ fault: 'tokenNotFound' })
    await expect.poll(serials, { timeout: 30_000, interval: 500 }).toEqual([other.serial, ...desk.serials])
    expect(await signs(desk.serials[0]!)).toBe(true)
  }, 40_000)

  it('end with the agent, also when that is killed in the middle of a call', async () => {
    moduleThat(hanging, 'for (;;) pause()')
    const start = `const { spawn } = require('node:child_process')
      const stdio = ['ignore', 'ignore', 'inherit', 'ipc']
      console.log(spawn(process.execPath, ['${program}', '--module', '${hanging}'], { stdio }).pid)`
    const agent = spawn(process.execPath, ['-e', start], { stdio: ['ignore', 'pipe', 'inherit'] })
    const [said] = (await once(agent.stdout, 'data')) as [Buffer]
    const ofDriver = `/proc/${Number(said.toString())}`
    try {
      // What it has loaded: it is at its module then, and hangs.
      const loaded = () => readFileSync(join(ofDriver, 'maps'), 'utf8')
      await expect.poll(loaded, { timeout: 20_000 }).toContain(hanging)
    } finally {
      agent.kill('SIGKILL')
    }
    await expect.poll(() => existsSync(ofDriver), { timeout: 10_000 }).toBe(false)
  }, 40_000)

  it('that hang are ended, and told', async () => {
    moduleThat(hanging, 'for (;;) pause()')
    const patience = { load: 500, list: 500, operation: 500 }
    const slow = openDrivers({ program, find: () => [{ name: 'hanging', path: hanging }], patience })
    await slow.settled
    expect(slow.states()).toEqual([{ name: 'hanging', state: 'silent' }])
    expect(await slow.list()).toEqual([])
    slow.close()
  })
})
