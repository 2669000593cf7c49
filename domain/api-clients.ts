import type { RevocationReason } from './certificate-states.ts'

// Other systems that work with ours by a program: what each may do, and how much.

/** By what a client proves itself: a secret (RFC 6749, 2.3.1), or a certificate of ours (RFC 8705, 2.1). */
export const clientProofs = ['secret', 'certificate'] as const
export type ClientProof = (typeof clientProofs)[number]

/** Why a client's certificate may be given up. */
export const clientCertificateReasons = [
  'superseded',
  'keyCompromise',
  'cessationOfOperation',
  'privilegeWithdrawn',
] as const satisfies RevocationReason[]
export type ClientCertificateReason = (typeof clientCertificateReasons)[number]

/** What an administrator lets a client do. */
export const apiPermissions = ['signing-requests', 'csc'] as const
export type ApiPermission = (typeof apiPermissions)[number]

/**
 * What an access token is for, and the permission it rests on. `service` and `credential` are CSC's (CSC API 2.0, 8.4): the
 * one to ask about credentials, the other to use one, once, as its signer has allowed.
 */
export const tokenScopes = {
  'signing-requests': 'signing-requests',
  service: 'csc',
  credential: 'csc',
} as const satisfies Record<string, ApiPermission>
export type TokenScope = keyof typeof tokenScopes
export const tokenScopeNames = Object.keys(tokenScopes) as [TokenScope, ...TokenScope[]]

/** How long an access token is good, in seconds; one for a credential as long as the code that stands behind it. */
export const tokenSeconds = { service: 3600, credential: 300 } as const

/** What a client is given that nobody says otherwise of, and the most it can be given. */
export const clientLimits = {
  requestsPerMinute: { usual: 120, most: 6000 },
  documentsPerDay: { usual: 1000, most: 1_000_000 },
  redirectUris: 10,
} as const

/**
 * The scopes of a token that a client asks for by itself; without naming any it gets all that it may. Undefined where it
 * asks for more than that: a token for a credential comes from its signer.
 */
export function scopesByItself(
  permissions: readonly ApiPermission[],
  asked?: readonly string[],
): TokenScope[] | undefined {
  const own = tokenScopeNames.filter(
    (scope) => scope !== 'credential' && permissions.includes(tokenScopes[scope]),
  )
  const wanted = asked?.length ? own.filter((scope) => asked.includes(scope)) : own
  return wanted.length > 0 && wanted.length === (asked?.length || own.length) ? wanted : undefined
}

/** Whether people may be sent there with a code (RFC 9700, 2.1): https, or a program on the same machine. */
export function isRedirectUri(text: string): boolean {
  if (!URL.canParse(text) || text.includes('#')) return false
  const { protocol, hostname } = new URL(text)
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', '[::1]'].includes(hostname))
}
