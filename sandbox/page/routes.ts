import { readdirSync, readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import { buyer, findTrade, scan, yuanOf } from '../alipay/trades.ts'

const htmlEscapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escape = (text: string) => text.replace(/[&<>"]/g, (char) => htmlEscapes[char] ?? char)
const file = (name: string) => readFileSync(new URL(`./${name}`, import.meta.url), 'utf8')
const HTML = 'text/html; charset=utf-8'
const types = { js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8' }
const assets = readdirSync(new URL('.', import.meta.url)).filter((name) => /\.(js|css)$/.test(name))

/** The page of the world, and what a phone shows that has scanned an Alipay code. */
export async function pageRoutes(app: FastifyInstance) {
  app.addHook('onSend', async (_request, reply) => {
    reply.header(
      'content-security-policy',
      "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'",
    )
    reply.header('cache-control', 'no-cache')
  })
  app.get('/', (_request, reply) => reply.type(HTML).send(file('index.html')))
  for (const asset of assets) {
    app.get(`/page/${asset}`, (_request, reply) =>
      reply.type(asset.endsWith('.css') ? types.css : types.js).send(file(asset)),
    )
  }
  app.get('/page/idiomorph.js', (_request, reply) =>
    reply.type(types.js).send(readFileSync(new URL(import.meta.resolve('idiomorph')))),
  )
  app.get<{ Params: { no: string } }>('/alipay/pay/:no', (request, reply) => {
    let trade = findTrade(request.params.no)
    if (!trade) return reply.status(404).type(HTML).send('<!doctype html><title>支付宝</title>没有这笔交易')
    if (trade.status === 'NOT_SCANNED') trade = scan(trade.outTradeNo)
    const page = file('cashier.html')
      .replaceAll('%no%', escape(trade.outTradeNo))
      .replaceAll('%subject%', escape(trade.subject))
      .replaceAll('%amount%', escape(trade.totalAmount))
      .replaceAll('%balance%', yuanOf(buyer().balanceFen))
      .replaceAll('%status%', trade.paidAt ? 'paid' : trade.status === 'WAIT_BUYER_PAY' ? 'open' : 'closed')
    return reply.type(HTML).send(page)
  })
}
