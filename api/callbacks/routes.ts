import formbody from '@fastify/formbody'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { alipayCallback } from './alipay.ts'
import { courierCallback } from './sf.ts'
import { usesMailCallback } from './uses-mail.ts'
import { wechatCallback } from './wechat.ts'

/** What providers report, mail programs among them. They come without cookie and Origin, so each route checks what it can. */
export const callbackRoutes: FastifyPluginAsyncZod<{ siteUrl: string }> = async (app, { siteUrl }) => {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, tags: ['Callbacks'] }
    route.bodyLimit = 64 * 1024
  })
  await app.register(formbody)
  await app.register(alipayCallback)
  await app.register(courierCallback)
  await app.register(wechatCallback)
  await app.register(usesMailCallback, { siteUrl })
}
