import type { FastifyInstance } from 'fastify'
import { pay } from '../alipay/trades.ts'
import { bounce, payIn, setMode } from '../bank/accounts.ts'
import { setSmsMode, smsModes, type SmsMode } from '../aliyun/sms-mode.ts'
import { operate, operations, type Operation } from '../courier/shipments.ts'
import { mailbox, toggleFull } from '../mail/mailbox.ts'
import { seenOrders } from '../orders.ts'
import { goDown, isProvider } from '../outages.ts'
import { paper, paperKinds, personalPaper, personalPaperKinds } from '../papers.ts'
import { payHow } from '../pay-faults.ts'
import { registeredName, rename } from '../registered-names.ts'
import { refundModes, setRefundMode, type RefundMode } from '../refund-mode.ts'
import { organisationOf, residentOf } from '../registry.ts'
import { setTaxFails } from '../tax/invoices.ts'
import { tour } from '../tour.ts'
import { pullAtNextWriting } from '../usb/clumsy.ts'
import {
  bringForeignKey,
  deliverEarlierKey,
  inspect,
  makeEarlierPair,
  plug,
  tryPin,
  usbKeys,
} from '../usb/keys.ts'
import { wearOut } from '../usb/worn-out.ts'
import { setReceiver } from '../webhooks/receiver.ts'
import { payWechat } from '../wechatpay/transactions.ts'
import { changes } from '../world.ts'
import { world } from './world-state.ts'

