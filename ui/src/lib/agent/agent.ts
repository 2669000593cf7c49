import { answer, api } from '#lib/api/client.ts'
import { letUnreachablePass } from '#lib/api/unreachable.ts'

// The key agent on this PC, over HTTP on loopback: the one way from a page to the key. A PIN goes only there.

const HELLO_MS = 2500
/** While the browser asks the person, a call hangs. */
const ASKING_MS = 120_000
const PROTOCOL = 1

/** How many tries of the PIN are left, as far as the key tells. */
export interface PinTries {
  atMost: number
  finalTry: boolean
  locked: boolean
}

export interface AgentKey {
  serial: string
  label: string
  model: string
  /** Has a certificate of ours. */
  ours: boolean
  pin: PinTries & { set: boolean; countLow: boolean }
  certificates: { label: string; /** DER in base64. */ der: string }[]
  /** Orders whose new key pair waits on the key for its certificate. */
  pending: string[]
}

/** A driver (PKCS#11 module) that the agent has found on the PC, and why it is not used. */
export interface AgentDriver {
  name: string
  state: 'starting' | 'ready' | 'notLoadable' | 'crashed' | 'silent' | 'unprotected'
}

export type AgentFaultCode =
  // The way to the agent.
  | 'agentMissing'
  | 'permissionRefused'
  | 'agentOutdated'
  // The agent refuses the page.
  | 'foreignHost'
  | 'foreignOrigin'
  | 'notJson'
  | 'tooLarge'
  | 'malformed'
  | 'noTicket'
  | 'ticketInvalid'
  | 'ticketReplayed'
  | 'ticketOver'
  | 'ticketForAnother'
  | 'notTicketed'
  | 'busy'
  // The key.
  | 'pinIncorrect'
  | 'pinLastTry'
  | 'pinLocked'
  | 'pinLength'
  | 'pinWeak'
  | 'tokenRemoved'
  | 'tokenNotFound'
  | 'severalTokens'
  | 'keyNotFound'
  | 'full'
  | 'wrongKey'
  | 'unlockInvalid'
  | 'soPinIncorrect'
  | 'soPinLastTry'
  | 'soPinLocked'
  | 'certificateMismatch'
  | 'unexpected'

/** What went wrong at the agent, in one word; words for a person are in agent-words.ts. */
export class AgentFault extends Error {
  readonly code: AgentFaultCode
  readonly pin: PinTries | undefined
  constructor(code: AgentFaultCode, pin?: PinTries) {
    super(code)
    this.code = code
    this.pin = pin
  }
}

/** Asks our API for a ticket that is good for this agent. */
export type FetchTicket = (agentNonce: string) => Promise<{ ticket: string }>

interface Hello {
  agent: string
  version: string
  protocol: number
  agentNonce: string
  tokenPresent: boolean
  drivers: AgentDriver[]
}

export type LoopbackPermission = 'granted' | 'denied' | 'prompt' | 'unknown'

/** Whether the browser lets this page talk to programs of the PC (Chrome 142 and later ask the person). */
export async function loopbackPermission(): Promise<LoopbackPermission> {
  // The second is the name of Chrome 142 to 144.
  for (const name of ['loopback-network', 'local-network-access']) {
    try {
      return (await navigator.permissions.query({ name: name as PermissionName })).state
    } catch {
      // This browser does not know the name.
    }
  }
  return 'unknown'
}

async function send(url: string, body: object, options: { session?: string; timeout?: number } = {}) {
  const { session, timeout } = options
  return fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(session && { authorization: `Bearer ${session}` }),
    },
    body: JSON.stringify(body),
    credentials: 'omit',
    ...(timeout && { signal: AbortSignal.timeout(timeout) }),
  })
}

const isOlder = (version: string, minimum: string) =>
  version.localeCompare(minimum, 'en', { numeric: true }) < 0

async function hello(port: number, timeout: number): Promise<{ url: string; hello: Hello }> {
  const url = `http://127.0.0.1:${port}`
  const response = await send(`${url}/v1/hello`, {}, { timeout })
  const said = (await response.json()) as Hello
  if (!response.ok || said.agent !== 'yinxin') throw new Error('another program answers at this port')
  return { url, hello: said }
}

/**
 * Finds the agent on this PC. The browser may ask the person now, so tell them before.
 * @throws AgentFault agentMissing, permissionRefused, agentOutdated.
 */
