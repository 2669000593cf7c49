// The outside world on loopback: `npm start` runs it beside the product, which cannot tell the difference.
import formbody from '@fastify/formbody'
import closeWithGrace from 'close-with-grace'
import Fastify from 'fastify'
import { alipayGateway } from './alipay/gateway.ts'
import { aliyunGateway } from './aliyun/gateway.ts'
import { courierPlatform } from './courier/platform.ts'
import { startMailServer } from './mail/mailbox.ts'
import { isCallToDead } from './outages.ts'
import { bankPlatform } from './bank/platform.ts'
import { deliverDue } from './outbox.ts'
import { pageRoutes } from './page/routes.ts'
import { worldRoutes } from './page/world-routes.ts'
import { settings } from './settings.ts'
import { taxPlatform } from './tax/platform.ts'
import { startTimeServer } from './time/server.ts'
import { webhookReceiver } from './webhooks/receiver.ts'
import { wechatPayGateway } from './wechatpay/gateway.ts'
import { openUsb } from './usb/keys.ts'

const OUTBOX_SCAN_MS = 1000

await openUsb()
const mailServer = await startMailServer()
const timeServer = await startTimeServer()
const app = Fastify({ logger: { level: 'warn' }, forceCloseConnections: true })
// Before everything else, so that it holds for every provider.
app.addHook('onRequest', async (request, reply) => {
  if (isCallToDead(request)) return reply.status(502).send()
})
await app.register(formbody)
await app.register(aliyunGateway)
await app.register(taxPlatform)
await app.register(alipayGateway)
await app.register(wechatPayGateway)
await app.register(bankPlatform)
await app.register(courierPlatform)
await app.register(pageRoutes)
await app.register(worldRoutes)
await app.register(webhookReceiver)

const scan = setInterval(deliverDue, OUTBOX_SCAN_MS)
closeWithGrace({ delay: 3000 }, async () => {
  clearInterval(scan)
  timeServer.close()
  await new Promise((resolve) => mailServer.close(() => resolve(undefined)))
  await app.close()
})
await app.listen({ host: '127.0.0.1', port: settings.port })
