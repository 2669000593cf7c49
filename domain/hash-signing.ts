import canonicalize from 'canonicalize'

// Rules of signatures over hashes that another system brings (CSC API 2.0): which hashes, by which algorithm, how many by
// one code.

/** Hashes that can be signed, by the name that Node has for them; how many bytes each has, and how ASN.1 names it. */
export const hashAlgorithms = {
  sha256: { oid: '2.16.840.1.101.3.4.2.1', bytes: 32 },
  sha384: { oid: '2.16.840.1.101.3.4.2.2', bytes: 48 },
  sha512: { oid: '2.16.840.1.101.3.4.2.3', bytes: 64 },
} as const
export type HashAlgorithm = keyof typeof hashAlgorithms
export const hashAlgorithmNames = Object.keys(hashAlgorithms) as [HashAlgorithm, ...HashAlgorithm[]]

/** Signatures that can be asked for (RFC 8017, A.2.4), each with its hash; of the first the caller says which. */
export const signatureAlgorithms: Readonly<Record<string, HashAlgorithm | null>> = {
  '1.2.840.113549.1.1.1': null,
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
}

/** By one code. */
export const mostHashes = 100
/** Of what the client says of the documents, in characters (CSC API 2.0, 11.6). */
export const mostDescription = 500

export const hashAlgorithmOf = (oid: string): HashAlgorithm | undefined =>
  hashAlgorithmNames.find((name) => hashAlgorithms[name].oid === oid)

/** A hash in plain Base64, as it is stored and compared; undefined where it is no Base64. Base64url is taken as well. */
export function plainHash(text: string): string | undefined {
  const digits = text
    .replaceAll('-', '+')
    .replaceAll('_', '/')
    .replace(/={1,2}$/, '')
  if (!/^[\w+/]+$/.test(digits) || digits.length % 4 === 1) return undefined
  return btoa(atob(digits))
}

/** Whether a hash in Base64 has as many bytes as this algorithm makes. */
export const hasLengthOf = (hash: string, algorithm: HashAlgorithm): boolean =>
  atob(hash).length === hashAlgorithms[algorithm].bytes

/** What a code authorises that is for hashes. Whoever changes any of it needs another code. */
export interface AuthorisedHashes {
  id: string
  certificateId: string
  phone: string
  /** Epoch ms. */
  expiresAt: number
  clientId: string
  algorithm: HashAlgorithm
  /** Base64, in the order in which they are signed. */
  hashes: readonly string[]
}

/** The same as one text (RFC 8785): the code is made over it. */
export const authorisedHashesText = (authorised: AuthorisedHashes): string =>
  canonicalize({ ...authorised, purpose: 'hashSigning' })!
