import type { FastifyInstance } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { liveApiClient, type ApiClientRow } from '../../db/api-clients.ts'
import { authorizationRequest, endAuthorizationRequest, noteOrder } from '../../db/authorization-requests.ts'
import { grantCredentials, grantedCredentials } from '../../db/hash-signings.ts'
import { orderById } from '../../db/orders.ts'
import { signerOfCertificate } from '../../db/signers.ts'
import { typedMobile } from '../../domain/application-form.ts'
import { declineHashes, requestHashCode, signHashes } from '../../workflows/hash-signing.ts'
import { beginHashSigning } from '../csc/begin-hash-signing.ts'
import { hashSigningPart as viewHashSigning } from '../csc/hash-signing-view.ts'
import { holderCertificates } from '../holders/certificates.ts'
import { provenHolder } from '../holders/routes.ts'
import { readAuthorization } from '../oauth/asked-authorization.ts'
import { backTo } from '../oauth/authorize.ts'
import { giveCode } from '../oauth/server.ts'
import { hashSigningPart, orderState } from '../orders/order-schema.ts'
import { mustAllow } from '../orders/own-order.ts'
import { tellWorkflow } from '../orders/order-workflow.ts'
import { limits } from '../plugins/rate-limit.ts'
import { Problem } from '../problems.ts'
import { acceptSealed, sealedCode } from '../signings/sealed-code.ts'

const view = z
  .object({
    client: z.string().describe('The application that asks'),
    redirectHost: z.string().describe('Where its signer goes back to'),
    scope: z.enum(['service', 'credential']),
    expiresAt: z.iso.datetime(),
    signature: hashSigningPart
      .pick({ description: true, labels: true, count: true, code: true })
      .extend({
        holderName: z.string(),
        serial: z.string(),
        state: orderState.nullable().describe('Null before the first code was asked for'),
      })
      .nullable()
      .describe('What is to be signed; null where only certificates are to be shown'),
  })
  .meta({ id: 'AuthorizationRequest' })

const params = z.object({ id: z.string().max(64) })
/** Where the person's browser goes on. */
const onwards = z.object({ location: z.url() })

interface Asked {
  id: string
  client: ApiClientRow
  orderId: string | null
  expiresAt: Date
  asked: Record<string, string>
  wanted: ReturnType<typeof readAuthorization>
}

/** What a client has sent a person here for. @throws Problem notFound: over, decided, or its client revoked. */
async function find({ db }: FastifyInstance, id: string): Promise<Asked> {
  const row = z.uuid().safeParse(id).success ? await authorizationRequest(db, id) : undefined
  const client = row && (await liveApiClient(db, row.clientId))
  if (!row || !client) throw new Problem('authorizationOver')
  const { orderId, expiresAt, asked } = row
  return { id, client, orderId, expiresAt, asked, wanted: readAuthorization(asked) }
}

async function viewSignature({ db }: FastifyInstance, { client, orderId, wanted }: Asked) {
  if (wanted.scope !== 'credential') return null
  const [credential] = await grantedCredentials(db, client.id, wanted.credentialId)
  if (!credential) throw new Problem('authorizationOver')
  const order = orderId ? await orderById(db, orderId) : undefined
  const begun = order && (await viewHashSigning(db, order)).hashSigning
  return {
    holderName: credential.holderName ?? '',
    serial: credential.certificate.serial,
    state: order?.state ?? null,
    ...wanted.words,
    count: wanted.hashes.length,
    code: begun?.code ?? null,
  }
}

async function show(app: FastifyInstance, asked: Asked): Promise<z.infer<typeof view>> {
  const { client, expiresAt, wanted } = asked
  return {
    client: client.name,
    redirectHost: new URL(asked.asked.redirect_uri!).host,
    scope: wanted.scope,
    expiresAt: expiresAt.toISOString(),
    signature: await viewSignature(app, asked),
  }
}

