// The people of an order, acting through the public API and the sandbox's buttons, without a screen and without waiting.
import { createPublicKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import sharp from 'sharp'
import type { OrderView } from '../api/orders/order-schema.ts'
import type { OrderKind } from '../domain/kinds/kinds.ts'
import type { ProductId } from '../domain/products.ts'
import { reviewChecks } from '../domain/review.ts'
import { seal } from '../pki/sealed.ts'
import { withFreshCode } from './one-time-codes.ts'
import { readWorld, type Sandbox } from './sandbox-world.ts'

export interface Place {
  site: string
  sandbox: string
  env: NodeJS.ProcessEnv
  /** The address that requests come from, where the API trusts a proxy to say it. */
  from?: string
}

export interface Call {
  <T = OrderView>(method: string, path: string, body?: object): Promise<T>
  /** The cookies that it has now, as a header. */
  cookie: () => string
  /** Looks each time a stream of server-sent events says that this order changed, as a page does. */
  follow<T>(
    events: string,
    no: string,
    look: () => Promise<T | undefined | null | false>,
    what: string,
  ): Promise<T>
}

/** The API refused; `code` is that of the problem document. */
export class Refused extends Error {
  readonly code: string
  constructor(code: string, text: string) {
    super(text)
    this.code = code
  }
}

const AGAIN_MS = 500
const AGAIN_TIMES = 140

/** A browser without a screen: keeps its cookies, comes from the site, reads again when told to, for a while. */
export function browser(site: string, from?: string): Call {
  const cookies = new Map<string, string>()
  const identity = () => ({
    origin: site,
    cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    ...(from && { 'x-forwarded-for': from }),
  })
  const send = async <T>(times: number, method: string, path: string, body?: object): Promise<T> => {
    const headers: Record<string, string> = identity()
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
    if (answer.status === 503 && method === 'GET' && times > 0) {
      await sleep(AGAIN_MS)
      return send<T>(times - 1, method, path)
    }
    if (!answer.ok) {
      const code = text.startsWith('{') ? (JSON.parse(text) as { code?: string }).code : undefined
      throw new Refused(code ?? String(answer.status), `${method} ${path}: ${answer.status} ${text}`)
    }
    return (text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text) as T
  }
  const follow: Call['follow'] = async (events, no, look, what) => {
    const stream = new AbortController()
    let unseen = false
    let wake = () => {}
    const changed = () => {
      unseen = true
      wake()
    }
    const reading = fetch(`${site}${events}`, {
      headers: { ...identity(), accept: 'text/event-stream' },
      signal: stream.signal,
    })
    reading
      .then(async ({ body }) => {
        const written = body!.pipeThrough(new TextDecoderStream())
        for await (const text of written) if (text.includes(no)) changed()
      })
      .catch(letCutPass)
    try {
      return await until(look, what, async () => {
        const news = new Promise<void>((resolve) => (wake = resolve))
        if (!unseen) await Promise.race([news, sleep(LOOK_ANYWAY_MS)])
        unseen = false
      })
    } finally {
      stream.abort()
    }
  }
  const call = (...request: [string, string, object?]) => send(AGAIN_TIMES, ...request)
  const cookie = () => identity().cookie
  return Object.assign(call as Call, { follow, cookie })
}

/** How often is looked again where nothing tells of news. */
const LOOK_MS = 100
/** How long a look waits for news at the longest. */
const LOOK_ANYWAY_MS = 1000

const aMoment = () => sleep(LOOK_MS)

/** Lets pass that a stream was left or cut: then it is looked now and then, as the page does. @throws what else went wrong. */
function letCutPass(error: unknown): void {
  if (!(error instanceof TypeError || (error as Error).name === 'AbortError')) throw error
}

/** Looks again after each `pause` until something is found, for a hundred and ten seconds at most, less than a test may take. */
export async function until<T>(
  look: () => Promise<T | undefined | null | false>,
  what = 'something',
  pause: () => Promise<unknown> = aMoment,
): Promise<T> {
  for (const end = Date.now() + 110_000; Date.now() < end;) {
    const found = await look()
    if (found) return found
    await pause()
  }
  throw new Error(`waited in vain for ${what}`)
}

/** Follows an order on its page until it is what it should be. */
export const followed = <T>(
  call: Call,
  no: string,
  look: (view: OrderView) => T | undefined | null | false,
  what: string,
): Promise<T> =>
  call.follow(`/api/orders/${no}/events`, no, async () => look(await call('GET', `/api/orders/${no}`)), what)

/** Follows an order until it is in this state. */
export const inState = (call: Call, no: string, state: string): Promise<OrderView> =>
  followed(call, no, (view) => view.state === state && view, `${no} ${state}`)

/**
 * Asks again until it is not refused: the console shows an order a moment after its state. When that never comes, the
 * last refusal is the failure.
 */
export async function succeeds(ask: () => Promise<unknown>): Promise<void> {
  let refusal: unknown
  const isDone = () =>
    ask().then(
      () => true,
      (error: unknown) => void (refusal = error),
    )
  await until(isDone).catch((error: unknown) => Promise.reject(refusal ?? error))
}

/** Presses a button of the sandbox. */
export async function press({ sandbox }: Place, path: string, body?: object): Promise<void> {
  const answer = await fetch(`${sandbox}/world/${path}`, {
    method: 'POST',
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  if (!answer.ok) throw new Error(`sandbox ${path}: ${await answer.text()}`)
}

/** A member of staff of this role, signed in with password and one-time code. */
export async function signedIn({ site, env }: Place, username: string): Promise<Call> {
  const accounts = JSON.parse(readFileSync(env.STAFF_ACCOUNTS_FILE!, 'utf8')) as Record<string, string>[]
  const account = accounts.find((candidate) => candidate.username === username.toLowerCase())!
  const call = browser(site)
  const { password } = account
  await withFreshCode(env, account.username!, async (code) => {
    await call('POST', '/api/auth/sign-in/username', { username: account.username, password })
    return call('POST', '/api/auth/two-factor/verify-totp', { code }).then(
      () => true,
      (error: Refused) => error.code !== 'totpUsed' && Promise.reject(error),
    )
  })
  return call
}

let pictures = 0
/** A picture that nobody has shown before. */
export function scan(): Promise<Buffer> {
  const shade = { r: 200 + (++pictures % 50), g: 190 + (pictures % 60), b: 180 + (pictures % 70) }
  return sharp({ create: { width: 1600, height: 1100, channels: 3, background: shade } })
    .jpeg()
    .toBuffer()
}

/** Uploads a document of an order, by default a picture that nobody has shown before. */
export async function uploadTo(call: Call, no: string, kind: string, picture?: Buffer): Promise<void> {
  const file = new FormData()
  const body = new Uint8Array(picture ?? (await scan()))
  file.append('file', new Blob([body], { type: 'image/jpeg' }), `${kind}.jpg`)
  await call('PUT', `/api/orders/${no}/materials/${kind}`, file)
}

/** The digits in the next SMS to a phone that matches, after an act of ours. */
export async function codeAfter(
  { sandbox }: Place,
  phone: string,
  act: () => Promise<unknown>,
  pattern = /验证码(\d{6})/,
): Promise<string> {
  const last = async () =>
    (await readWorld(sandbox)).messages.find((sms) => sms.phone === phone && pattern.test(sms.text))
  const before = (await last())?.id
  await act()
  return until(async () => {
    const sms = await last()
    return sms?.id !== before && pattern.exec(sms?.text ?? '')?.[1]
  }, `${pattern} to ${phone}`)
}

/** A code as the page sends it: sealed to the worker that compares it. */
export function sealedCode({ id, sealTo }: { id: string; sealTo: string }, code: string) {
  const key = createPublicKey({ key: Buffer.from(sealTo, 'base64'), type: 'spki', format: 'der' })
  return { authorisationId: id, sealed: Buffer.from(seal(Buffer.from(code), key, id)).toString('base64') }
}

/** The digits in the memo of the newest transfer to an account that matches. */
export const memoCode = ({ sandbox }: Place, account: string, pattern: RegExp): Promise<string> =>
  until(async () => {
    const { accounts } = (await readWorld(sandbox)).bank
    const lines = accounts.find(({ number }) => number === account)?.lines ?? []
    return lines.flatMap(({ memo }) => pattern.exec(memo)?.[1] ?? [])[0]
  }, `${pattern} in a memo of ${account}`)

export type OrganisationWay = 'legalRepPhone' | 'legalRepBankCard' | 'microDeposit'
type PersonWay = 'ownPhone' | 'ownBankCard'
export type Way = OrganisationWay | PersonWay

export type Applicant = Awaited<ReturnType<typeof actorOf>>

/** The operator of an organisation of the sandbox, with a new order. */
export async function applicant(
  place: Place,
  organisation: Sandbox['organisations'][number],
  way: OrganisationWay = 'legalRepPhone',
  product: ProductId = 'organisationUkey',
) {
  const call = browser(place.site, place.from)
  const { no, kind } = await call('POST', '/api/applications', { product })
  return actorOf(place, organisation, way, { call, no, kind })
}

/**
 * A person of the sandbox, with a new order of their own. `rest`: lets the minute go by in which a phone gets no other
 * code, as every code goes to theirs.
 */
export async function personApplicant(
  place: Place,
  person: Sandbox['persons'][number],
  way: PersonWay | 'ownCertificate',
  product: ProductId,
  rest: () => Promise<unknown>,
) {
  const call = browser(place.site, place.from)
  const order = await call('POST', '/api/applications', { product })
  return personOf(place, person, way, { call, ...order }, rest)
}

/** The same with an order that is there. */
export async function personOf(
  place: Place,
  { address, bankCard, ...person }: Sandbox['persons'][number],
  way: PersonWay | 'ownCertificate',
  { call, no, kind }: { call: Call; no: string; kind: OrderKind },
  rest: () => Promise<unknown>,
) {
  const { cpsVersion } = await call<{ cpsVersion: string }>('GET', '/api/catalogue')
  const form = {
    person,
    proofing: { method: way, ...(way === 'ownBankCard' && { bankCard, cardConsent: '1.0' }) },
    invoice: { email: person.email },
    delivery: { name: person.name, phone: person.phone, ...address },
    agreement: { accepted: true, cpsVersion },
  }
  return acting(place, form, { operator: person.phone, proved: person.phone, rest }, { call, no, kind })
}

/** The operator of an organisation with an order whose form, proofing and documents are those of an application. */
export async function actorOf(
  place: Place,
  organisation: Sandbox['organisations'][number],
  way: Way,
  { call, no, kind }: { call: Call; no: string; kind: OrderKind },
) {
  const { legalRepresentative: legal, operator, address, account, ...company } = organisation
  const { cpsVersion } = await call<{ cpsVersion: string }>('GET', '/api/catalogue')
  const form = {
    organisation: { name: company.name, uscc: company.uscc },
    legalRepresentative: {
      name: legal.name,
      idType: legal.idType ?? 'residentId',
      idNumber: legal.idNumber,
      phone: way === 'microDeposit' ? '' : legal.phone,
    },
    operator,
    proofing: {
      method: way,
      ...(way === 'legalRepBankCard' && { bankCard: legal.bankCard, cardConsent: '1.0' }),
      ...(way === 'microDeposit' && { bank: account.bank, account: account.number }),
    },
    invoice: { email: company.invoiceEmail },
    delivery: { name: operator.name, phone: operator.phone, ...address },
    agreement: { accepted: true, cpsVersion },
  }
  const reached = { operator: operator.phone, proved: legal.phone }
  return acting(place, form, way === 'microDeposit' ? { ...reached, account: account.number } : reached, {
    ...{ call, no, kind },
  })
}

/** Whoever fills in this form of an order; `reached`: the phones, or the account, to which codes go. */
function acting<Form extends object>(
  place: Place,
  form: Form,
  reached: { operator: string; proved: string; account?: string; rest?: () => Promise<unknown> },
  { call, no, kind }: { call: Call; no: string; kind: OrderKind },
) {
  const { sandbox } = place
  const path = `/api/orders/${no}`
  const numbers = no.replace('-', '')
  const view = () => call('GET', path)

  const me = {
    no,
    path,
    form,
    call,
    view,
    orderId: `${kind}/${no}`,
    inState: (state: string) => inState(call, no, state),

    /** The review exists a moment after the state. */
    inReview: () =>
      followed(call, no, ({ state, review }) => state === 'inReview' && review !== null, `${no} in review`),

    save: async (typed: object = form) =>
      call('PUT', `${path}/form?revision=${(await view()).revision}`, typed),

    /** The code that the legal representative, or the bank account, gets. */
    async proofingCode(): Promise<string> {
      const send = () => call('POST', `${path}/proofing-codes`)
      if (!reached.account) return codeAfter(place, reached.proved, send)
      await send()
      await until(async () => (await view()).proofing.state === 'codeSent', 'the transfer')
      return memoCode(place, reached.account, /验证码(\d{6})/)
    },
    async prove() {
      await call('POST', `${path}/proofing`, { code: await me.proofingCode() })
    },
    async confirm() {
      await call('POST', `${path}/confirmation`, { revision: (await view()).revision })
    },
    async upload(kind: string, picture?: Buffer) {
      await uploadTo(call, no, kind, picture)
    },
    async uploadAll() {
      for (const { kind, optional } of (await view()).materials) if (!optional) await me.upload(kind)
    },
    async submit() {
      const code = await codeAfter(place, reached.operator, () => call('POST', `${path}/materials`))
      await call('POST', `${path}/submission`, { code })
    },

    /** From the empty form to the QR codes. */
    async submitted() {
      await me.save()
      await me.prove()
      await me.confirm()
      await me.uploadAll()
      await reached.rest?.()
      await me.submit()
      return me
    },

    /** The newest trade of this order at a provider. */
    trade: (provider: 'alipay' | 'wechat') =>
      until(async () => {
        const { trades, wechatTrades } = await readWorld(sandbox)
        const mine = provider === 'alipay' ? trades : wechatTrades
        return mine.find(({ outTradeNo }) => outTradeNo.startsWith(numbers))?.outTradeNo
      }, `a trade at ${provider}`),
    async pay(provider: 'alipay' | 'wechat' = 'alipay', how?: string) {
      const path = provider === 'alipay' ? 'trades' : 'wechat-trades'
      await press(place, `${path}/${await me.trade(provider)}/pay`, how ? { how } : undefined)
    },
    async paid() {
      await me.submitted()
      await me.pay()
      await me.inReview()
      return me
    },
    cancel: () => call('POST', `${path}/cancellation`),
  }
  return me
}

/** The open tasks that somebody of staff sees. */
export const tasksOf = async (staff: Call) =>
  (await staff<{ rows: { id: string; kind: string; no: string | null }[] }>('GET', '/api/ops/tasks')).rows

/** A reviewer takes an order and decides. */
export async function decide(
  reviewer: Call,
  no: string,
  decision: object = { decision: 'approved', checks: reviewChecks },
) {
  await succeeds(() => reviewer('POST', `/api/ops/reviews/${no}/claim`))
  await reviewer('POST', `/api/ops/reviews/${no}/decision`, decision)
}

/** Keys that were made, and may lie in the box until their parcel is fetched. */
const made = new Set<string>()

/** The key-station operator plugs in a blank key and has it made. Gives its serial number. */
export async function makeKey(place: Place, keyStation: Call, no: string): Promise<string> {
  const { keys } = await readWorld(place.sandbox)
  const { serial } = keys.find((key) => key.place === 'box' && !key.wornOut && !made.has(key.serial))!
  made.add(serial)
  await press(place, `keys/${serial}/place/station-1`)
  interface Station {
    id: string
    plugged: { serial: string }[]
  }
  // The station tells a moment later what is plugged in.
  await until(async () => {
    const stations = await keyStation<Station[]>('GET', '/api/ops/key-stations')
    return stations.some(({ id, plugged }) => id === '1' && plugged.some((key) => key.serial === serial))
  }, 'the key at its station')
  const making = { stationId: '1', tokenSerial: serial }
  const isMade = async () => (await keyStation('GET', `/api/ops/orders/${no}`)).state !== 'making'
  // Whose answer was lost, asked for a key that is made by now.
  await succeeds(async () => {
    const asking = keyStation('POST', `/api/ops/orders/${no}/key`, making)
    await asking.catch(async (error: unknown) => (await isMade()) || Promise.reject(error))
  })
  await keyStation.follow('/api/ops/events', no, isMade, 'the key')
  await press(place, `keys/${serial}/place/box`)
  return serial
}
