import type { FastifyRequest } from 'fastify'
import { Problem } from '../problems.ts'

const LIFE_MS = 15 * 60_000

/** What a key signs to log in: the purpose of an `auth` statement (pki/agent-protocol.ts). */
export const LOGIN_PURPOSE = 'keyLogin'
/** The same, to see that key, PIN and certificate work together. It opens nothing. */
export const TEST_PURPOSE = 'testSignature'

/** The key that this browser has logged in with, if it has and that still holds. */
export function currentLogin({ session }: FastifyRequest) {
  const login = session.get('keyLogin')
  return login && Date.now() - login.at <= LIFE_MS ? login : undefined
}

/** The same. @throws Problem keyLoginNeeded. */
export function loggedIn(request: FastifyRequest) {
  const login = currentLogin(request)
  if (!login) throw new Problem('keyLoginNeeded')
  return login
}
