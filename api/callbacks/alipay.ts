import { createHash } from 'node:crypto'
import { AlipaySdk } from 'alipay-sdk'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { config } from '../../config.ts'
import { Problem } from '../problems.ts'
import { passOnNotice } from './payment-notice.ts'

const notice = z.looseObject({
  notify_id: z.string().min(1).max(200),
  app_id: z.string(),
  /** Missing where the notice is of no trade. */
  out_trade_no: z.string().max(64).optional(),
  sign: z.string(),
})

type Notice = z.infer<typeof notice>

/** Only checks signatures; needs no connection. */
function isGenuine(received: Notice): boolean {
  const { ALIPAY_APP_ID, ALIPAY_PUBLIC_KEY } = config('alipayNotices')
  const sdk = new AlipaySdk({
    appId: ALIPAY_APP_ID,
    // It insists on a key to sign by; here nothing is signed.
    privateKey: 'none',
    alipayPublicKey: ALIPAY_PUBLIC_KEY,
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
 * Alipay's asynchronous notice. `success` is answered once it is safely passed on, or
 * where it is of no trade; anything else makes Alipay send it
 * again, for a day.
 */
export const alipayCallback: FastifyPluginAsyncZod = async (app) => {
  // Alipay sends forms only.
  app.removeContentTypeParser(['application/json', 'text/plain'])
  app.post(
    '/alipay',
    {
      schema: {
        summary: 'Alipay’s notice of a trade',
        consumes: ['application/x-www-form-urlencoded'],
        body: notice,
        response: {
          200: { description: 'Passed on', content: { 'text/plain': { schema: z.literal('success') } } },
        },
      },
    },
    async (request, reply) => {
      const received = request.body
      if (!isGenuine(received)) throw new Problem('forgedNotice')
      const { notify_id: eventId, out_trade_no: outTradeNo } = received
      if (outTradeNo === undefined) return reply.type('text/plain').send('success')
      await passOnNotice(app, {
        provider: 'alipay',
        eventId,
        outTradeNo,
        bodySha256: contentHash(received),
      })
      return reply.type('text/plain').send('success')
    },
  )
}
