import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { keepAccessToken, newSecret } from '../../db/api-clients.ts'
import { liveAuthorisation, orderOfAuthorisation, sealingKey } from '../../db/authorisations.ts'
import { grantedCredentials } from '../../db/hash-signings.ts'
import { orderById } from '../../db/orders.ts'
import { signerOfCertificate } from '../../db/signers.ts'
import { tokenSeconds } from '../../domain/api-clients.ts'
import { typedMobile } from '../../domain/application-form.ts'
import { standingOf } from '../../domain/certificate-states.ts'
import { requestHashCode, signHashes } from '../../workflows/hash-signing.ts'
import { invalidRequest, OAuthRefusal } from '../oauth/refusal.ts'
import { mustAllow } from '../orders/own-order.ts'
import { tellWorkflow } from '../orders/order-workflow.ts'
import { limits } from '../plugins/rate-limit.ts'
import { acceptSealed } from '../signings/sealed-code.ts'
import { common, hashesIn, hashesOf, readWords, text } from './asked-hashes.ts'
import { credentialOf, enabledCredential, isUuid, mustBeAuthorised } from './authorised.ts'
import { beginHashSigning } from './begin-hash-signing.ts'
import {
  AUTH_OBJECT,
  credentialInfo,
  viewCredential,
  wantedOfCredential,
  wrongCode,
  type CscVersion,
} from './credentials.ts'

const RAW_KEY_BYTES = 32
/** What a sealed code looks like: the authorisation it is for, and the code sealed for that. */
const SEALED = /^([\da-f-]{36})\.([\w-]{80,200})$/

const sad = z.object({ SAD: z.string(), expiresIn: z.number().int() }).meta({ id: 'CscSad' })
const challenge = z
  .object({
    challenge: z
      .string()
      .describe('`<authorisation>.<X25519 public key, base64url>`: what the code is sealed for and to'),
    expiresIn: z.number().int(),
  })
  .meta({ id: 'CscChallenge' })

