import { z } from 'zod'
import { readHashes, readWords, mustCount } from '../csc/asked-hashes.ts'
import { invalidRequest } from './refusal.ts'

/** RAR of the CSC API 2.0, 8.4.2. */
const details = z
  .array(
    z.object({
      type: z.literal('credential'),
      credentialID: z.uuid(),
      hashAlgorithmOID: z.string(),
      documentDigests: z.array(z.object({ hash: z.string(), label: z.string().default('') })),
    }),
  )
  .length(1)

/** What a client sends a person here for, out of the parameters (CSC API 2.0, 8.4.2). @throws OAuthRefusal. */
export function readAuthorization(asked: Record<string, string>) {
  const { authorization_details: json, scope = json === undefined ? 'service' : 'credential' } = asked
  if (scope === 'service') return { scope } as const
  if (scope !== 'credential') throw invalidRequest('Invalid parameter scope')
  if (json !== undefined) {
    const parsed = details.safeParse(parseJson(json))
    if (!parsed.success) throw invalidRequest('Invalid parameter authorization_details')
    const { credentialID, documentDigests, hashAlgorithmOID } = parsed.data[0]!
    return {
      scope,
      credentialId: credentialID,
      ...readHashes(
        documentDigests.map(({ hash }) => hash),
        hashAlgorithmOID,
      ),
      words: readWords(
        asked.description,
        documentDigests.map(({ label }) => label),
      ),
    } as const
  }
  const { credentialID, hashes = asked.hash, hashAlgorithmOID = asked.hashAlgo, numSignatures } = asked
  if (!z.uuid().safeParse(credentialID).success) throw invalidRequest('Invalid parameter credentialID')
  if (!hashes) throw invalidRequest('Missing parameter hashes: a code is for exactly these (SCAL2)')
  const read = readHashes(hashes.split(','), hashAlgorithmOID)
  mustCount(numSignatures === undefined ? undefined : Number(numSignatures), read.hashes)
  return { scope, credentialId: credentialID!, ...read, words: readWords(asked.description) } as const
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
