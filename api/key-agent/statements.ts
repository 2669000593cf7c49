import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { config } from '../../config.ts'
import { certificateOfDer } from '../../db/certificates.ts'
import { statementBytes } from '../../pki/agent-protocol.ts'
import { isSignedByKey, publicKeyOf } from '../../pki/algorithms.ts'
import { Problem } from '../problems.ts'
import { takeNonce } from './nonces.ts'

const base64 = z.base64().max(16_384)

export const agentGreeting = z.object({ agentNonce: z.string().regex(/^[\w-]{16,128}$/) })

/** What a key is asked to sign. */
export const keyNonce = z
  .object({ nonce: z.string(), purpose: z.string(), orderNo: z.string() })
  .meta({ id: 'KeyNonce' })

/** What it answered, through the agent. */
export const keyStatement = z
  .object({ certificate: base64.describe('DER'), signature: base64 })
  .meta({ id: 'KeyStatement' })

/**
 * The certificate of ours whose key signed, for this browser, order and purpose: its holder has key and PIN.
 * A revoked one counts only for whoever wants to say so. @throws Problem statementInvalid.
 */
export async function checkKeyStatement(
  { db, counter }: FastifyInstance,
  { session }: FastifyRequest,
  subject: { purpose: string; orderNo: string | null },
  given: z.infer<typeof keyStatement>,
  { evenRevoked = false } = {},
) {
  const nonce = await takeNonce(session, counter)
  const der = new Uint8Array(Buffer.from(given.certificate, 'base64'))
  const signer = await certificateOfDer(db, der)
  const origin = new URL(config('site').SITE_URL).origin
  const statement = nonce && statementBytes({ kind: 'auth', origin, nonce, ...subject })
  const signature = Buffer.from(given.signature, 'base64')
  const spki = signer && publicKeyOf(der)
  const good =
    statement &&
    spki &&
    (evenRevoked || signer?.state !== 'revoked') &&
    isSignedByKey(spki, statement, signature)
  if (!signer || !good) throw new Problem('statementInvalid')
  return {
    ...signer,
    statement: Buffer.from(statement).toString('base64'),
    publicKey: Buffer.from(spki).toString('base64'),
  }
}