/** Certificates that a client may see, and codes to their signers. */
export const credentialRoutes: FastifyPluginAsyncZod<{ version: CscVersion }> = async (app, { version }) => {
  const refusedCode = (description: string) => new OAuthRefusal(400, wrongCode[version], description)

  app.post(
    '/credentials/list',
    {
      schema: {
        summary: 'The certificates that their holders let this client see',
        body: z
          .object({
            ...{ ...common, ...wantedOfCredential, userID: text.optional() },
            credentialInfo: z.boolean().default(false),
            onlyValid: z.boolean().default(false),
            maxResults: z.number().optional(),
            pageToken: text.optional(),
          })
          .nullish(),
        response: {
          200: z.object({
            credentialIDs: z.array(z.string()),
            credentialInfos: z.array(credentialInfo).optional(),
            onlyValid: z.boolean().optional(),
          }),
        },
      },
    },
    async ({ accessToken, body }) => {
      const { certificateIds, client } = accessToken
      const { userID, onlyValid = false, credentialInfo: inFull = false } = body ?? {}
      if (userID !== undefined && certificateIds) throw invalidRequest('userID parameter MUST be null')
      const now = new Date()
      const all = (await grantedCredentials(app.db, client.id)).filter(
        ({ certificate }) =>
          (certificateIds?.includes(certificate.id) ?? true) &&
          (userID === undefined || certificate.holderNumber === userID) &&
          (!onlyValid || standingOf(certificate, now) === 'active'),
      )
      const wanted = { certificates: 'single', certInfo: false, authInfo: false, ...body } as const
      return {
        credentialIDs: all.map(({ certificate }) => certificate.id),
        ...(inFull && {
          credentialInfos: await Promise.all(
            all.map((credential) => viewCredential(app.db, credential, wanted, version)),
          ),
        }),
        ...(onlyValid && { onlyValid }),
      }
    },
  )

  app.post(
    '/credentials/info',
    {
      schema: {
        summary: 'A certificate, its chain, and how its use is authorised',
        body: z.object({ ...common, ...wantedOfCredential, credentialID: text }),
        response: { 200: credentialInfo },
      },
    },
    async ({ accessToken, body }) =>
      viewCredential(app.db, await credentialOf(app.db, accessToken, body.credentialID), body, version),
  )

  // Version 1 calls it sendOTP and has no name for what the code is sealed to: the answer tells it in both.
  for (const path of ['/credentials/getChallenge', '/credentials/sendOTP'])
    app.post(
      path,
      {
        schema: {
          summary:
            'A code to the signer’s phone for exactly these hashes (an addition of ours). It is taken sealed only: docs/integration.md',
          body: z.object({
            ...{ ...common, ...hashesOf, credentialID: text, authObjectID: text.optional() },
            phone: typedMobile
              .optional()
              .describe(
                'Of the signer who answers (an addition of ours); without it the first of the credential',
              ),
          }),
          response: { 200: challenge },
        },
        config: limits.code,
      },
      async ({ accessToken, body, language }) => {
        const { certificate } = await enabledCredential(app.db, accessToken, body.credentialID)
        if (body.authObjectID !== undefined && body.authObjectID !== AUTH_OBJECT)
          throw invalidRequest('Invalid parameter authObjectID')
        const { phone } = body
        const named = phone !== undefined
        const signer = named ? await signerOfCertificate(app.db, certificate.id, phone) : undefined
        if (named && !signer)
          throw invalidRequest('Invalid parameter phone: nobody signs by the credential with it')
        const asked = { ...hashesIn(body), words: readWords(body.description) }
        const wanted = { ...asked, certificateId: certificate.id }
        const order = await beginHashSigning(app, accessToken.client, wanted, language)
        await tellWorkflow(app.temporal, order.id, requestHashCode, { signerId: signer?.id ?? null })
        const [live, key] = await Promise.all([liveAuthorisation(app.db, order.id), sealingKey(app.db)])
        const sealTo = Buffer.from(key!).subarray(-RAW_KEY_BYTES).toString('base64url')
        const expiresIn = Math.floor((live!.expiresAt.getTime() - Date.now()) / 1000)
        return { challenge: `${live!.id}.${sealTo}`, expiresIn }
      },
    )

  app.post(
    '/credentials/authorize',
    {
      schema: {
        summary: 'Authorise by the sealed code what it was sent for. Gives the SAD, once, for five minutes',
        body: z.object({
          ...{ ...common, ...hashesOf, credentialID: text },
          authData: z
            .array(z.object({ id: text, value: text.optional() }))
            .max(5)
            .optional(),
          OTP: text.optional(),
          PIN: text.optional(),
        }),
        response: { 200: sad },
      },
      config: limits.guess,
    },
    async ({ accessToken, body, ip }) => {
      const { certificate } = await enabledCredential(app.db, accessToken, body.credentialID)
      const asked = hashesIn(body)
      const typed = body.OTP ?? body.authData?.find(({ id }) => id === AUTH_OBJECT)?.value ?? ''
      const [, authorisationId, sealed] = SEALED.exec(typed) ?? []
      if (!authorisationId || !sealed)
        throw refusedCode('The code has to come sealed to the signing worker: see credentials/getChallenge')
      const orderId = isUuid(authorisationId)
        ? await orderOfAuthorisation(app.db, authorisationId)
        : undefined
      if (!orderId?.startsWith('hashSigning/')) throw refusedCode('No such code was sent')
      await mustBeAuthorised(app.db, accessToken, orderId, { ...asked, certificateId: certificate.id })
      const order = (await orderById(app.db, orderId))!
      mustAllow(order, 'signed')
      const code = { authorisationId, sealed: Buffer.from(sealed, 'base64url').toString('base64') }
      await tellWorkflow(
        app.temporal,
        orderId,
        signHashes,
        await acceptSealed(app.db, orderId, { ip, body: code }),
      )
      const token = newSecret()
      await keepAccessToken(app.db, token, {
        ...{ clientId: accessToken.client.id, scopes: ['credential'], orderId },
        expiresAt: new Date(Date.now() + tokenSeconds.credential * 1000),
      })
      return { SAD: token, expiresIn: tokenSeconds.credential }
    },
  )
}
