import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { AGENT_VERSION } from '../pki/agent-protocol.ts'
import type { Drivers } from './drivers.ts'
import { openJobs } from './jobs.ts'
import { changePin } from './operations/change-pin.ts'
import { finish } from './operations/finish.ts'
import { generate } from './operations/generate.ts'
import { keys } from './operations/keys.ts'
import type { Operation, Workshop } from './operations/operation.ts'
import { prove } from './operations/prove.ts'
import { unlockOperations } from './operations/unlock.ts'
import { write } from './operations/write.ts'
import { ownCertificates } from './own-certificates.ts'
import { Refusal } from './refusal.ts'
import { openSessions } from './sessions.ts'
import type { Settings } from './settings.ts'

const PROTOCOL = 1
const BODY_LIMIT = 64 * 1024

/** The only names under which a browser on this PC reaches us: another one was rebound to loopback by its DNS. */
function checkHost({ headers, socket }: IncomingMessage): void {
  const names = [`127.0.0.1:${socket.localPort}`, `localhost:${socket.localPort}`]
  if (!names.includes(headers.host ?? '')) throw new Refusal('foreignHost')
}

/** Reads a JSON body. The bytes are wiped afterwards: there may be a PIN in them. */
async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  try {
    let size = 0
    for await (const chunk of request as AsyncIterable<Buffer>) {
      chunks.push(chunk)
      size += chunk.length
      if (size > BODY_LIMIT) throw new Refusal('tooLarge')
    }
    const whole = Buffer.concat(chunks)
    chunks.push(whole)
    const body: unknown = JSON.parse(whole.toString('utf8'))
    if (typeof body !== 'object' || body === null) throw new Refusal('malformed')
    return body
  } catch (error) {
    throw error instanceof SyntaxError ? new Refusal('malformed') : error
  } finally {
    for (const chunk of chunks) chunk.fill(0)
  }
}

/** The agent's HTTP side; its rules are those of docs/key-agent.md. Does not listen yet. */
export function buildAgent({ settings, driver }: { settings: Settings; driver: Drivers }): Server {
  const own = ownCertificates(settings.issuers)
  const jobs = openJobs(driver, own)
  const workshop: Workshop = { driver, jobs, own, settings }
  const sessions = openSessions(settings.ticketKey)
  const unlock = unlockOperations()
  const operations: Record<string, Operation> = {
    keys,
    prove,
    generate,
    write,
    finish,
    'change-pin': changePin,
    'unlock/begin': unlock.begin,
    'unlock/finish': unlock.finish,
  }

  const hello = async () => ({
    agent: 'yinxin',
    version: AGENT_VERSION,
    protocol: PROTOCOL,
    agentNonce: sessions.agentNonce,
    tokenPresent: await jobs.tokenPresent(),
    drivers: driver.states(),
  })

  async function answer(request: IncomingMessage, origin: string): Promise<object> {
    const { method, url = '', headers } = request
    if (method !== 'POST') throw new Refusal('methodNotAllowed')
    // Only this type makes a browser ask us first (preflight), for every call.
    if (headers['content-type']?.split(';')[0]?.trim() !== 'application/json') throw new Refusal('notJson')
    const name = /^\/v1\/([a-z/-]+)$/.exec(url)?.[1] ?? ''
    const body = await readBody(request)
    if (name === 'hello') return hello()
    if (name === 'session') return sessions.open(String((body as { ticket?: unknown }).ticket), origin)
    const operation = Object.hasOwn(operations, name) ? operations[name] : undefined
    if (!operation) throw new Refusal('notFound')
    return operation.run(body, sessions.use(headers.authorization, origin, operation.needs), workshop)
  }

  function allow(origin: string, response: ServerResponse): void {
    response.setHeader('access-control-allow-origin', origin)
    response.setHeader('vary', 'Origin')
  }

  function preflight(response: ServerResponse): void {
    response.setHeader('access-control-allow-methods', 'POST')
    response.setHeader('access-control-allow-headers', 'content-type, authorization')
    // Chrome before 142 asks for this.
    response.setHeader('access-control-allow-private-network', 'true')
    response.setHeader('access-control-max-age', '600')
    response.writeHead(204).end()
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      checkHost(request)
      const { origin } = request.headers
      if (!origin || !settings.origins.includes(origin)) throw new Refusal('foreignOrigin')
      allow(origin, response)
      if (request.method === 'OPTIONS') return preflight(response)
      send(response, 200, await answer(request, origin))
    } catch (error) {
      const refusal = error instanceof Refusal ? error : new Refusal('unexpected')
      // The fault and the path, nothing of what was sent: that may be secret.
      if (refusal.status >= 500) console.error(`${request.url?.split('?')[0]}: ${(error as Error).message}`)
      const { status, code, pin } = refusal
      send(response, status, { code, ...(pin && { pin }) })
    }
  }

  return createServer({ requestTimeout: 10_000, maxHeaderSize: 16 * 1024 }, (request, response) => {
    void handle(request, response)
  })
}

function send(response: ServerResponse, status: number, body: object): void {
  response.setHeader('content-type', 'application/json; charset=utf-8')
  response.setHeader('cache-control', 'no-store')
  response.setHeader('x-content-type-options', 'nosniff')
  // What was too large is not read to its end.
  if (status === 413) response.setHeader('connection', 'close')
  response.writeHead(status).end(JSON.stringify(body))
}
