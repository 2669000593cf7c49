import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { FastifyInstance } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { certificates, tokenKeys } from '../../db/schema/certificates.ts'
import { orders } from '../../db/schema/orders.ts'
import { certificateInUse } from '../../domain/unlock.ts'
import { taskQueues } from '../../temporal.config.ts'
import { unlock } from '../../workflows/unlock.ts'
import { nextOrderNumber } from '../orders/order-number.ts'
import { orderView } from '../orders/order-schema.ts'
import { answerOrder } from '../orders/own-order.ts'
import type { Language } from '../plugins/language.ts'
import { limits } from '../plugins/rate-limit.ts'
import { openOrders } from '../plugins/session.ts'
import { Problem } from '../problems.ts'
import { newPinRoutes } from './new-pin.ts'
import { verificationRoutes } from './verification.ts'

const readKey = z.object({
  tokenSerial: z.string().min(1).max(64),
  certificates: z.array(z.base64().max(16_384)).min(1).max(8).describe('DER'),
})

/** Procedure 4, 单位证书解锁. The PIN is forgotten, so a key is known here by its serial number and certificate. */
export const unlockRoutes: FastifyPluginAsyncZod = async (app) => {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, tags: ['Unlock'], security: [{ applicantCookie: [] }] }
  })

  app.post(
    '',
    {
      schema: {
        summary: 'Begin to unlock the key that was read, or go on where somebody else began',
        body: readKey,
        response: { 201: orderView },
      },
      config: limits.code,
    },
    async (request, reply) => {
      const certificate = await certificateOn(app, request.body)
      const no =
        (await openUnlock(app, request.body.tokenSerial)) ??
        (await beginUnlock(app, certificate, request.body.tokenSerial, request.language))
      openOrders(request.session, [no])
      return reply.code(201).send(await answerOrder(request, no))
    },
  )

  await app.register(verificationRoutes)
  await app.register(newPinRoutes)
}

type Certificate = typeof certificates.$inferSelect

/** The certificate of ours that counts on this key. @throws Problem keyUnknown. */
async function certificateOn({ db }: FastifyInstance, read: z.infer<typeof readKey>): Promise<Certificate> {
  const ders = read.certificates.map((der) => new Uint8Array(Buffer.from(der, 'base64')))
  const found = await db
    .select({ certificate: certificates })
    .from(certificates)
    .innerJoin(tokenKeys, eq(tokenKeys.id, certificates.keyId))
    .where(and(inArray(certificates.der, ders), eq(tokenKeys.tokenSerial, read.tokenSerial)))
  const certificate = certificateInUse(found.map((row) => row.certificate))
  if (!certificate) throw new Problem('keyUnknown')
  return certificate
}

async function openUnlock({ db }: FastifyInstance, tokenSerial: string): Promise<string | undefined> {
  const [open] = await db
    .select({ no: orders.no })
    .from(orders)
    .where(and(eq(orders.kind, 'unlock'), eq(orders.tokenSerial, tokenSerial), isNull(orders.endedAt)))
  return open?.no
}

async function beginUnlock(
  app: FastifyInstance,
  certificate: Certificate,
  tokenSerial: string,
  language: Language,
): Promise<string> {
  const { id: certificateId, uscc, orderId: madeBy } = certificate
  const [made] = await app.db.select().from(orders).where(eq(orders.id, madeBy))
  const { product, organisationName } = made!
  const no = await nextOrderNumber(app.db)
  const orderId = `unlock/${no}`
  // The run starts before the row is committed: without Temporal there is no order either.
  const begun = await app.db.transaction(async (tx) => {
    const row = { id: orderId, no, kind: 'unlock', product, state: 'verifying', language } as const
    const written = await tx
      .insert(orders)
      .values({ ...row, organisationName, uscc, certificateId, tokenSerial, priceItems: [] })
      .onConflictDoNothing()
      .returning({ no: orders.no })
    if (written.length === 0) return false
    await app.temporal.workflow.start(unlock, {
      workflowId: orderId,
      taskQueue: taskQueues.business,
      workflowIdConflictPolicy: 'USE_EXISTING',
      args: [{ orderId, no, product }],
      staticSummary: `单位证书解锁 ${no}`,
    })
    return true
  })
  // Another browser was faster with the same key.
  const open = begun ? no : await openUnlock(app, tokenSerial)
  if (!open) throw new Problem('temporarilyUnavailable')
  return open
}
