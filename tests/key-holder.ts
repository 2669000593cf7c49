// An organisation that has a key of ours on its desk, and its operator who unlocks it.
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { and, eq, sql } from 'drizzle-orm'
import type { OrderView } from '../api/orders/order-schema.ts'
import type { Database } from '../db/database.ts'
import { certificates } from '../db/schema/certificates.ts'
import type { UnlockEnvelope } from '../pki/agent-protocol.ts'
import {
  applicant,
  browser,
  codeAfter,
  decide,
  makeKey,
  memoCode,
  press,
  followed,
  inState,
  until,
  type Applicant,
  type Call,
  type Place,
  type Way,
} from './actors.ts'
import { agentPage, plugIn, readingPage, type AtPc } from './applicant-pc.ts'
import { newestCode, type Sandbox } from './sandbox-world.ts'
import type { SkippingInstallation } from './skipping-installation.ts'
import { callersRest } from './test-database.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

export interface Holder {
  organisation: Sandbox['organisations'][number]
  /** Where it is a person; `organisation` then says that they act for themselves. */
  person?: Sandbox['persons'][number]
  serial: string
  pin: string
  /** The order that the key was made by. */
  orderId: string
}

/** A person as the holder of a key: acts for itself, pays from the own card. */
export function actingPerson(person: Sandbox['persons'][number]): Pick<Holder, 'organisation' | 'person'> {
  const { name, email, bankCard, address } = person
  const self = { uscc: '', status: '', account: { bank: '', number: bankCard }, invoiceEmail: email }
  return { person, organisation: { ...self, name, address, operator: person, legalRepresentative: person } }
}

interface Staff {
  reviewer: Call
  keyStation: Call
}

/** Applies, pays, is approved; the key is made and given to the courier. */
export async function keyInParcel(
  place: Place,
  organisation: Sandbox['organisations'][number],
  staff: Staff,
) {
  return sent(place, await applicant(place, organisation), staff)
}

/** The same of an order that is about to be filled in. */
export async function sent<
  Order extends Pick<Applicant, 'no' | 'orderId' | 'inState'> & { paid: () => Promise<unknown> },
>(place: Place, order: Order, staff: Staff) {
  await order.paid()
  await decide(staff.reviewer, order.no)
  await order.inState('making')
  const serial = await makeKey(place, staff.keyStation, order.no)
  const { shipment } = await order.inState('shipping')
  return { order, orderId: order.orderId, serial, waybillNo: shipment!.waybillNo }
}

/** Applies, pays, is approved, gets the key. */
export async function keyHolder(
  place: Place,
  organisation: Sandbox['organisations'][number],
  staff: Staff,
): Promise<Holder> {
  const begun = Date.now()
  const { order, orderId, serial, waybillNo } = await keyInParcel(place, organisation, staff)
  await press(place, `shipments/${waybillNo}/pickedUp`)
  await press(place, `shipments/${waybillNo}/delivered`)
  await order.inState('completed')
  const { phone } = organisation.legalRepresentative
  const pin = await newestCode(place.sandbox, phone, /密码为(\d+)/, begun)
  return { organisation, serial, pin, orderId }
}

/**
 * Lets our books say that a certificate is near its end, and that its holder has had no code lately: where the real
 * clock runs. With real dates it is renewed in tests/renewal.test.ts.
 */
export async function endsSoon(db: Database, { organisation }: Holder): Promise<void> {
  const { uscc } = organisation
  await db
    .update(certificates)
    .set({ notAfter: new Date(Date.now() + 40 * 86_400_000) })
    .where(and(eq(certificates.holderNumber, uscc), eq(certificates.state, 'active')))
  await phonesRest(db)
}

/** As if all codes had been asked for and sent long ago, also those of days that were skipped. */
export async function phonesRest(db: Database): Promise<void> {
  await callersRest(db)
  await db.execute(sql`update verification_codes set created_at = created_at - interval '400 days'`)
  await db.execute(sql`update authorisations set created_at = created_at - interval '400 days'`)
}

/** Does something to the key in the port that no agent does. The workers of this process go on meanwhile. */
export async function atKey(
  place: SkippingInstallation,
  action: 'init-pin' | 'lock',
  env: Record<string, string>,
): Promise<void> {
  const script = join(root, 'tests/so-login.ts')
  await promisify(execFile)(process.execPath, [script, action], {
    cwd: root,
    env: { ...process.env, ...place.applicantPc, ...env },
  })
}

