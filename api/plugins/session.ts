import secureSession from '@fastify/secure-session'
import fastifyPlugin from 'fastify-plugin'

declare module '@fastify/secure-session' {
  interface SessionData {
    /** Numbers of the orders this browser may open. */
    orders: string[]
    /** The order query under way. */
    query: { id: string; uscc: string }
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

interface Session {
  get(key: 'orders'): string[] | undefined
  set(key: 'orders', value: string[]): void
}

/** Lets this browser open more orders, the newest of them last. */
export function openOrders(session: Session, numbers: readonly string[]): void {
  const open = (session.get('orders') ?? []).filter((no) => !numbers.includes(no))
  session.set('orders', [...open, ...numbers].slice(-MOST_ORDERS))
}
