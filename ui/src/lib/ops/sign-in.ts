import { goto } from '$app/navigation'
import { answer, api } from '#lib/api/client.ts'

/** First step. Gives whether a one-time code is wanted next. @throws Refusal with words for the person. */
export async function signIn(username: string, password: string): Promise<boolean> {
  const body = { username, password }
  return (await answer(api.POST('/api/auth/sign-in/username', { body }))).twoFactorRedirect
}

/** Second step, within a few minutes of the first. @throws Refusal with words for the person. */
export async function verifyTotp(code: string): Promise<void> {
  await answer(api.POST('/api/auth/two-factor/verify-totp', { body: { code } }))
}

/** Ends the session. @throws Refusal with words for the person. */
export async function signOut(): Promise<void> {
  await answer(api.POST('/api/auth/sign-out', { body: {} }))
}

/** The session has run out: sign in, then come back to this page. */
export async function signInAgain(): Promise<void> {
  await goto(`/ops/sign-in?next=${encodeURIComponent(location.pathname)}`)
}

/** Where to go after signing in: only ever a page of the console. */
export function placeAfterSignIn(next: string | null): string {
  return next && /^\/ops(\/[\w/-]*)?$/.test(next) && next !== '/ops/sign-in' ? next : '/ops'
}
