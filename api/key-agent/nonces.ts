import { randomBytes } from 'node:crypto'
import type { Counter } from '../../db/counter.ts'

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

/** The nonce of this browser, for some minutes only, and once: a cookie that was kept aside brings no other use. */
export async function takeNonce(session: Session, counter: Counter): Promise<string | undefined> {
  const kept = session.get('keyNonce')
  session.set('keyNonce', undefined)
  if (!kept || Date.now() - kept.at >= LIFE_MS) return undefined
  const { times } = await counter.count(`nonce ${kept.nonce}`, LIFE_MS / 1000)
  return times === 1 ? kept.nonce : undefined
}
