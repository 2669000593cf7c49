// Another system that signs by the CSC API: pyHanko's own client, and calls by hand.
import { spawn } from 'node:child_process'
import { createPublicKey } from 'node:crypto'
import { once } from 'node:events'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { root } from '../bin/bootstrap.mjs'
import { createApiClient, type NewApiClient } from '../db/api-clients.ts'
import type { Database } from '../db/database.ts'
import { seal } from '../pki/sealed.ts'

export interface CscClient {
  id: string
  secret: string
}

export const redirectUri = 'https://contracts.example.cn/return'

/** An API client, as an administrator makes one. */
export async function cscClient(db: Database, given: Partial<NewApiClient> = {}): Promise<CscClient> {
  const usual = { permissions: ['csc'], redirectUris: [redirectUri] } satisfies Partial<NewApiClient>
  const limits = { requestsPerMinute: 1000, documentsPerDay: 1000 }
  const made = await createApiClient(db, { name: '合同平台', ...usual, ...limits, ...given }, 'administrator')
  return { id: made.client.id, secret: made.secret! }
}

const FORM = { 'content-type': 'application/x-www-form-urlencoded' }

/** A call of a client at a CSC endpoint. Gives status and body. */
export async function post(
  url: string,
  body: object,
  token?: string,
): Promise<{ status: number; body: Record<string, never> }> {
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) }
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  return { status: answer.status, body: (await answer.json()) as Record<string, never> }
}

/** Asks for a token. Gives what came, a refusal too. */
export async function askToken(site: string, { id, secret }: CscClient, form: Record<string, string>) {
  const body = new URLSearchParams({ client_id: id, client_secret: secret, ...form })
  const answer = await fetch(`${site}/csc/v2/oauth2/token`, { method: 'POST', headers: FORM, body })
  return (await answer.json()) as { access_token: string; scope?: string; expires_in: number; error?: string }
}

const X25519_SPKI = Buffer.from('302a300506032b656e032100', 'hex')

/** A code as the signing worker takes it from another system: sealed for the challenge that it was sent for. */
export function sealedFor(challenge: string, code: string): string {
  const [id, raw] = challenge.split('.') as [string, string]
  const der = Buffer.concat([X25519_SPKI, Buffer.from(raw, 'base64url')])
  const sealTo = createPublicKey({ key: der, type: 'spki', format: 'der' })
  return `${id}.${Buffer.from(seal(Buffer.from(code), sealTo, id)).toString('base64url')}`
}

/** A token of the client itself. */
export const serviceToken = async (site: string, client: CscClient): Promise<string> =>
  (await askToken(site, client, { grant_type: 'client_credentials', scope: 'service' })).access_token

/**
 * Runs pyHanko's client. `tell`: answers what it asks: an address to be opened, or a code. @throws Error with what it said
 * when it did not sign.
 */
export async function pyhankoSigns(
  told: {
    site: string
    version: 'v1' | 'v2'
    way: 'browser' | 'sealed'
    client: CscClient
    token: string
    credentialId: string
    /** PEM. */
    root: string
    /** PDFs; each is signed into a file beside it, `.signed`. */
    files: string[]
    archive: boolean
  },
  tell: (question: string) => Promise<string>,
): Promise<void> {
  const python = join(dirname(process.env.PYHANKO!), 'python')
  const { client, ...more } = told
  const input = JSON.stringify({ ...more, redirectUri, clientId: client.id, clientSecret: client.secret })
  const child = spawn(python, [join(root, 'tests/csc-client.py'), input], {
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  const ended = once(child, 'exit')
  for await (const line of createInterface(child.stdout)) {
    if (line === 'done') break
    child.stdin.write(`${await tell(line)}\n`)
  }
  const [code] = (await ended) as [number]
  if (code !== 0) throw new Error(said)
}
