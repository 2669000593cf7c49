// What site, CA and key agent say to each other. The agent signs only what is built here, so a signature made for one
// site, order or purpose is worth nothing for another.
import { createHash, createPublicKey, sign, verify, type KeyObject } from 'node:crypto'
import { algorithms, type KeyRule } from './algorithms.ts'
import { open, seal } from './sealed.ts'

/** Key in the HSM whose public half every agent has built in: it signs unlock envelopes and agent settings. */
export const agentAuthority: { label: string; key: KeyRule } = {
  label: 'key-agent-v1',
  key: { algorithm: 'rsaSha256', bits: { minimum: 3072, maximum: 3072 } },
}

/** Whether that key, as an agent has it, signed this. */
export function isSignedByAuthority(authority: KeyObject, data: Uint8Array, signature: string): boolean {
  return algorithms[agentAuthority.key.algorithm].verify(data, Buffer.from(signature, 'base64'), authority)
}

/** What this code speaks, and the oldest agent that a page still works with: before 1.2.0 it told nothing of drivers. */
export const AGENT_VERSION = '1.2.0'
export const AGENT_MINIMUM_VERSION = '1.2.0'

/** Where an agent may listen: its port, and two more for when another program has taken it. */
export const agentPorts = (first: number) => [first, first + 1, first + 2]

export const agentOperations = [
  'read',
  'prove',
  'generate',
  'write',
  'finish',
  'unlock',
  'changePin',
] as const
export type AgentOperation = (typeof agentOperations)[number]

/** What a page may ask of an agent; signed by the API, good for one agent and a few minutes. */
export interface Ticket {
  /** Number of the ticket: an agent takes each once. */
  id: string
  /** Origin of the site. */
  origin: string
  /** Random bytes of the agent that it is for. */
  agentNonce: string
  operations: AgentOperation[]
  /** The key it is good for; null before the site knows the key. */
  tokenSerial: string | null
  orderNo: string | null
  /** Epoch seconds. */
  expiresAt: number
}

const TICKET = 'yinxin-ticket-v1|'

/** Signs a ticket with the API's Ed25519 key. */
export function signTicket(ticket: Ticket, key: KeyObject): string {
  const body = Buffer.from(JSON.stringify(ticket)).toString('base64url')
  return `${body}.${sign(null, Buffer.from(TICKET + body), key).toString('base64url')}`
}

/** Why a ticket is refused. */
export class TicketError extends Error {
  readonly fault: 'ticketInvalid' | 'ticketOver'
  constructor(fault: TicketError['fault']) {
    super(fault)
    this.fault = fault
  }
}

/** @throws TicketError when it was not signed by this key, or is over. */
export function readTicket(text: string, key: KeyObject, now: Date): Ticket {
  const [body = '', signature = ''] = text.split('.')
  if (!verify(null, Buffer.from(TICKET + body), key, Buffer.from(signature, 'base64url'))) {
    throw new TicketError('ticketInvalid')
  }
  const ticket = JSON.parse(Buffer.from(body, 'base64url').toString()) as Ticket
  if (ticket.expiresAt * 1000 <= now.getTime()) throw new TicketError('ticketOver')
  return ticket
}

/** How a statement names a public key or a certificate: SHA-256 of its DER, lower-case hex. */
export function fingerprint(der: Uint8Array): string {
  return createHash('sha256').update(der).digest('hex')
}

/** A statement that a key signs: the origin and the server's nonce are in each. */
export type Statement = { origin: string; nonce: string; orderNo: string | null } & (
  | { kind: 'auth'; purpose: string }
  | { kind: 'generated'; spkiSha256: string }
  | { kind: 'written'; certificateSha256: string }
  | { kind: 'unlocked'; requestId: string }
)

/** The bytes of a statement: one line a field, so that no two statements share them. */
export function statementBytes(statement: Statement): Uint8Array {
  const { kind, origin, nonce, orderNo } = statement
  const subject = {
    auth: () => (statement as { purpose: string }).purpose,
    generated: () => (statement as { spkiSha256: string }).spkiSha256,
    written: () => (statement as { certificateSha256: string }).certificateSha256,
    unlocked: () => (statement as { requestId: string }).requestId,
  }[kind]()
  const fields = [`ukey-${kind}-v1`, origin, nonce, orderNo ?? '', subject]
  if (fields.some((field) => /[\n\r]/.test(field))) throw new Error('a field holds a line break')
  return Buffer.from(fields.join('\n'))
}

/** What an unlock is good for: this request, this key, this agent, a minute. */
export interface UnlockContext {
  requestId: string
  tokenSerial: string
  agentNonce: string
  /** X25519 public key that the agent made for this unlock, SPKI in base64. */
  agentPublicKey: string
  /** Generations of the SO PIN before and after. */
  fromGeneration: number
  toGeneration: number
  /** Epoch seconds. */
  expiresAt: number
}

/** The SO PINs on their way to one agent: sealed to it, signed in the HSM. */
export interface UnlockEnvelope {
  context: UnlockContext
  /** Base64. */
  sealed: string
  /** Base64; by the key agentAuthority. */
  signature: string
}

const contextText = (context: UnlockContext) =>
  ['yinxin-unlock-v1', ...Object.values({ ...orderedContext(context) })].join('|')

/** The fields in one fixed order, whatever order JSON brought them in. */
function orderedContext(context: UnlockContext) {
  const { requestId, tokenSerial, agentNonce, agentPublicKey, fromGeneration, toGeneration, expiresAt } =
    context
  return { requestId, tokenSerial, agentNonce, agentPublicKey, fromGeneration, toGeneration, expiresAt }
}

const signedBytes = (context: UnlockContext, sealed: string) =>
  Buffer.from(`${contextText(context)}\n${sealed}`)

export interface SoPins {
  /** The one that is set as far as the CA knows. */
  current: string
  /** Those of earlier unlocks that may have been set, the oldest first. */
  possible: string[]
  /** The one to be set. */
  next: string
}

/** Seals the SO PINs to the agent. `signInHsm`: by agentAuthority. */
export function sealUnlock(
  context: UnlockContext,
  pins: SoPins,
  signInHsm: (data: Uint8Array) => Uint8Array,
): UnlockEnvelope {
  const recipient = createPublicKey({
    key: Buffer.from(context.agentPublicKey, 'base64'),
    type: 'spki',
    format: 'der',
  })
  const plain = Buffer.from(JSON.stringify(pins))
  const sealed = Buffer.from(seal(plain, recipient, contextText(context))).toString('base64')
  plain.fill(0)
  const signature = Buffer.from(signInHsm(signedBytes(context, sealed))).toString('base64')
  return { context: orderedContext(context), sealed, signature }
}

/** @throws Error when the CA did not sign it, it is over, or it was sealed for another agent. */
export function openUnlock(
  { context, sealed, signature }: UnlockEnvelope,
  authority: KeyObject,
  privateKey: KeyObject,
  now: Date,
): SoPins {
  if (!isSignedByAuthority(authority, signedBytes(context, sealed), signature)) {
    throw new Error('unlock is not signed by the CA')
  }
  if (context.expiresAt * 1000 <= now.getTime()) throw new Error('unlock is over')
  return JSON.parse(
    open(Buffer.from(sealed, 'base64'), privateKey, contextText(context)).toString(),
  ) as SoPins
}
