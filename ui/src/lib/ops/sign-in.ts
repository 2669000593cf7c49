import { goto } from '$app/navigation'
import { m } from '#lib/paraglide/messages.js'

// Staff sign-in speaks to better-auth directly: three calls are not worth its client library.

const words: Record<string, () => string> = {
  INVALID_USERNAME_OR_PASSWORD: m.ops_sign_in_wrong,
  INVALID_CODE: m.ops_code_wrong,
  INVALID_TWO_FACTOR_COOKIE: m.ops_code_late,
}

async function post(call: string, body: object): Promise<{ twoFactorRedirect?: boolean }> {
  const response = await fetch(`/api/auth/${call}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => {
    throw new Error(m.offline())
  })
  const answer = (await response.json().catch(() => ({}))) as { code?: string; twoFactorRedirect?: boolean }
  if (response.ok) return answer
  if (response.status === 429) throw new Error(m.ops_too_many_tries())
  const known = words[answer.code ?? '']
  throw new Error(known ? known() : response.status === 401 ? m.ops_sign_in_wrong() : m.unexpected())
}

/** First step. Gives whether a one-time code is wanted next. @throws Error with words for the person. */
export async function signIn(username: string, password: string): Promise<boolean> {
  const { twoFactorRedirect } = await post('sign-in/username', { username, password })
  return twoFactorRedirect === true
}

/** Second step, within a few minutes of the first. @throws Error with words for the person. */
export async function verifyTotp(code: string): Promise<void> {
  await post('two-factor/verify-totp', { code })
}

/** Ends the session. @throws Error with words for the person. */
export async function signOut(): Promise<void> {
  await post('sign-out', {})
}

/** The session has run out: sign in, then come back to this page. */
export async function signInAgain(): Promise<void> {
  await goto(`/ops/sign-in?next=${encodeURIComponent(location.pathname)}`)
}

/** Where to go after signing in: only ever a page of the console. */
export function placeAfterSignIn(next: string | null): string {
  return next && /^\/ops(\/[\w/-]*)?$/.test(next) && next !== '/ops/sign-in' ? next : '/ops'
}
