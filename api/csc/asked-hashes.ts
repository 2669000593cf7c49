import { z } from 'zod'
import {
  hashAlgorithmOf,
  hasLengthOf,
  mostDescription,
  mostHashes,
  plainHash,
  type HashAlgorithm,
} from '../../domain/hash-signing.ts'
import { plainLine } from '../../domain/typed-text.ts'
import { invalidRequest } from '../oauth/refusal.ts'

const MOST_LABEL = 100
const MOST_TEXT = 4096
const MOST_HASH = 100
/** More than can be signed, so that too many are refused in words of their own. */
const hashList = z.array(z.string().max(MOST_HASH)).max(10 * mostHashes)

export const text = z.string().max(MOST_TEXT)
export const oneHash = z.string().max(MOST_HASH)
/** What any request may bring. */
export const common = { lang: text.optional(), clientData: text.optional() }
/** Both versions' names: `hash` and `hashAlgo` are those of version 1. */
export const hashesOf = {
  hashes: hashList.optional(),
  hash: hashList.optional(),
  hashAlgorithmOID: text.optional(),
  hashAlgo: text.optional(),
  numSignatures: z.number().int().min(1).optional(),
  description: text.optional(),
}
/** What is meant where an older client does not say. */
const USUAL = '2.16.840.1.101.3.4.2.1'

/** The hashes that a client brings. The words are those of the CSC API 2.0, 11.6 and 11.10. @throws OAuthRefusal. */
export function readHashes(
  values: readonly string[],
  oid = USUAL,
): { algorithm: HashAlgorithm; hashes: string[] } {
  const algorithm = hashAlgorithmOf(oid)
  if (!algorithm) throw invalidRequest('Invalid parameter hashAlgorithmOID')
  if (values.length === 0) throw invalidRequest('Empty hash array')
  if (values.length > mostHashes) throw invalidRequest('Numbers of signatures is too high')
  const hashes = values.map((value) => {
    const hash = plainHash(value)
    if (hash === undefined) throw invalidRequest('Invalid Base64 hash string parameter')
    if (!hasLengthOf(hash, algorithm)) throw invalidRequest('Invalid digest value length')
    return hash
  })
  return { algorithm, hashes }
}

/** The number of signatures, where it is told besides, has to be that of the hashes. @throws OAuthRefusal. */
export function mustCount(numSignatures: number | undefined, hashes: readonly string[]): void {
  if (numSignatures === undefined || numSignatures === hashes.length) return
  throw invalidRequest(
    numSignatures > mostHashes
      ? 'Numbers of signatures is too high'
      : 'Invalid value for parameter numSignatures: it is not the number of hashes',
  )
}

/** What a client says of its documents, as it is shown. */
export const readWords = (description = '', labels: readonly string[] = []) => ({
  description: plainLine(description).slice(0, mostDescription),
  labels: labels.map((label) => plainLine(label).slice(0, MOST_LABEL)),
})

export type AskedHashes = ReturnType<typeof readHashes>

/** The hashes of a request in which they have to be. @throws OAuthRefusal. */
export function hashesIn(body: z.infer<z.ZodObject<typeof hashesOf>>): AskedHashes {
  const { hashes, hash, hashAlgorithmOID, hashAlgo, numSignatures } = body
  const values = hashes ?? hash
  if (!values)
    throw invalidRequest(
      'Missing (or invalid type) array parameter hashes: a code is for exactly these (SCAL2)',
    )
  const read = readHashes(values, hashAlgorithmOID ?? hashAlgo)
  mustCount(numSignatures, read.hashes)
  return read
}
