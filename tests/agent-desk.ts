// The applicant's PC for tests: real keys (the sandbox's module) at a USB port, a real agent in its own process.
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, renameSync, writeFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePorts } from '../bin/installation.ts'
import { pairRule } from '../agent/own-certificates.ts'
import type { AgentOperation, Ticket } from '../pki/agent-protocol.ts'
import { FACTORY_SO_PIN, freshTokens } from './fresh-tokens.ts'
import { openTokenDriver } from '../pki/token.ts'
import { testCa } from './agent-ca.ts'

export const PIN = '48151623'
/** A nonce of the site. */
export const NONCE = 'nonce-of-the-server-0001'
export const ORIGIN = 'http://127.0.0.1:3999'

export interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  // What a page would read: tests look into it freely.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  body: any
}

export interface Call {
  method?: string
  headers?: Record<string, string | undefined>
  session?: string
  raw?: string
}

/** Sends one request; a header given as undefined is left out. */
export function send(port: number, path: string, body: unknown, call: Call = {}): Promise<Answer> {
  const { method = 'POST', headers = {}, session, raw } = call
  const all: Record<string, string | undefined> = {
    host: `127.0.0.1:${port}`,
    origin: ORIGIN,
    'content-type': 'application/json',
    authorization: session && `Bearer ${session}`,
    ...headers,
  }
  const given = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { host: '127.0.0.1', port, path, method, headers: given as Record<string, string>, setHost: false },
      (response) => {
        let text = ''
        response.on('error', reject)
        response.on('data', (chunk: Buffer) => (text += chunk.toString()))
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: text ? JSON.parse(text) : undefined,
          }),
        )
      },
    )
    request.on('error', reject)
    request.end(method === 'POST' ? (raw ?? JSON.stringify(body)) : undefined)
  })
}

/**
 * A desk with keys of ours (formatted, with pair and certificate of `order:20261101-000001`), and a port that they can
 * be plugged into.
 */
export function testDesk(count: number) {
  const folder = mkdtempSync(join(tmpdir(), 'yinxin-desk-'))
  const { module, files } = freshTokens(count)
  const driver = openTokenDriver(module)
  const ca = testCa(ORIGIN)
  const settingsDir = join(folder, 'settings')
  ca.writeSettings(settingsDir)
  const port = join(folder, 'desk.conf')
  const slots = new Map<string, string>()
  const agents: ChildProcess[] = []
  driver.list().forEach(({ serial }, index) => slots.set(serial, files[index]!))

  function plug(...serials: string[]): void {
    const text = serials.map(
      (serial, slot) =>
        `[[slots]]\nslot = ${slot}\ndbtype = "sqlite"\ndbargs = ${JSON.stringify(slots.get(serial))}\n`,
    )
    writeFileSync(`${port}.new`, text.join('\n') || 'slots = []\n')
    renameSync(`${port}.new`, port)
  }

  /** Makes a key as the key station does. */
  function deliver(serial: string, orderNo = '20261101-000001', daysAgo = 30): Uint8Array {
    driver.personalise({
      serial,
      factorySoPin: FACTORY_SO_PIN,
      soPin: ca.soPin(serial, 1),
      userPin: PIN,
    })
    const label = `order:${orderNo}`
    const { spki } = driver.generateKeyPair({ serial, pin: PIN, label, rule: pairRule })
    const der = ca.issue(spki, daysAgo)
    driver.writeCertificate({ serial, pin: PIN, label, der })
    return der
  }

  const environment = (agentPort: number) => ({
    PATH: process.env.PATH,
    KRYOPTIC_CONF: port,
    AGENT_MODULE: module,
    AGENT_SEARCH: 'no',
    AGENT_PORT: String(agentPort),
    AGENT_SETTINGS_DIR: settingsDir,
  })

  /** Starts an agent at this port; gives what it says until it listens, or ends. */
  async function startAgent(agentPort?: number, change: NodeJS.ProcessEnv = {}) {
    const wanted = agentPort ?? (await freePorts()).agent
    const child = spawn(process.execPath, ['agent/main.ts'], {
      env: { ...environment(wanted), ...change },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    agents.push(child)
    let said = ''
    const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()))
    const listening = new Promise<void>((resolve) => {
      for (const stream of [child.stdout, child.stderr]) {
        stream.on('data', (chunk: Buffer) => {
          said += chunk.toString()
          if (said.includes('Ctrl-C')) resolve()
        })
      }
    })
    await Promise.race([ended, listening])
    const port = Number(/127\.0\.0\.1:(\d+)/.exec(said)?.[1])
    const call = (path: string, body: unknown = {}, options: Call = {}) =>
      send(port, `/v1/${path}`, body, options)

    /** A session as a page gets it. */
    async function session(operations: AgentOperation[], more: Partial<Ticket> = {}): Promise<string> {
      const { agentNonce } = (await call('hello')).body
      const answer = await call('session', { ticket: ca.ticket(agentNonce, operations, more) })
      return answer.body.session
    }

    /** A page with a ticket for this key and order, which asks with the PIN. */
    async function page(serial: string, orderNo: string) {
      const bound = { tokenSerial: serial, orderNo }
      const opened = await session(['read', 'prove', 'generate', 'write', 'finish', 'changePin'], bound)
      return (path: string, more: object = {}) => {
        const nonce = path === 'finish' || path === 'change-pin' ? {} : { nonce: NONCE }
        const order = path === 'change-pin' ? {} : { orderNo }
        return call(path, { serial, pin: PIN, ...order, ...nonce, ...more }, { session: opened })
      }
    }

    return {
      port,
      page,
      said: () => said,
      exitCode: () => child.exitCode,
      call,
      session,
      kill: () => child.kill('SIGKILL'),
      ended,
    }
  }

  const serials = [...slots.keys()]
  plug(...serials)
  return {
    folder,
    module,
    driver,
    ca,
    serials,
    settingsDir,
    plug,
    deliver,
    environment,
    startAgent,
    /** Ends the agents it started. */
    close: () => agents.forEach((child) => child.kill('SIGKILL')),
  }
}

export type TestDesk = ReturnType<typeof testDesk>
export type TestAgent = Awaited<ReturnType<TestDesk['startAgent']>>
