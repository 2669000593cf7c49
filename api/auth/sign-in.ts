import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { audit } from '../../db/audit.ts'
import { fingerprint } from '../../db/encryption.ts'
import { knownUsername, usernameOf } from '../../db/staff.ts'
import { staffSignInRules } from '../../domain/staff-sign-in.ts'
import { Problem } from '../problems.ts'

const BROWSER_COOKIE = 'yinxin-staff.browser'
const DAY_SECONDS = 86_400

type Step = 'password' | 'code'

/** What a browser shows that has signed in by an account before; the account's name stands in none. */
const browserProof = (username: string, browser: string) =>
  fingerprint('staffBrowser', `${username} ${browser}`)

/** The browser that somebody signs in from, where this account has signed in from it before. */
function knownBrowser({ cookies }: FastifyRequest, username: string): string | undefined {
  const [browser = '', proof = ''] = cookies[BROWSER_COOKIE]?.split('.') ?? []
  const [given, expected] = [proof, browserProof(username, browser)].map((text) => Buffer.from(text))
  return given!.length === expected!.length && timingSafeEqual(given!, expected!) ? browser : undefined
}

function rememberBrowser(request: FastifyRequest, reply: FastifyReply, username: string): void {
  const browser = knownBrowser(request, username) ?? randomBytes(18).toString('base64url')
  reply.setCookie(BROWSER_COOKIE, `${browser}.${browserProof(username, browser)}`, {
    path: '/api/auth',
    httpOnly: true,
    sameSite: 'strict',
    secure: request.server.staffAuth.options.advanced.useSecureCookies,
    maxAge: staffSignInRules.knownBrowserDays * DAY_SECONDS,
  })
}

/** Who an account is in the audit log; what is typed for a name that we do not know may be a password. */
const named = (username: string | undefined) => (username ? `staff:${username}` : 'staff:unknown')

async function auditRefusal(
  request: FastifyRequest,
  username: string | undefined,
  step: Step,
): Promise<void> {
  const whom = named(username)
  await audit(request.server.db, {
    actor: whom,
    action: 'staff.signInRefused',
    subject: whom,
    detail: { step },
  })
}

/**
 * Lets a password be compared, by `compare`, as long as not too many were wrong for this account: counted before, so
 * that many at once are not let past. @throws Problem tooManyRequests.
 */
export async function comparePassword<T>(
  request: FastifyRequest,
  typed: string,
  compare: () => Promise<T>,
): Promise<T> {
  const { db, counter } = request.server
  const username = typed.toLowerCase()
  const wrong = `password ${username} ${knownBrowser(request, username) ?? ''}`
  const { times, secondsLeft } = await counter.count(wrong, staffSignInRules.windowSeconds)
  const known = await knownUsername(db, username)
  if (times > staffSignInRules.wrongPasswords) {
    if (times === staffSignInRules.wrongPasswords + 1) {
      const whom = named(known)
      await audit(db, { actor: whom, action: 'staff.signInSlowed', subject: whom })
    }
    throw new Problem('tooManyRequests', { retryAfterSeconds: secondsLeft })
  }
  try {
    const answer = await compare()
    await counter.forget(wrong)
    return answer
  } catch (error) {
    await auditRefusal(request, known, 'password')
    throw error
  }
}

/** Whose one-time code is awaited in this browser. */
async function pendingUsername({ server: { db, staffAuth }, cookies }: FastifyRequest) {
  const { createAuthCookie, internalAdapter } = await staffAuth.$context
  const [pending = ''] = cookies[createAuthCookie('two_factor').name]?.split('.') ?? []
  const verification = await internalAdapter.findVerificationValue(pending)
  return verification ? usernameOf(db, verification.value) : undefined
}

/**
 * Lets a one-time code be compared, by `compare`, which signs in: a code signs in once. @throws Problem totpUsed.
 */
export async function compareCode<T extends { token: string; user: { id: string } }>(
  request: FastifyRequest,
  reply: FastifyReply,
  code: string,
  compare: () => Promise<T>,
): Promise<T> {
  const { db, counter, staffAuth } = request.server
  const pending = await pendingUsername(request)
  const answer = await compare().catch(async (error: unknown) => {
    await auditRefusal(request, pending, 'code')
    throw error
  })
  const username = (await usernameOf(db, answer.user.id))!
  const use = await counter.count(`totp ${answer.user.id} ${code}`, staffSignInRules.codeLifeSeconds)
  if (use.times > 1) {
    const { internalAdapter } = await staffAuth.$context
    await internalAdapter.deleteSession(answer.token)
    await auditRefusal(request, username, 'code')
    throw new Problem('totpUsed')
  }
  rememberBrowser(request, reply, username)
  await audit(db, { actor: named(username), action: 'staff.signedIn', subject: named(username) })
  return answer
}