const HEARTBEAT_MS = 15_000
/** What a mail program sends (RFC 8058). */
const ONE_CLICK = { 'List-Unsubscribe': 'One-Click' }
/** The state of the world, its changes as they happen, and everything a person can do in it. */
export async function worldRoutes(app: FastifyInstance) {
  app.setErrorHandler((error: Error, _request, reply) => reply.status(409).send({ message: error.message }))
  // Another site in the same browser must not act here. Programs send no Origin.
  app.addHook('onRequest', async (request, reply) => {
    const { origin, host } = request.headers
    if (origin && new URL(origin).host !== host) return reply.status(403).send({ message: 'foreign origin' })
  })
  app.get('/healthz', () => ({ status: 'ok' }))
  app.get<{ Querystring: { order?: string; organisation?: string } }>('/world', ({ query }) => world(query))
  /** Orders that somebody outside has seen, the newest first. */
  app.get('/world/orders', () =>
    seenOrders().map(({ no, organisations }) => ({ no, organisations: organisations.map(registeredName) })),
  )
  /** The steps of the first hour, and which have been seen to be done. */
  app.get('/world/tour', () => tour())
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
  app.get<{ Params: { id: string; index: string } }>(
    '/world/mails/:id/attachments/:index',
    (request, reply) => {
      const attachment = mailbox.get(request.params.id)?.attachments[Number(request.params.index)]
      if (!attachment) return reply.status(404).send()
      const { filename, contentType, base64 } = attachment
      // Nothing that came by mail may run here; only pictures of paper open in the browser.
      const disposition = contentType === 'application/pdf' ? 'inline' : 'attachment'
      return reply
        .type(contentType)
        .header('content-disposition', `${disposition}; filename*=UTF-8''${encodeURIComponent(filename)}`)
        .header('x-content-type-options', 'nosniff')
        .send(Buffer.from(base64, 'base64'))
    },
  )

  app.get<{ Params: { uscc: string; kind: (typeof paperKinds)[number] } }>(
    `/world/organisations/:uscc/papers/:kind(^${paperKinds.join('|')}$).pdf`,
    ({ params: { uscc, kind } }, reply) => {
      const known = organisationOf(uscc)
      if (!known) return reply.status(404).send()
      const named = { ...known, name: registeredName(known) }
      return reply.type('application/pdf').send(paper(kind, named))
    },
  )

  app.get<{ Params: { idNumber: string; kind: (typeof personalPaperKinds)[number] } }>(
    `/world/persons/:idNumber/papers/:kind(^${personalPaperKinds.join('|')}$).pdf`,
    ({ params: { idNumber, kind } }, reply) => {
      const known = residentOf(idNumber)
      if (!known) return reply.status(404).send()
      return reply.type('application/pdf').send(personalPaper(kind, known))
    },
  )

  app.post<{ Params: { no: string }; Body?: { how?: string } }>('/world/trades/:no/pay', (request) => {
    pay(request.params.no, payHow(request.body?.how))
    return {}
  })
  app.post<{ Params: { no: string }; Body?: { how?: string } }>('/world/wechat-trades/:no/pay', (request) => {
    payWechat(request.params.no, payHow(request.body?.how))
    return {}
  })
  app.post<{ Params: { number: string; mode: string } }>(
    '/world/bank/accounts/:number/mode/:mode',
    ({ params }) => {
      setMode(params.number, params.mode)
      return {}
    },
  )
  app.post<{ Params: { reference: string } }>('/world/bank/transfers/:reference/bounce', (request) => {
    bounce(request.params.reference)
    return {}
  })
  app.post<{ Body: { account: string; amount: string; memo?: string; times?: number } }>(
    '/world/bank/receipts',
    ({ body: { account, amount, memo = '', times = 1 } }) => {
      const fen = Math.round(Number(amount) * 100)
      for (let time = 0; time < times; time++) payIn({ account, fen, memo })
      return {}
    },
  )
  app.post<{ Params: { mode: SmsMode } }>(`/world/sms/mode/:mode(^${smsModes.join('|')}$)`, (request) => {
    setSmsMode(request.params.mode)
    return {}
  })
  app.post<{ Params: { mode: RefundMode } }>(
    `/world/refunds/mode/:mode(^${refundModes.join('|')}$)`,
    (request) => {
      setRefundMode(request.params.mode)
      return {}
    },
  )
  app.post<{ Params: { mode: string } }>('/world/tax/mode/:mode(^normal|failing$)', (request) => {
    setTaxFails(request.params.mode === 'failing')
    return {}
  })
  app.post<{ Params: { id: string } }>('/world/mails/:id/stop', async ({ params: { id } }, reply) => {
    const stopAt = mailbox.get(id)?.stopAt
    if (!stopAt) return reply.status(404).send()
    const { ok } = await fetch(stopAt, { method: 'POST', body: new URLSearchParams(ONE_CLICK) })
    return reply.status(ok ? 200 : 502).send({})
  })
  app.post<{ Params: { address: string } }>('/world/mail/reject/:address', (request) => {
    toggleFull(request.params.address)
    return {}
  })
  app.post<{ Params: { provider: string }; Body?: { seconds?: number } }>(
    '/world/outages/:provider',
    (request, reply) => {
      const { provider } = request.params
      if (!isProvider(provider)) return reply.status(404).send()
      goDown(provider, request.body?.seconds ?? 60)
      return reply.send({})
    },
  )
  app.post<{ Params: { no: string; operation: string } }>(
    '/world/shipments/:no/:operation',
    (request, reply) => {
      const { no, operation } = request.params
      if (!Object.hasOwn(operations, operation)) return reply.status(404).send()
      operate(no, operation as Operation)
      return reply.send({})
    },
  )
  app.post<{ Params: { uscc: string } }>('/world/organisations/:uscc/rename', (request, reply) => {
    const known = organisationOf(request.params.uscc)
    if (!known) return reply.status(404).send()
    rename(known)
    return reply.send({})
  })
  app.post<{ Params: { serial: string; place: string } }>('/world/keys/:serial/place/:place', (request) => {
    plug(request.params.serial, request.params.place)
    return {}
  })
  app.post<{ Params: { serial: string } }>('/world/keys/:serial/clumsy', (request) => {
    pullAtNextWriting(request.params.serial)
    return {}
  })
  /** What the other system here knows the messages by, and what it answers to them. */
  app.post<{ Body: { secret?: string; answer?: number } }>('/world/webhooks/receiver', ({ body }) => {
    setReceiver(body)
    return {}
  })
  app.post('/world/foreign-keys', async () => {
    await bringForeignKey()
    return {}
  })
  app.post<{ Params: { serial: string }; Body: { nextSoPin: string; pin: string } }>(
    '/world/keys/:serial/earlier-pair',
    ({ params, body }) => makeEarlierPair(params.serial, body),
  )
  app.post<{ Params: { serial: string }; Body: { der: string; pin: string } }>(
    '/world/keys/:serial/earlier-delivery',
    async ({ params, body }) => {
      await deliverEarlierKey(params.serial, body)
      return {}
    },
  )
  app.post<{ Params: { serial: string } }>('/world/keys/:serial/wear-out', (request) => {
    wearOut(request.params.serial)
    return {}
  })
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
}
