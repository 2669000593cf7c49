import { readFileSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
Object.assign(process.env, JSON.parse(readFileSync('/tmp/dev/data/env.json','utf8')))
const { openDatabase } = await import('./db/database.ts')
const { fingerprint } = await import('./db/encryption.ts')
const { consumeCode } = await import('./db/verification-codes.ts')
const { orders, orderForms, orderEvents } = await import('./db/schema/orders.ts')
const { checkApplicationForm, proofedFacts } = await import('./domain/application-form.ts')
const { price } = await import('./domain/products.ts')
const na = await import('./workflows/new-application.ts')
const { Client, Connection } = await import('@temporalio/client')
const { eq } = await import('drizzle-orm')
const { openDocumentStore } = await import('./db/document-store.ts')
const { reviews } = await import('./db/schema/review.ts')
const { keyStations } = await import('./db/schema/certificates.ts')
const { payments } = await import('./db/schema/money.ts')
const { shipments } = await import('./db/schema/shipping.ts')
const { db, close } = openDatabase()
const store = openDocumentStore(db)
const client = new Client({ connection: await Connection.connect({ address: '127.0.0.1:7999' }) })
const S = 'http://127.0.0.1:4999'
const world = async () => (await fetch(S + '/world')).json() as any
const post = (p: string) => fetch(S + p, { method: 'POST' }).then(async r => { if (!r.ok) console.log(p, r.status, await r.text()) })
const o = (await world()).organisations[Number(process.argv[3] ?? 0)]
const no = `20261124-${String(Date.now()).slice(-6)}`, orderId = `newApplication/${no}`
const form = { organisation: { name: o.name, uscc: o.uscc }, legalRepresentative: o.legalRepresentative, operator: o.operator, proofing: { method: 'legalRepPhone' }, invoice: { email: o.invoiceEmail }, delivery: { name: o.operator.name, phone: o.operator.phone, ...o.address }, options: ['seal'], agreement: { accepted: true, cpsVersion: '1.0' } }
const check = checkApplicationForm(form) as any
const pf = fingerprint('proofedFacts', proofedFacts(check.form)), digest = fingerprint('form', JSON.stringify(form))
await db.insert(orders).values({ id: orderId, no, kind: 'newApplication', product: 'organisationUkey', state: 'draft', priceItems: price('organisationUkey', ['seal']), revision: 1, organisationName: o.name, uscc: o.uscc })
await db.insert(orderForms).values({ orderId, revision: 1, typed: form, complete: true, proofedFacts: pf, digest })
const h = await client.workflow.start(na.newApplication, { workflowId: orderId, taskQueue: 'business', args: [{ orderId, no, product: 'organisationUkey' }] })
const t0 = Date.now(); const step = (s: string) => console.log(((Date.now() - t0) / 1000).toFixed(2), s)
await h.executeUpdate(na.saveForm, { args: [{ revision: 1, complete: true, proofedFacts: pf }] }); step('saved')
await h.executeUpdate(na.requestProofingCode); step('code')
const code = async (phone: string) => /验证码(\d{6})/.exec((await world()).messages.find((m: any) => m.phone === phone).text)![1]!
let c = await consumeCode(db, { workflowId: orderId, purpose: 'proofing', subject: pf, typed: await code(o.legalRepresentative.phone), now: new Date() }) as any; step(c.verdict)
await h.executeUpdate(na.proveByCode, { args: [{ codeId: c.codeId }] }); step('proved')
await h.executeUpdate(na.confirm, { args: [{ revision: 1 }] }); step('confirmed')
for (const kind of ['businessLicence', 'legalRepId', 'authorisation'] as const) await store.save({ orderId, kind, contentType: 'image/jpeg', body: Buffer.from('x') })
await h.executeUpdate(na.completeMaterials); step('materials')
c = await consumeCode(db, { workflowId: orderId, purpose: 'confirmOrder', subject: digest, typed: await code(o.operator.phone), now: new Date() }) as any; step(c.verdict)
await h.executeUpdate(na.submit, { args: [{ codeId: c.codeId }] }); step('submitted')
const until = async (what: string, f: () => Promise<any>) => { for (let i = 0; i < 100; i++) { const r = await f(); if (r) { step(what); return r } await new Promise(r => setTimeout(r, 200)) } throw new Error('never ' + what) }
const state = async () => (await db.select().from(orders).where(eq(orders.id, orderId)))[0]!.state
const pay = await until('qr', async () => (await db.select().from(payments).where(eq(payments.orderId, orderId)))[0]?.qrContent && (await db.select().from(payments).where(eq(payments.orderId, orderId)))[0])
await post(`/world/trades/${pay.outTradeNo}/pay`)
await h.signal(na.paymentReported, { outTradeNo: pay.outTradeNo })
await until('inReview', async () => (await state()) === 'inReview')
const rev = await until('review', async () => (await db.select().from(reviews).where(eq(reviews.orderId, orderId)))[0]); console.log(rev.dueAt, rev.provisional)
if (process.argv[2] === 'reject') { await db.update(reviews).set({ decision: 'rejected', reason: 'other', words: '测试', decidedBy: 'x', decidedAt: new Date() }).where(eq(reviews.orderId, orderId)); await h.signal(na.reviewDecided, { reviewId: rev.id }); console.log(await h.result()); }
else {
await db.update(reviews).set({ decision: 'approved', decidedBy: 'x', decidedAt: new Date() }).where(eq(reviews.orderId, orderId)); await h.signal(na.reviewDecided, { reviewId: rev.id })
await until('making', async () => (await state()) === 'making')
const blank = (await world()).keys.find((k: any) => k.place === 'box'); await post(`/world/keys/${blank.serial}/place/station-1`)
await until('plugged', async () => (await db.select().from(keyStations))[0]?.plugged.find(p => p.serial === blank.serial))
await new Promise(r => setTimeout(r, 300))
await h.executeUpdate(na.makeKey, { args: [{ makingId: randomUUID(), stationId: '1', tokenSerial: blank.serial, madeBy: 'key1' }] }); step('making begun')
const sh = await until('shipping', async () => (await state()) === 'shipping' && (await db.select().from(shipments).where(eq(shipments.orderId, orderId)))[0])
await post(`/world/shipments/${sh.waybillNo}/pickedUp`); await h.signal(na.routeReported, { waybillNo: sh.waybillNo }); await post(`/world/shipments/${sh.waybillNo}/delivered`); await h.signal(na.routeReported, { waybillNo: sh.waybillNo })
console.log(await h.result()); step('result')
const pw = /密码为(\d+)/.exec((await world()).messages.find((m: any) => /密码为/.test(m.text)).text)![1]
console.log(await (await fetch(`${S}/world/keys/${blank.serial}/pin`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ pin: pw }) })).json())
}
console.log((await db.select().from(orderEvents).where(eq(orderEvents.orderId, orderId))).map(e => e.event).join(' '))
const d = await h.describe(); console.log('history', d.historyLength)
console.log((await world()).mails.map((m: any) => m.subject), (await world()).messages.map((m: any) => m.text))
await close(); process.exit(0)
