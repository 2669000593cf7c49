import type { FetchTicket } from './agent.ts'

/** Before the server's five minutes are over. */
const FRESH_MS = 4 * 60_000

/** Fetches tickets that come with what the key has to sign next, and hands that out once. */
export class TicketNonce {
  readonly fetch: FetchTicket
  #nonce = ''
  #at = 0

  constructor(fetchBoth: (agentNonce: string) => Promise<{ ticket: string; nonce: string }>) {
    this.fetch = async (agentNonce) => {
      const answered = await fetchBoth(agentNonce)
      this.#nonce = answered.nonce
      this.#at = Date.now()
      return answered
    }
  }

  /** The nonce to sign now; one that was used or is old is renewed with the session. */
  async fresh(session: { renew(): Promise<void> }): Promise<string> {
    if (!this.#nonce || Date.now() - this.#at > FRESH_MS) await session.renew()
    return this.#nonce
  }

  /** The server has seen it: it counts no more. */
  used(): void {
    this.#nonce = ''
  }
}
