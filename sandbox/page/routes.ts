import { readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import { findTrade, pay, trades, current } from '../alipay/trades.ts'
import { inbox } from '../aliyun/sms.ts'
import { totpCodes } from '../authenticator.ts'
import { operate, operations, shipments, type Operation } from '../courier/platform.ts'
import { mailbox } from '../mail/mailbox.ts'
import { organisations, ownerOf } from '../people.ts'
import { taxInvoices } from '../tax/platform.ts'
import { inspect, plug, tryPin, usbKeys, type Place } from '../usb/keys.ts'
import { changes } from '../world.ts'

const HEARTBEAT_MS = 15_000
const file = (name: string) => readFileSync(new URL(`./${name}`, import.meta.url), 'utf8')
const htmlEscapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escape = (text: string) => text.replace(/[&<>"]/g, (char) => htmlEscapes[char] ?? char)

/** The whole state, as the page shows it. */
function world() {
  return {
    organisations,
    messages: inbox.all().map((sms) => ({ ...sms, owner: ownerOf(sms.phone)?.name ?? null })),
    mails: mailbox.all().map(({ attachments, ...mail }) => ({
      ...mail,
      attachments: attachments.map(({ filename, contentType }) => ({ filename, contentType })),
    })),
    trades: trades.all().map(current),
    invoices: taxInvoices.all(),
    shipments: shipments.all(),
    operations: Object.keys(operations),
    keys: usbKeys.all().map(({ serial, place }) => ({ serial, place })),
    authenticator: totpCodes(),
  }
}

/** The page of the world, its live state, and everything a person can do in it. */
export async function worldRoutes(app: FastifyInstance) {
  app.setErrorHandler((error: Error, _request, reply) => reply.status(409).send({ message: error.message }))
  app.get('/healthz', () => ({ status: 'ok' }))
  app.get('/', (_request, reply) => reply.type('text/html; charset=utf-8').send(file('index.html')))
  app.get('/page/page.js', (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').send(file('page.js')),
  )
  app.get('/page/page.css', (_request, reply) => reply.type('text/css; charset=utf-8').send(file('page.css')))

  app.get('/world', () => world())
  app.get('/world/events', (request, reply) => {
    reply.hijack()
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    const tell = () => reply.raw.write('event: changed\ndata: {}\n\n')
    const heartbeat = setInterval(() => reply.raw.write(': still here\n\n'), HEARTBEAT_MS)
    changes.on('changed', tell)
    tell()
    request.raw.on('close', () => {
      clearInterval(heartbeat)
      changes.off('changed', tell)
    })
  })
  app.get('/world/authenticator', () => totpCodes())
  app.get<{ Params: { id: string; index: string } }>(
    '/world/mails/:id/attachments/:index',
    (request, reply) => {
      const attachment = mailbox.get(request.params.id)?.attachments[Number(request.params.index)]
      if (!attachment) return reply.status(404).send()
      return reply.type(attachment.contentType).send(Buffer.from(attachment.base64, 'base64'))
    },
  )

  app.post<{ Params: { no: string } }>('/world/trades/:no/pay', async (request) => {
    await pay(request.params.no)
    return {}
  })
  app.post<{ Params: { no: string; operation: Operation } }>(
    '/world/shipments/:no/:operation',
    async (request, reply) => {
      const { no, operation } = request.params
      if (!(operation in operations)) return reply.status(404).send()
      await operate(no, operation)
      return {}
    },
  )
  app.post<{ Params: { serial: string; place: Place } }>(
    '/world/keys/:serial/place/:place',
    async (request) => {
      await plug(request.params.serial, request.params.place)
      return {}
    },
  )
  app.get<{ Params: { serial: string } }>('/world/keys/:serial', (request, reply) =>
    usbKeys.get(request.params.serial) ? inspect(request.params.serial) : reply.status(404).send(),
  )
  app.post<{ Params: { serial: string }; Body: { pin: string } }>(
    '/world/keys/:serial/pin',
    (request, reply) =>
      usbKeys.get(request.params.serial)
        ? tryPin(request.params.serial, request.body.pin)
        : reply.status(404).send(),
  )

  // What a phone shows that has scanned the code.
  app.get<{ Params: { no: string } }>('/alipay/pay/:no', (request, reply) => {
    const trade = findTrade(request.params.no)
    if (!trade) return reply.status(404).send('没有这笔交易')
    if (trade.status === 'NOT_SCANNED') trades.put(trade.outTradeNo, { ...trade, status: 'WAIT_BUYER_PAY' })
    const page = file('cashier.html')
      .replaceAll('%no%', escape(trade.outTradeNo))
      .replaceAll('%subject%', escape(trade.subject))
      .replaceAll('%amount%', escape(trade.totalAmount))
      .replaceAll('%status%', trade.status)
    return reply.type('text/html; charset=utf-8').send(page)
  })
}
