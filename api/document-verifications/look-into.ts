import { fileURLToPath } from 'node:url'
import type { FoundSignature } from '../../signing/verify.ts'
import { inBounds } from '../in-bounds.ts'
import { Problem } from '../problems.ts'
import { verifyExit } from './verify-exit.ts'

const verifier = fileURLToPath(import.meta.resolve('./verify-process.ts'))
const code = ['api/document-verifications', 'signing', 'pki', 'domain']

/** What was found in a document, as it comes out of the process: times in ISO 8601, certificate in base64 (DER). */
export type ToldSignature = Omit<FoundSignature, 'certificate' | 'claimedAt' | 'stampedAt'> & {
  [Key in 'certificate' | 'claimedAt' | 'stampedAt']?: string
}

/**
 * Looks into the signatures of a PDF. @param authorities certificates (DER) of the issuing CA and of the root
 * @throws Problem documentEncrypted, documentTooLarge, documentUnreadable for one that is damaged or takes too much.
 */
export async function lookInto(
  pdf: Buffer,
  authorities: { issuing: Uint8Array; root: Uint8Array },
): Promise<ToldSignature[]> {
  const certificates = [authorities.issuing, authorities.root].map((der) =>
    Buffer.from(der).toString('base64'),
  )
  const { output, exit } = await inBounds([verifier, ...certificates], { code, input: pdf })
  if (exit === verifyExit.encrypted) throw new Problem('documentEncrypted')
  if (exit === verifyExit.tooLarge) throw new Problem('documentTooLarge')
  if (exit !== 0) throw new Problem('documentUnreadable')
  return JSON.parse(output.toString()) as ToldSignature[]
}
