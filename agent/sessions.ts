import { randomBytes, type KeyObject } from 'node:crypto'
import { readTicket, TicketError, type AgentOperation, type Ticket } from '../pki/agent-protocol.ts'
import { Refusal } from './refusal.ts'

const SESSION_MS = 15 * 60_000
const SESSIONS_KEPT = 50
const secret = () => randomBytes(24).toString('base64url')

/** What a page may do, until when: the words of its ticket. */
export interface Session extends Pick<Ticket, 'origin' | 'operations' | 'tokenSerial' | 'orderNo'> {
  endsAt: number
}

/** Turns tickets into sessions. Everything is in memory: an agent that is started again knows nobody. */
export function openSessions(ticketKey: KeyObject, now = () => Date.now()) {
  /** Tickets are for this run of this agent. */
  const agentNonce = secret()
  const sessions = new Map<string, Session>()
  /** Tickets that were taken, until they would be over anyway. */
  const taken = new Map<string, number>()

  function forgetOver(): void {
    for (const [id, endsAt] of taken) if (endsAt <= now()) taken.delete(id)
    const kept = [...sessions].filter(([, { endsAt }]) => endsAt > now() - SESSION_MS)
    sessions.clear()
    for (const [token, session] of kept.slice(-SESSIONS_KEPT)) sessions.set(token, session)
  }

  function readGood(text: string): Ticket {
    try {
      return readTicket(text, ticketKey, new Date(now()))
    } catch (error) {
      throw new Refusal(error instanceof TicketError ? error.fault : 'ticketInvalid')
    }
  }

  return {
    agentNonce,

    /** @throws Refusal for a ticket that is not the site's, over, used, or for another origin or agent. */
    open(text: string, origin: string): { session: string; expiresAt: string } {
      const ticket = readGood(text)
      if (ticket.agentNonce !== agentNonce || ticket.origin !== origin) throw new Refusal('ticketForAnother')
      if (taken.has(ticket.id)) throw new Refusal('ticketReplayed')
      taken.set(ticket.id, ticket.expiresAt * 1000)
      const { operations, tokenSerial, orderNo } = ticket
      const token = secret()
      const endsAt = now() + SESSION_MS
      sessions.set(token, { origin, operations, tokenSerial, orderNo, endsAt })
      forgetOver()
      return { session: token, expiresAt: new Date(endsAt).toISOString() }
    },

    /** The session behind an Authorization header. @throws Refusal when there is none that allows this. */
    use(authorization: string | undefined, origin: string, operation: AgentOperation): Session {
      const session = sessions.get(/^Bearer ([\w-]+)$/.exec(authorization ?? '')?.[1] ?? '')
      if (!session) throw new Refusal('noTicket')
      if (session.origin !== origin) throw new Refusal('ticketForAnother')
      if (session.endsAt <= now()) throw new Refusal('ticketOver')
      if (!session.operations.includes(operation)) throw new Refusal('notTicketed')
      return session
    },
  }
}