export async function findAgent(): Promise<Agent> {
  const { ports, minimumVersion } = await answer(api.GET('/api/key-agent'))
  const timeout = (await loopbackPermission()) === 'prompt' ? ASKING_MS : HELLO_MS
  const found = await Promise.any(ports.map((port) => hello(port, timeout))).catch(letUnreachablePass)
  if (!found) {
    throw new AgentFault((await loopbackPermission()) === 'denied' ? 'permissionRefused' : 'agentMissing')
  }
  const { protocol, version } = found.hello
  if (protocol !== PROTOCOL || isOlder(version, minimumVersion)) throw new AgentFault('agentOutdated')
  return new Agent(found.url, found.hello)
}

/** An agent that was found. Nothing but its greeting can be had without a session. */
export class Agent {
  readonly url: string
  readonly version: string
  readonly drivers: AgentDriver[]
  readonly #nonce: string
  constructor(url: string, { version, agentNonce, drivers }: Hello) {
    this.url = url
    this.version = version
    this.drivers = drivers
    this.#nonce = agentNonce
  }

  /** Turns a ticket of ours into a session. @throws Refusal of our API; AgentFault. */
  async openSession(fetchTicket: FetchTicket): Promise<AgentSession> {
    const session = new AgentSession(this.url, this.#nonce, fetchTicket)
    await session.renew()
    return session
  }
}

/** What a page may do at the key, within its ticket. A session that is over is renewed by another ticket, once a call. */
export class AgentSession {
  readonly #url: string
  readonly #fetchTicket: FetchTicket
  #nonce: string
  #session = ''

  constructor(url: string, nonce: string, fetchTicket: FetchTicket) {
    this.#url = url
    this.#nonce = nonce
    this.#fetchTicket = fetchTicket
  }

  /** Opens the session anew. */
  async renew(): Promise<void> {
    const { ticket } = await this.#fetchTicket(this.#nonce)
    const { session } = await this.#ask<{ session: string }>('session', { ticket })
    this.#session = session
  }

  async #ask<T>(operation: string, body: object): Promise<T> {
    let response
    try {
      response = await send(`${this.#url}/v1/${operation}`, body, { session: this.#session })
    } catch {
      throw new AgentFault('agentMissing')
    }
    const said = (await response.json().catch(() => ({}))) as { code?: AgentFaultCode; pin?: PinTries }
    if (!response.ok) throw new AgentFault(said.code ?? 'unexpected', said.pin)
    return said as T
  }

  async #call<T>(operation: string, body: object): Promise<T> {
    try {
      return await this.#ask<T>(operation, body)
    } catch (error) {
      const over = error instanceof AgentFault && (error.code === 'ticketOver' || error.code === 'noTicket')
      if (!over) throw error
      // An agent that was started again has another nonce.
      const greeting = await this.#ask<Hello>('hello', {})
      this.#nonce = greeting.agentNonce
      await this.renew()
      return this.#ask<T>(operation, body)
    }
  }

  /** The keys that are plugged in, and the drivers through which they are seen. */
  look() {
    return this.#call<{ keys: AgentKey[]; drivers: AgentDriver[] }>('keys', {})
  }

  /** Proves possession of the key: a signature over origin, nonce, purpose and order. Both in base64. */
  prove(request: WithPin & { nonce: string; purpose: string; orderNo?: string }) {
    return this.#call<{ certificate: string; signature: string }>('prove', request)
  }

  /** Makes the new key pair of an order on the key; repeating it gives the same pair. */
  generate(request: WithPin & { orderNo: string; nonce: string }) {
    return this.#call<{ spki: string; signature: string; attributes: Record<string, boolean> }>(
      'generate',
      request,
    )
  }

  /** Writes the certificate of an order, reads it back and signs with the new pair. */
  write(request: WithPin & { orderNo: string; nonce: string; certificate: string }) {
    return this.#call<{ signature: string }>('write', request)
  }

  /** Makes the new pair the active one and takes the old one away. */
  finish(request: WithPin & { orderNo: string }) {
    return this.#call<{ certificate: string; removed: number }>('finish', request)
  }

  /** Begins an unlock: what the CA has to seal it to. */
  beginUnlock(request: { serial: string }) {
    return this.#call<{ unlockId: string; agentNonce: string; agentPublicKey: string }>(
      'unlock/begin',
      request,
    )
  }

  /** Unlocks with the CA's envelope; the new PIN goes to the agent only. */
  finishUnlock(request: { unlockId: string; envelope: unknown; newPin: string; nonce: string }) {
    return this.#call<{ signature: string; certificate: string; usedNext: boolean }>('unlock/finish', request)
  }

  changePin(request: WithPin & { newPin: string }): Promise<object> {
    return this.#call('change-pin', request)
  }
}

/** A call that needs the PIN; the last try is made only when the person has said so. */
export interface WithPin {
  serial: string
  pin: string
  confirmLastTry?: boolean
}
