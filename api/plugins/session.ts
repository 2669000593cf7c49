import secureSession from '@fastify/secure-session'
import type { FastifyRequest } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import type { CodeReceiver, QueryPurpose } from '../../domain/verification-codes.ts'

/** A query under way, as its page shows it. */
export interface AwaitedCode {
  queryId: string
  holder: 'organisation' | 'person'
  receiver: CodeReceiver
  resendAt: string
}

declare module '@fastify/secure-session' {
  interface SessionData {
    /** Number of an order that this browser began; each stands in a cookie of its own. */
    order: string
    /** The queries under way whose code is awaited. */
    queries: Partial<Record<QueryPurpose, AwaitedCode>>
    /** Orders that a query opened, and until when (epoch ms). */
    queried: { orders: string[]; until: number }
    /** The unlock that this browser has authorised, and the code that it did so by. */
    unlock: { no: string; codeId: string }
    /** The holder that was proved, and until when (epoch ms). */
    holder: { holderNumber: string; until: number }
    /** Parts of requests that a link has opened, each for one signer, and until when (epoch ms). */
    parts: { opened: string[]; until: number }
    /** What a key has to sign next, and when it was made (epoch ms). */
    keyNonce: { nonce: string; at: number }
    /** The key that this browser has proved to have, with its PIN, and when (epoch ms). */
    keyLogin: { tokenSerial: string; certificateId: string; at: number }
  }
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Numbers of the orders that this browser began, those of this request last. */
    begun: string[]
  }
}

const facts = ['queries', 'queried', 'unlock', 'holder', 'parts', 'keyNonce', 'keyLogin'] as const
const ORDER = 'yinxin-order-'

const DAY = 86_400
/** How long a query keeps orders open after the last act on one of them. */
const QUERY_MS = 15 * 60_000
/** A cookie holds some 4000 bytes, and all of them together not many more. */
const MOST_QUERIED = 50
const MOST_BEGUN = 20

type Session = FastifyRequest['session']

/**
 * The applicant's sealed cookies, https://github.com/fastify/fastify-secure-session. There is no session store, so each
 * fact and each order has a cookie of its own: what two tabs are answered at the same time never undoes the other's.
 */
export const session = fastifyPlugin<{ siteUrl: string; key: string }>(async (app, { siteUrl, key }) => {
  const cookie = {
    path: '/',
    httpOnly: true,
    sameSite: 'lax' as const,
    secure: siteUrl.startsWith('https:'),
    maxAge: DAY,
  }
  const sealed = { key: Buffer.from(key, 'base64'), expiry: DAY, cookie }
  await app.register(
    secureSession,
    facts.map((fact) => ({ ...sealed, sessionName: `${fact}Cookie`, cookieName: `yinxin-${fact}` })),
  )

  app.decorateRequest('session', {
    getter() {
      const of = (fact: string) => (this as unknown as Record<string, Session>)[`${fact}Cookie`]!
      const get = (fact: (typeof facts)[number]) => of(fact).get(fact)
      const set: Session['set'] = (fact, value) => of(fact as string).set(fact, value)
      const end = () => facts.forEach((fact) => of(fact).delete())
      return { get, set, delete: end } as Session
    },
  })

  app.decorateRequest('begun')
  app.addHook('onRequest', async (request) => {
    request.begun = Object.entries(request.cookies)
      .filter(([name, value]) => {
        if (!name.startsWith(ORDER) || !value) return false
        return app.decodeSecureSession(value)?.get('order') === name.slice(ORDER.length)
      })
      .map(([name]) => name.slice(ORDER.length))
      .sort()
  })
  app.addHook('onSend', async ({ begun, cookies }, reply) => {
    for (const no of begun.filter((known) => !(ORDER + known in cookies))) {
      reply.setCookie(ORDER + no, app.encodeSecureSession(app.createSecureSession({ order: no })), cookie)
    }
    const kept = new Set(begun.slice(-MOST_BEGUN).map((no) => ORDER + no))
    for (const name of [...Object.keys(cookies), ...begun.map((no) => ORDER + no)]) {
      if (name.startsWith(ORDER) && !kept.has(name)) reply.clearCookie(name, cookie)
    }
  })
})

/** What of a request says whose browser it comes from. */
type Browser = Pick<FastifyRequest, 'begun'> & { session: Pick<Session, 'get' | 'set'> }

/** Lets this browser open another order. */
export function openOrder({ begun }: Browser, no: string): void {
  if (!begun.includes(no)) begun.push(no)
}

/**
 * Closes all that this browser has open. There is no session store: the cookies are taken back, and a copy that somebody
 * had made of one before would end with its time, a day at most.
 */
export function leave({ begun, session }: Pick<FastifyRequest, 'begun' | 'session'>): void {
  begun.length = 0
  session.delete()
}

/** Opens what a query found, for a while. What this browser began itself stays open as it is. */
export function openQueried({ session }: Pick<Browser, 'session'>, numbers: readonly string[]): void {
  session.set('queried', { orders: numbers.slice(0, MOST_QUERIED), until: Date.now() + QUERY_MS })
}

/** Numbers of the orders that this browser may open now. */
export function mayOpen({ begun, session }: Browser): string[] {
  const { orders = [], until = 0 } = session.get('queried') ?? {}
  return until > Date.now() ? [...new Set([...begun, ...orders])] : begun
}

/** Whoever works on what a query opened may go on. Looking at it does not count: a page left open closes. */
export function keepQueried(browser: Pick<Browser, 'session'>): void {
  const queried = browser.session.get('queried')
  if (queried && queried.until > Date.now()) openQueried(browser, queried.orders)
}