export interface Sealed {
  requestId: string
  envelope: UnlockEnvelope
  nonce: string
}

export type Unlocker = Awaited<ReturnType<typeof unlocker>>

/** The operator at the PC with the key plugged in: one browser. */
export async function unlocker(place: AtPc, { organisation, serial }: Holder) {
  const call = browser(place.site, place.from)
  const { legalRepresentative: legal, operator, account } = organisation
  let no = ''
  const path = () => `/api/unlocks/${no}`

  const me = {
    call,
    get no() {
      return no
    },
    get orderId() {
      return `unlock/${no}`
    },
    view: () => call('GET', `/api/orders/${no}`),
    inState: (state: string) => inState(call, no, state),

    /** 第一步: plugs in, reads, 提交. */
    async begin(): Promise<OrderView> {
      await plugIn(place, serial)
      const { certificates } = await (await readingPage(place, call)).key()
      return me.submit(certificates.map(({ der }) => der))
    },
    /** 提交 with these certificates, as if they had been read from the key. Waits for the verdict. */
    async submit(ders: string[]): Promise<OrderView> {
      const order = await call('POST', '/api/unlocks', { tokenSerial: serial, certificates: ders })
      no = order.no
      const isJudged = (view: OrderView) => view.state !== 'verifying' || view.unlock!.ways.length > 0
      return followed(call, no, (view) => isJudged(view) && view, 'the verdict')
    },

    phoneCode: () =>
      codeAfter(place, operator.phone, () => call('POST', `${path()}/codes`), /验证码(\d{6})，用于解锁/),
    typePhoneCode: (code: string) => call('POST', `${path()}/authorisation`, { code }),

    askProofingCode(way: Way, change: object = {}) {
      const typed = {
        method: way,
        ...(way === 'legalRepBankCard' && { bankCard: legal.bankCard, cardConsent: '1.0' }),
        ...(way === 'microDeposit' && { bank: account.bank, account: account.number }),
        ...change,
      }
      return call('POST', `${path()}/proofing-codes`, typed)
    },
    /** The unlock authorisation code, by one of the three ways. */
    async proofingCode(way: Way, change?: object): Promise<string> {
      const send = () => me.askProofingCode(way, change)
      if (way !== 'microDeposit') return codeAfter(place, legal.phone, send, /解锁授权码(\d{6})/)
      await send()
      await until(async () => (await me.view()).proofing.state === 'codeSent', 'the transfer')
      return memoCode(place, account.number, /解锁授权码(\d{6})/)
    },
    typeProofingCode: (code: string) => call('POST', `${path()}/proofing`, { code }),

    /** Any way that is open. */
    async verify(): Promise<void> {
      const { ways } = (await me.view()).unlock!
      if (ways.includes('sms')) await me.typePhoneCode(await me.phoneCode())
      else {
        const [first] = (await me.view()).unlock!.methods
        await me.typeProofingCode(await me.proofingCode(first!))
      }
      await me.inState('authorised')
    },

    agent: () => agentPage(place, call, `${path()}/tickets`),
    seal: (begun: { agentNonce: string; agentPublicKey: string }) =>
      call<Sealed>('POST', `${path()}/requests`, {
        agentNonce: begun.agentNonce,
        agentPublicKey: begun.agentPublicKey,
      }),
    confirm: (requestId: string, proof: { certificate: string; signature: string }) =>
      call('POST', `${path()}/requests/${requestId}/confirmation`, {
        certificate: proof.certificate,
        signature: proof.signature,
      }),

    /** 第三步 at the key, up to its signature: the confirmation is not sent. */
    async setPin(newPin: string) {
      const agent = await me.agent()
      const begun = await agent.ask<{ unlockId: string; agentNonce: string; agentPublicKey: string }>(
        'unlock/begin',
        { serial },
      )
      const sealed = await me.seal(begun)
      const proof = await agent.ask<{ certificate: string; signature: string; usedNext: boolean }>(
        'unlock/finish',
        { unlockId: begun.unlockId, envelope: sealed.envelope, newPin, nonce: sealed.nonce },
      )
      return { agent, begun, sealed, proof }
    },

    /** The whole procedure. */
    async unlock(newPin: string): Promise<OrderView> {
      await me.begin()
      await me.verify()
      const { sealed, proof } = await me.setPin(newPin)
      await me.confirm(sealed.requestId, proof)
      return me.inState('completed')
    },
  }
  return me
}
