import { createHash } from 'node:crypto'
import { AlipaySdk } from 'alipay-sdk'
import { and, eq } from 'drizzle-orm'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { WorkflowNotFoundError } from '@temporalio/client'
import { z } from 'zod'
import { config } from '../../config.ts'
import { audit } from '../../db/audit.ts'
import { payments, providerEvents } from '../../db/schema/money.ts'
import { paymentReported } from '../../workflows/new-application.ts'
import { Problem } from '../problems.ts'

const notice = z.looseObject({
  notify_id: z.string().min(1).max(200),
  app_id: z.string(),
  out_trade_no: z.string().max(64),
  sign: z.string(),
})

type Notice = z.infer<typeof notice>

/** Only checks signatures; needs no connection. */
function isGenuine(received: Notice): boolean {
  const { ALIPAY_APP_ID, ALIPAY_APP_PRIVATE_KEY, ALIPAY_PUBLIC_KEY } = config('alipay')
  const sdk = new AlipaySdk({
    appId: ALIPAY_APP_ID,
    privateKey: ALIPAY_APP_PRIVATE_KEY,
    alipayPublicKey: ALIPAY_PUBLIC_KEY,
    keyType: ALIPAY_APP_PRIVATE_KEY.includes('BEGIN PRIVATE KEY') ? 'PKCS8' : 'PKCS1',
  })
  // checkNotifySign (without V2) fails on a percent sign in the subject.
  return received.app_id === ALIPAY_APP_ID && sdk.checkNotifySignV2(received)
}

/** Of the content alone: a notice that is sent again carries another time and so another signature. */
function contentHash(received: Notice): string {
  const { sign: _sign, sign_type: _type, notify_time: _time, ...content } = received
  const sorted = Object.entries(content).sort(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex')
}

/**
 * Alipay's asynchronous notice. It is a hint: the workflow asks Alipay before it believes in money. `success` is
 * answered once the hint is safely passed on; anything else makes Alipay send it again, for a day.
 */
export const alipayCallback: FastifyPluginAsyncZod = async (app) => {
  app.post(
    '/alipay',
    {
      schema: {
        summary: 'Alipay’s notice of a trade',
        consumes: ['application/x-www-form-urlencoded'],
        body: notice,
      },
    },
    async (request, reply) => {
      const received = request.body
      if (!isGenuine(received)) throw new Problem('forgedNotice')
      const { notify_id: eventId, out_trade_no: outTradeNo } = received
      const bodySha256 = contentHash(received)

      const verdict = await app.db.transaction(async (tx) => {
        const record = (action: string, subject: string) =>
          audit(tx, { actor: 'provider:alipay', action, subject, detail: { eventId, outTradeNo } })
        const event = { provider: 'alipay', eventId, bodySha256 }
        const inserted = await tx.insert(providerEvents).values(event).onConflictDoNothing().returning()
        const [known] = await tx
          .select()
          .from(providerEvents)
          .where(and(eq(providerEvents.provider, 'alipay'), eq(providerEvents.eventId, eventId)))
        const [payment] = await tx.select().from(payments).where(eq(payments.outTradeNo, outTradeNo))
        if (known?.bodySha256 !== bodySha256) {
          await record('payment.conflictingNotice', payment?.orderId ?? outTradeNo)
          return 'conflicting' as const
        }
        if (!payment) {
          if (inserted.length > 0) await record('payment.unknownTrade', outTradeNo)
          return 'unknown' as const
        }
        try {
          await app.temporal.workflow.getHandle(payment.orderId).signal(paymentReported, { outTradeNo })
        } catch (error) {
          if (!(error instanceof WorkflowNotFoundError)) throw error
          // The order has ended. Its trade was closed first, so money that still came is for finance to see.
          if (inserted.length > 0) await record('payment.afterEnd', payment.orderId)
        }
        return 'passedOn' as const
      })

      if (verdict === 'conflicting') throw new Problem('conflictingNotice')
      // Genuine, but no trade of ours: perhaps the database is an older copy. Alipay keeps asking while a person looks.
      if (verdict === 'unknown') throw new Problem('notFound')
      return reply.type('text/plain').send('success')
    },
  )
}
