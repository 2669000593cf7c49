import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { findAccessToken, type AccessToken } from '../../db/api-clients.ts'
import type { Database } from '../../db/database.ts'
import { handOutSignatures } from '../../db/hash-signings.ts'
import { signatureAlgorithms } from '../../domain/hash-signing.ts'
import { timestampNonce, TimestampInvalid, timestampQueryOf, tokenOf } from '../../pki/timestamp-verify.ts'
import { invalidRequest, OAuthRefusal } from '../oauth/refusal.ts'
import { askCa } from '../pki/ask-ca.ts'
import { common, hashesIn, hashesOf, oneHash, readHashes, text } from './asked-hashes.ts'
import { enabledCredential, mustBeAuthorised } from './authorised.ts'

/** The order that a SAD is for: in the request, or the access token itself. @throws OAuthRefusal. */
async function orderOfSad(db: Database, token: AccessToken, given: string | undefined): Promise<string> {
  if (given === undefined && !token.orderId)
    throw invalidRequest('Missing (or invalid type) string parameter SAD')
  const found = given === undefined ? token : await findAccessToken(db, given)
  if (!found?.orderId || found.client.id !== token.client.id)
    throw invalidRequest('Invalid parameter SAD: it is unknown, or expired')
  return found.orderId
}

/** A number in hexadecimal as an INTEGER of ASN.1 holds it: positive, and no octet too long. */
function positive(hex: string): Uint8Array {
  const digits = BigInt(`0x${hex}`).toString(16)
  const even = digits.length % 2 === 0 ? digits : `0${digits}`
  return Buffer.from(/^[89a-f]/i.test(even) ? `00${even}` : even, 'hex')
}

/** The time stamp in a reply; undefined where the authority gave none. */
function givenToken(reply: Uint8Array): Uint8Array | undefined {
  try {
    return tokenOf(reply)
  } catch (error) {
    if (error instanceof TimestampInvalid) return undefined
    throw error
  }
}

/** What was signed is handed out; and time stamps. */
export const signatureRoutes: FastifyPluginAsyncZod<{ caAnswerUrl: string }> = async (
  app,
  { caAnswerUrl },
) => {
  app.post(
    '/signatures/signHash',
    {
      schema: {
        summary: 'The signatures of exactly the hashes that were authorised, once',
        body: z.object({
          ...{ ...common, ...hashesOf, credentialID: text },
          SAD: text.optional().describe('Or an access token of the scope credential in the header'),
          signAlgo: text,
          signAlgoParams: text.optional(),
          operationMode: text.optional(),
        }),
        response: { 200: z.object({ signatures: z.array(z.base64()) }) },
      },
    },
    async ({ accessToken, body }) => {
      if (body.operationMode !== undefined && body.operationMode !== 'S')
        throw invalidRequest('Invalid parameter operationMode')
      const { certificate } = await enabledCredential(app.db, accessToken, body.credentialID)
      const own = signatureAlgorithms[body.signAlgo]
      if (own === undefined) throw invalidRequest('Invalid parameter signAlgo')
      const asked = hashesIn(body)
      if (own !== null && own !== asked.algorithm)
        throw invalidRequest('Invalid parameter hashAlgorithmOID: it is not that of signAlgo')
      const orderId = await orderOfSad(app.db, accessToken, body.SAD)
      await mustBeAuthorised(app.db, accessToken, orderId, { ...asked, certificateId: certificate.id })
      const signatures = await handOutSignatures(app.db, orderId)
      if (!signatures) throw invalidRequest('Invalid parameter SAD: it was used')
      return { signatures }
    },
  )

  const stamp = askCa(app, {
    type: 'application/timestamp-query',
    url: new URL('tsa', caAnswerUrl),
  })
  app.post(
    '/signatures/timestamp',
    {
      schema: {
        summary: 'A time stamp (RFC 3161) over a hash',
        body: z.object({
          ...common,
          hash: oneHash,
          hashAlgo: text.optional(),
          hashAlgorithmOID: text.optional(),
          nonce: z
            .string()
            .regex(/^[\da-f]{1,32}$/i)
            .optional()
            .describe('Hexadecimal'),
        }),
        response: { 200: z.object({ timestamp: z.base64() }) },
      },
    },
    async ({ body }) => {
      const { algorithm, hashes } = readHashes([body.hash], body.hashAlgorithmOID ?? body.hashAlgo)
      const nonce = body.nonce ? positive(body.nonce) : timestampNonce()
      const value = Buffer.from(hashes[0]!, 'base64')
      const reply = await stamp(Buffer.from(timestampQueryOf({ algorithm, value }, nonce)))
      const token = reply && givenToken(reply)
      if (!token) throw new OAuthRefusal(503, 'temporarily_unavailable', 'The time stamp authority is away')
      return { timestamp: Buffer.from(token).toString('base64') }
    },
  )
}
