import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { ORIGIN, PIN, send } from '../tests/agent-desk.ts'
import { testCa } from '../tests/agent-ca.ts'
import { softHsmKey } from '../tests/softhsm-token.ts'

const ca = testCa(ORIGIN)
const folder = mkdtempSync(join(tmpdir(), 'yinxin-packed-'))
const settings = join(folder, 'settings')
const out = join(folder, 'packages')

const pack = (...options: string[]) =>
  execFileSync(process.execPath, ['agent/package.ts', ...options], { stdio: 'pipe' })

beforeAll(() => {
  ca.writeSettings(settings)
  pack('--settings', settings, '--out', out)
}, 120_000)

describe('the packed agent', () => {
  it('runs where there is no Node, finds a driver that is registered on the PC, and signs with its key; no file is edited', async () => {
    const key = await softHsmKey(ca, PIN)
    const [archive] = readdirSync(out)
    const pc = mkdtempSync(join(tmpdir(), 'yinxin-pc-'))
    execFileSync('tar', ['-xzf', join(out, archive!), '-C', pc])
    const agent = spawn(join(pc, archive!.replace('.tar.gz', ''), 'start.sh'), {
      cwd: '/',
      env: { PATH: '/usr/bin:/bin', SOFTHSM2_CONF: key.conf },
      detached: true,
    })
    try {
      const port = await new Promise<number>((resolve, reject) => {
        let said = ''
        for (const stream of [agent.stdout, agent.stderr]) {
          stream.on('data', (chunk: Buffer) => {
            said += chunk.toString()
            const found = /127\.0\.0\.1:(\d+)/.exec(said)
            if (found) resolve(Number(found[1]))
          })
        }
        agent.on('exit', () => reject(new Error(said)))
      })
      const { body: hello } = await send(port, '/v1/hello', {})
      expect(hello).toMatchObject({ agent: 'yinxin', tokenPresent: true })
      expect(hello.drivers).toContainEqual({ name: 'libsofthsm2.so', state: 'ready' })
      const ticket = ca.ticket(hello.agentNonce, ['prove'])
      const { session } = (await send(port, '/v1/session', { ticket })).body
      const request = { serial: key.serial, pin: PIN, nonce: 'n'.repeat(32), purpose: 'keyLogin' }
      const { status, body } = await send(port, '/v1/prove', request, { session })
      expect([status, typeof body.signature]).toEqual([200, 'string'])
    } finally {
      process.kill(-agent.pid!, 'SIGKILL')
    }
  }, 60_000)

  it('is not made without signed settings, or for a platform that nobody knows', () => {
    const refused = (...options: string[]) => {
      try {
        return pack(...options).toString()
      } catch (error) {
        return (error as { stderr: Buffer }).stderr.toString()
      }
    }
    expect(refused('--settings', out)).toContain('run the key ceremony first')
    expect(refused('--platform', 'amiga')).toContain('platforms: linux-x64')
  })
})
