import { createPrivateKey, randomUUID } from 'node:crypto'
import { config } from '../../config.ts'
import { signTicket, type Ticket } from '../../pki/agent-protocol.ts'

const LIFE_SECONDS = 600

/** A ticket by which a page of ours may use one agent for ten minutes. */
export function issueTicket(
  use: Pick<Ticket, 'agentNonce' | 'operations' | 'tokenSerial' | 'orderNo'>,
): string {
  const ticket: Ticket = {
    ...use,
    id: randomUUID(),
    origin: new URL(config('site').SITE_URL).origin,
    expiresAt: Math.floor(Date.now() / 1000) + LIFE_SECONDS,
  }
  return signTicket(ticket, createPrivateKey(config('keyAgent').AGENT_TICKET_KEY))
}

/** A ticket by which a key signs something for an order: the one named, or any of the holder's. */
export const proofTicket = (agentNonce: string, orderNo: string, tokenSerial: string | null = null) => ({
  ticket: issueTicket({ agentNonce, operations: ['read', 'prove'], tokenSerial, orderNo }),
})
