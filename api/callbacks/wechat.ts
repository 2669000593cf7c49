import { createHash } from 'node:crypto'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { Problem } from '../problems.ts'
import { passOnNotice } from './payment-notice.ts'
import { openNotice } from './wechat-notice.ts'

/**
 * WeChat Pay's notice (APIv3): signed over the bytes of the body, its content encrypted. 204 is answered once it is
 * safely passed on, or where it is of no payment; anything else makes WeChat send it again, for a day.
 */
export const wechatCallback: FastifyPluginAsyncZod = async (app) => {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) =>
    done(null, body),
  )
  app.post(
    '/wechat',
    { schema: { summary: 'WeChat Pay’s notice of a transaction', response: { 204: z.null() } } },
    async (request, reply) => {
      const notice = openNotice(request.headers, String(request.body))
      if (notice.is === 'other') return reply.status(204).send(null)
      if (notice.is !== 'payment')
        throw new Problem(notice.is === 'forged' ? 'forgedNotice' : 'unreadableNotice')
      const { id: eventId, outTradeNo, content } = notice
      const bodySha256 = createHash('sha256').update(content).digest('hex')
      await passOnNotice(app, { provider: 'wechat', eventId, outTradeNo, bodySha256 })
      return reply.status(204).send(null)
    },
  )
}
