import { z } from 'zod'
import { keepTypedCode } from '../../db/authorisations.ts'
import type { Database } from '../../db/database.ts'
import { Problem } from '../problems.ts'

const MOST_SEALED = 200

/** A typed code that only the worker of signing can read: neither this API nor the database ever knows it. */
export const sealedCode = z.object({
  authorisationId: z.uuid(),
  sealed: z.base64().max(MOST_SEALED).describe('Sealed to `sealTo`; see docs/signing.md'),
})

/** Keeps a sealed code of an order. Gives what its process is told. @throws Problem codeNotSent. */
export async function acceptSealed(
  db: Database,
  orderId: string,
  { ip: address, body }: { ip: string; body: z.infer<typeof sealedCode> },
): Promise<{ typedCodeId: string }> {
  const { authorisationId, sealed } = body
  const typed = { authorisationId, sealed: Buffer.from(sealed, 'base64'), address }
  const typedCodeId = await keepTypedCode(db, orderId, typed)
  if (!typedCodeId) throw new Problem('codeNotSent')
  return { typedCodeId }
}
