import formbody from '@fastify/formbody'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { alipayCallback } from './alipay.ts'
import { courierCallback } from './sf.ts'
import { wechatCallback } from './wechat.ts'

/** What providers report. They come without cookie and Origin, so each route checks what it can. */
export const callbackRoutes: FastifyPluginAsyncZod = async (app) => {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, tags: ['Callbacks'] }
    route.bodyLimit = 64 * 1024
  })
  await app.register(formbody)
  await app.register(alipayCallback)
  await app.register(courierCallback)
  await app.register(wechatCallback)
}
