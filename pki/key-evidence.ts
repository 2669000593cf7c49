const names = ['local', 'sensitive', 'alwaysSensitive', 'neverExtractable'] as const

/** What a token says of a private key: that it was made on it and cannot leave it (PKCS#11 3.1, 4.9). */
export type KeyAttributes = Record<(typeof names)[number], boolean>

/** Whether the token protects the key. What is not said counts as no. */
export function isProtected(attributes: Partial<KeyAttributes>): boolean {
  return names.every((name) => attributes[name])
}
