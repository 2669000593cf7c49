import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PIN, send, testDesk, type TestDesk } from '../tests/agent-desk.ts'

let desk: TestDesk
let folder: string

beforeAll(() => {
  desk = testDesk(1)
  desk.deliver(desk.serials[0]!)
  folder = mkdtempSync(join(tmpdir(), 'yinxin-packed-'))
  const options = ['--settings', desk.settingsDir, '--out', folder]
  execFileSync(process.execPath, ['agent/package.ts', ...options], { stdio: 'pipe' })
}, 120_000)
afterAll(() => desk.close())

describe('the packed agent', () => {
  it('runs where there is no Node, with the driver named in its file, and signs with a real key', async () => {
    const archive = readdirSync(folder).find((name) => name.endsWith('.tar.gz'))!
    const pc = mkdtempSync(join(tmpdir(), 'yinxin-pc-'))
    execFileSync('tar', ['-xzf', join(folder, archive), '-C', pc])
    const program = join(pc, archive.replace('.tar.gz', ''))
    writeFileSync(join(program, 'key-agent.env'), `AGENT_MODULE=${desk.module}\nAGENT_PORT=17890\n`)
    const { KRYOPTIC_CONF } = desk.environment(0)
    const agent = spawn(join(program, 'start.sh'), {
      cwd: '/',
      env: { PATH: '/usr/bin:/bin', KRYOPTIC_CONF },
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
      const ticket = desk.ca.ticket(hello.agentNonce, ['prove'])
      const { session } = (await send(port, '/v1/session', { ticket })).body
      const request = { serial: desk.serials[0], pin: PIN, nonce: 'n'.repeat(32), purpose: 'keyLogin' }
      const { status, body } = await send(port, '/v1/prove', request, { session })
      expect([status, typeof body.signature]).toEqual([200, 'string'])
    } finally {
      process.kill(-agent.pid!, 'SIGKILL')
    }
  }, 60_000)

  it('is not made without signed settings, or for a platform that nobody knows', () => {
    const refused = (...options: string[]) => {
      try {
        return execFileSync(process.execPath, ['agent/package.ts', ...options], { stdio: 'pipe' }).toString()
      } catch (error) {
        return (error as { stderr: Buffer }).stderr.toString()
      }
    }
    expect(refused('--settings', folder)).toContain('run the key ceremony first')
    expect(refused('--platform', 'amiga')).toContain('platforms: linux-x64')
  })
})
