import secureSession from '@fastify/secure-session'
import type { FastifyRequest } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import type { QueriedBy } from '../../db/queried-orders.ts'
import type { CodeReceiver } from '../../domain/verification-codes.ts'

declare module '@fastify/secure-session' {
  interface SessionData {
    /** Numbers of the orders this browser may open. */
    orders: string[]
    /** The order query under way. */
    query: { id: string; by: QueriedBy; to: CodeReceiver }
    /** Orders that a query opened, and until when (epoch ms). */
    queried: { orders: string[]; until: number }
    /** The unlock that this browser has authorised, and the code that it did so by. */
    unlock: { no: string; codeId: string }
    /** The query for reporting a loss under way; then the holder it proved, and until when (epoch ms). */
    holderQuery: { id: string; uscc: string }
    holder: { uscc: string; until: number }
    /** What a key has to sign next, and when it was made (epoch ms). */
    keyNonce: { nonce: string; at: number }
    /** The key that this browser has proved to have, with its PIN, and when (epoch ms). */
    keyLogin: { tokenSerial: string; certificateId: string; at: number }
  }
}

const DAY = 86_400
/** How long a query keeps orders open after the last act on one of them. */
const QUERY_MS = 15 * 60_000
/** A cookie holds some 4000 bytes. */
const MOST_ORDERS = 50

/** The applicant's sealed cookie, https://github.com/fastify/fastify-secure-session. There is no session store. */
export const session = fastifyPlugin<{ siteUrl: string; key: string }>(async (app, { siteUrl, key }) => {
  await app.register(secureSession, {
    cookieName: 'yinxin-orders',
    key: Buffer.from(key, 'base64'),
    expiry: DAY,
    cookie: {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: siteUrl.startsWith('https:'),
      maxAge: DAY,
    },
  })
})

type Session = Pick<FastifyRequest['session'], 'get' | 'set'>

/** Lets this browser open more orders, the newest of them last. */
export function openOrders(session: Session, numbers: readonly string[]): void {
  const open = (session.get('orders') ?? []).filter((no) => !numbers.includes(no))
  session.set('orders', [...open, ...numbers].slice(-MOST_ORDERS))
}

/** Opens what a query found, for a while. What this browser began itself stays open as it is. */
export function openQueried(session: Session, numbers: readonly string[]): void {
  session.set('queried', { orders: numbers.slice(0, MOST_ORDERS), until: Date.now() + QUERY_MS })
}

/** Numbers of the orders that this browser may open now. */
export function mayOpen(session: Session): string[] {
  const { orders = [], until = 0 } = session.get('queried') ?? {}
  const begun = session.get('orders') ?? []
  return until > Date.now() ? [...new Set([...begun, ...orders])] : begun
}

/** Whoever works on what a query opened may go on. Looking at it does not count: a page left open closes. */
export function keepQueried(session: Session): void {
  const queried = session.get('queried')
  if (queried && queried.until > Date.now()) openQueried(session, queried.orders)
}
