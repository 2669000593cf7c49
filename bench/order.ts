// `npm run bench`: what one order costs. A whole installation of its own, orders driven through the public API by
// somebody who never waits; medians are printed, nothing is asserted.
import { readFileSync } from 'node:fs'
import { Client, Connection } from '@temporalio/client'
import sharp from 'sharp'
import { runningIn } from '../bin/supervisor.ts'
import { reviewChecks } from '../domain/review.ts'
import { newestCode, readWorld } from '../tests/sandbox-world.ts'
import { startTemporaryInstallation } from '../tests/temporary-installation.ts'

// The legal representative's and operator's phones get a code a minute at most, so each order has an organisation.
const ORDERS = 3
const TICKS_PER_SECOND = 100

const installation = await startTemporaryInstallation()
const { site, sandbox, env, dataDir } = installation

/** A browser without a screen: keeps its cookies, comes from the site. */
function browser() {
  const cookies = new Map<string, string>()
  return async function call<T>(method: string, path: string, body?: object): Promise<T> {
    const headers: Record<string, string> = {
      origin: site,
      cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    }
    if (body && !(body instanceof FormData)) headers['content-type'] = 'application/json'
    const answer = await fetch(`${site}${path}`, {
      method,
      headers,
      ...(body && { body: body instanceof FormData ? body : JSON.stringify(body) }),
    })
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      cookies.set(name, value)
    }
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
    return (text ? JSON.parse(text) : undefined) as T
  }
}

async function signedIn(role: string) {
  const accounts = JSON.parse(readFileSync(env.STAFF_ACCOUNTS_FILE!, 'utf8')) as Record<string, string>[]
  const account = accounts.find((candidate) => candidate.role === role)!
  const call = browser()
  await call('POST', '/api/auth/sign-in/username', { username: account.username, password: account.password })
  const { authenticator } = await readWorld(sandbox)
  const code = authenticator.find((entry) => entry.account === account.username)?.code
  await call('POST', '/api/auth/two-factor/verify-totp', { code })
  return call
}

const act = async (path: string) => {
  const answer = await fetch(`${sandbox}/world/${path}`, { method: 'POST' })
  if (!answer.ok) throw new Error(`sandbox ${path}: ${await answer.text()}`)
}

async function until<T>(look: () => Promise<T | undefined | false>): Promise<T> {
  for (let tries = 0; tries < 600; tries++) {
    const found = await look()
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('waited for half a minute')
}

/** Asks again until it is not refused: the console shows an order a moment after its state. */
const succeeds = (ask: () => Promise<unknown>) =>
  until(() =>
    ask().then(
      () => true,
      () => false,
    ),
  )

/** CPU seconds that all services, have used so far. */
function cpuSeconds(): number {
  return runningIn(dataDir).left.reduce((sum, { pid }) => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
    // User and system time, and that of children that have ended (proc(5)).
    return sum + fields.slice(11, 15).reduce((ticks, text) => ticks + Number(text), 0) / TICKS_PER_SECOND
  }, 0)
}

const reviewer = await signedIn('reviewer')
const keyStation = await signedIn('keyStation')
const paper = await sharp({ create: { width: 1600, height: 1100, channels: 3, background: '#e8e2d4' } })
  .jpeg()
  .toBuffer()

/** One application from the form to the delivered key. Gives its number. */
async function driveOrder(index: number): Promise<string> {
  const call = browser()
  const { organisations } = await readWorld(sandbox)
  const { legalRepresentative, operator, address, ...organisation } = organisations[index]!
  const { cpsVersion } = await call<{ cpsVersion: string }>('GET', '/api/catalogue')
  const { no } = await call<{ no: string }>('POST', '/api/applications', { product: 'organisationUkey' })
  const order = `/api/orders/${no}`
  const inState = (state: string) =>
    until(async () => (await call<{ state: string }>('GET', order)).state === state)
  const { revision } = await call<{ revision: number }>('PUT', `${order}/form`, {
    organisation: { name: organisation.name, uscc: organisation.uscc },
    legalRepresentative: {
      name: legalRepresentative.name,
      idNumber: legalRepresentative.idNumber,
      phone: legalRepresentative.phone,
    },
    operator,
    proofing: { method: 'legalRepPhone' },
    invoice: { email: organisation.invoiceEmail },
    delivery: { name: operator.name, phone: operator.phone, ...address },
    agreement: { accepted: true, cpsVersion },
  })
  const codeOf = (phone: string) => newestCode(sandbox, phone, /验证码(\d{6})/)
  await call('POST', `${order}/proofing-codes`)
  await call('POST', `${order}/proofing`, { code: await codeOf(legalRepresentative.phone) })
  await call('POST', `${order}/confirmation`, { revision })
  for (const kind of ['businessLicence', 'legalRepId', 'authorisation']) {
    const form = new FormData()
    form.append('file', new Blob([new Uint8Array(paper)], { type: 'image/jpeg' }), `${kind}.jpg`)
    await call('PUT', `${order}/materials/${kind}`, form)
  }
  await call('POST', `${order}/materials`)
  await call('POST', `${order}/submission`, { code: await codeOf(operator.phone) })
  const trade = await until(async () =>
    (await readWorld(sandbox)).trades.find(({ outTradeNo }) => outTradeNo.startsWith(no.replace('-', ''))),
  )
  await act(`trades/${trade.outTradeNo}/pay`)
  await inState('inReview')
  await succeeds(() => reviewer('POST', `/api/ops/reviews/${no}/claim`))
  await reviewer('POST', `/api/ops/reviews/${no}/decision`, { decision: 'approved', checks: reviewChecks })
  await inState('making')
  const { serial } = (await readWorld(sandbox)).keys.find(({ place }) => place === 'box')!
  await act(`keys/${serial}/place/station-1`)
  const making = { stationId: '1', tokenSerial: serial }
  await succeeds(() => keyStation('POST', `/api/ops/orders/${no}/key`, making))
  await inState('shipping')
  await act(`keys/${serial}/place/box`).catch(() => undefined)
  const { shipment } = await call<{ shipment: { waybillNo: string } }>('GET', order)
  await act(`shipments/${shipment.waybillNo}/pickedUp`)
  await act(`shipments/${shipment.waybillNo}/delivered`)
  await inState('completed')
  return no
}

const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!
const connection = await Connection.connect({ address: env.TEMPORAL_ADDRESS! })
const client = new Client({ connection })
const seconds: number[] = []
const cpu: number[] = []
const events: number[] = []
try {
  for (let index = 0; index < ORDERS; index++) {
    const [begun, used] = [Date.now(), cpuSeconds()]
    const no = await driveOrder(index)
    seconds.push((Date.now() - begun) / 1000)
    cpu.push(cpuSeconds() - used)
    const { events: history } = await client.workflow.getHandle(`newApplication/${no}`).fetchHistory()
    events.push(history?.length ?? 0)
  }
  console.log(`one order, median of ${ORDERS}:`)
  console.log(`  ${median(seconds).toFixed(1)} s from the empty form to the delivered key`)
  console.log(`  ${median(cpu).toFixed(1)} CPU seconds of all services (without Postgres' sessions)`)
  console.log(`  ${median(events)} history events`)
} finally {
  await connection.close()
  await installation.stop()
}
