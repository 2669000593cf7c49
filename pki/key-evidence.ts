import type { KeyOrigin } from '../domain/certificate-kinds.ts'

const names = ['local', 'sensitive', 'alwaysSensitive', 'neverExtractable'] as const

/** What a token says of a private key: that it was made on it and cannot leave it (PKCS#11 3.1, 4.9). */
export type KeyAttributes = Record<(typeof names)[number], boolean>

/** What it has to say: a key of the HSM may leave it wrapped by another one, never in the clear. */
const wanted: Record<KeyOrigin, readonly (typeof names)[number][]> = {
  token: names,
  hsm: ['local', 'sensitive', 'alwaysSensitive'],
}

/** Whether the place where a key was made protects it. What is not said counts as no. */
export function isProtected(attributes: Partial<KeyAttributes>, origin: KeyOrigin): boolean {
  return wanted[origin].every((name) => attributes[name])
}
