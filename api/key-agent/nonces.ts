import { randomBytes } from 'node:crypto'

const LIFE_MS = 5 * 60_000

interface Session {
  get(key: 'keyNonce'): { nonce: string; at: number } | undefined
  set(key: 'keyNonce', value: { nonce: string; at: number } | undefined): void
}

/** What a key has to sign next for this browser; the one before is void. */
export function newNonce(session: Session): string {
  const nonce = randomBytes(24).toString('base64url')
  session.set('keyNonce', { nonce, at: Date.now() })
  return nonce
}

/** The nonce of this browser, once and for some minutes only. */
export function takeNonce(session: Session): string | undefined {
  const kept = session.get('keyNonce')
  session.set('keyNonce', undefined)
  return kept && Date.now() - kept.at < LIFE_MS ? kept.nonce : undefined
}