/** 授权: a person whom another system has sent here sees who asks for what, and decides. */
export const authorizationRequestRoutes: FastifyPluginAsyncZod = async (app) => {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, tags: ['OAuth 2.0'] }
  })

  /** The order of hashes to be signed; begun when the first code is asked for. */
  async function orderOf(asked: Asked, language: 'zh' | 'en'): Promise<string> {
    const { id, client, wanted } = asked
    if (wanted.scope !== 'credential') throw new Problem('wrongState')
    if (asked.orderId) return asked.orderId
    const { credentialId: certificateId, algorithm, hashes, words } = wanted
    const [credential] = await grantedCredentials(app.db, client.id, certificateId)
    if (!credential) throw new Problem('authorizationOver')
    const order = await beginHashSigning(app, client, { certificateId, algorithm, hashes, words }, language)
    await noteOrder(app.db, id, order.id)
    return order.id
  }

  app.get(
    '/:id',
    { schema: { summary: 'Who asks for what', params, response: { 200: view } } },
    async ({ params: { id } }) => show(app, await find(app, id)),
  )

  app.post(
    '/:id/codes',
    {
      schema: {
        summary:
          '发送验证码: to whichever signer of the certificate is at this phone, for exactly these hashes',
        params,
        body: z.object({ phone: typedMobile }),
        response: { 200: view },
      },
      config: limits.code,
    },
    async ({ params: { id }, body: { phone }, language }) => {
      const asked = await find(app, id)
      if (asked.wanted.scope !== 'credential') throw new Problem('wrongState')
      const signer = await signerOfCertificate(app.db, asked.wanted.credentialId, phone)
      if (!signer) throw new Problem('invalidInput', { errors: [{ field: 'phone', problem: 'notSigner' }] })
      const orderId = await orderOf(asked, language)
      await tellWorkflow(app.temporal, orderId, requestHashCode, { signerId: signer.id })
      return show(app, await find(app, id))
    },
  )

  app.post(
    '/:id/signature',
    {
      schema: {
        summary: 'Sign by the code: only the worker that holds the keys can read it',
        params,
        body: sealedCode,
        response: { 200: onwards },
      },
      config: limits.guess,
    },
    async (request) => {
      const asked = await find(app, request.params.id)
      const order = asked.orderId ? await orderById(app.db, asked.orderId) : undefined
      if (!order) throw new Problem('codeNotSent')
      mustAllow(order, 'signed')
      await tellWorkflow(app.temporal, order.id, signHashes, await acceptSealed(app.db, order.id, request))
      return goBack(asked, { scope: 'credential', orderId: order.id })
    },
  )

  app.post(
    '/:id/return',
    {
      schema: {
        summary: 'Back to the client, where the answer to the signature was lost',
        params,
        response: { 200: onwards },
      },
    },
    async ({ params: { id } }) => {
      const asked = await find(app, id)
      const order = asked.orderId ? await orderById(app.db, asked.orderId) : undefined
      if (order?.state !== 'completed') throw new Problem('wrongState')
      return goBack(asked, { scope: 'credential', orderId: order.id })
    },
  )

  app.post(
    '/:id/grant',
    {
      schema: {
        summary: 'Let the client see these certificates. The holder was proved by /api/holder/codes',
        params,
        security: [{ applicantCookie: [] }],
        body: z.object({ certificateIds: z.array(z.uuid()).min(1).max(50) }),
        response: { 200: onwards },
      },
    },
    async (request) => {
      const asked = await find(app, request.params.id)
      if (asked.wanted.scope !== 'service') throw new Problem('wrongState')
      const mine = await holderCertificates(app.db, provenHolder(request), new Date())
      const { certificateIds } = request.body
      if (
        !certificateIds.every((id) =>
          mine.some((certificate) => certificate.id === id && certificate.maySign),
        )
      )
        throw new Problem('certificateUnknown')
      await grantCredentials(app.db, asked.client.id, certificateIds)
      return goBack(asked, { scope: 'service', certificateIds })
    },
  )

  app.delete(
    '/:id',
    { schema: { summary: 'Refuse it', params, response: { 200: onwards } } },
    async ({ params: { id } }) => {
      const asked = await find(app, id)
      const order = asked.orderId ? await orderById(app.db, asked.orderId) : undefined
      if (order && !order.endedAt) await tellWorkflow(app.temporal, order.id, declineHashes)
      await endAuthorizationRequest(app.db, id)
      return { location: backTo(asked.asked, { error: 'access_denied' }) }
    },
  )

  async function goBack({ id, asked }: Asked, granted: Parameters<typeof giveCode>[2]) {
    const location = await giveCode(app, asked, granted)
    await endAuthorizationRequest(app.db, id)
    return { location }
  }
}
