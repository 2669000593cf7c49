// An operator at the PC with a key of ours plugged in, who renews it or changes its information: one browser.
import { randomUUID } from 'node:crypto'
import type { OrderView } from '../api/orders/order-schema.ts'
import { browser, codeAfter, inState, memoCode, press, until, type Way } from './actors.ts'
import { agentPage, plugIn, type AgentPage, type AtPc } from './applicant-pc.ts'
import type { Holder } from './key-holder.ts'
import { readWorld } from './sandbox-world.ts'

interface KeyLogin {
  tokenSerial: string
  daysLeft: number
  open: { no: string; kind: string } | null
  renewal: { code: string } | null
  informationChange: { code: string } | null
}

interface Progress {
  fence: number
  step: 'generate' | 'write' | 'finish' | 'done'
  nonce: string
  certificate: string | null
}

interface Proof {
  certificate: string
  signature: string
}

export type KeyWriter = ReturnType<typeof keyWriter>

export function keyWriter(place: AtPc, { organisation, serial, pin }: Holder) {
  const call = browser(place.site, place.from)
  let no = ''
  const path = () => `/api/orders/${no}`

  const again = () => call('POST', `${path()}/submission-codes`)

  /** The codes that the new and the old phone of the operator get. */
  async function codesOfBoth(phone: string, propose: () => Promise<unknown>) {
    let code = ''
    const oldPhoneCode = await codeAfter(
      place,
      organisation.operator.phone,
      async () => {
        code = await codeAfter(place, phone, propose, /验证码(\d{6})，用于确认/)
      },
      /验证码(\d{6})，用于变更/,
    )
    return { code, oldPhoneCode }
  }

  const me = {
    call,
    get no() {
      return no
    },
    view: () => call('GET', path()),
    inState: (state: string) => inState(call, no, state),

    /** 输入密码，点击“确认”. */
    async login(typedPin = pin): Promise<KeyLogin> {
      await plugIn(place, serial)
      const operations = ['read', 'prove']
      const agent = await agentPage(place, call, '/api/key-sessions', { operations })
      await agent.key()
      const proof = await agent.ask<Proof>('prove', {
        serial,
        pin: typedPin,
        nonce: agent.nonce,
        purpose: 'keyLogin',
      })
      return call<KeyLogin>('POST', '/api/key-sessions/login', proof)
    },

    async begin(procedure: 'renewals' | 'information-changes' = 'renewals'): Promise<OrderView> {
      await me.login()
      const order = await call('POST', `/api/${procedure}`)
      no = order.no
      return order
    },

    confirmRenewal: (change: object = {}) =>
      call('POST', `/api/renewals/${no}/confirmation`, {
        operatorPhone: organisation.operator.phone,
        operatorEmail: organisation.operator.email,
        invoiceEmail: organisation.invoiceEmail,
        nothingEncrypted: true,
        ...change,
      }),
    /** Another phone of the operator. Gives the codes that the new and the old one get. */
    renewTo: (phone: string) => codesOfBoth(phone, () => me.confirmRenewal({ operatorPhone: phone })),
    /** Other codes: to the operator, and with another phone to the old one, too. */
    codeAgain: (phone: string) => codeAfter(place, phone, again, /验证码(\d{6})，用于确认/),
    codesAgain: (phone: string) => codesOfBoth(phone, again),
    submitTyped: (code: string, oldPhoneCode?: string) =>
      call('POST', `${path()}/submission`, { code, ...(oldPhoneCode && { oldPhoneCode }) }),
    /** The same of a person's own data. */
    async proposeAsPerson(change: object) {
      const { form } = await me.view()
      return call('POST', `/api/information-changes/${no}/proposal`, {
        person: { ...form!.person, ...change },
        invoiceEmail: form!.invoice!.email,
        nothingEncrypted: true,
      })
    },
    /** What is to be changed; everything else stays. */
    async propose(change: {
      organisation?: object
      legalRepresentative?: object
      operator?: object
      account?: object
    }) {
      const { form } = await me.view()
      return call('POST', `/api/information-changes/${no}/proposal`, {
        organisation: { ...form!.organisation, ...change.organisation },
        legalRepresentative: {
          name: form!.legalRepresentative!.name,
          idType: form!.legalRepresentative!.idType ?? 'residentId',
          idNumber: form!.legalRepresentative!.idNumber,
          phone: form!.legalRepresentative!.phone,
          ...change.legalRepresentative,
        },
        operator: { ...form!.operator, ...change.operator },
        invoiceEmail: form!.invoice!.email,
        ...(change.account && { account: change.account }),
        nothingEncrypted: true,
      })
    },
    /** Proposes another phone of the operator. Gives the codes that the new and the old one get. */
    proposePhone: (changed: { phone: string; email?: string }) =>
      codesOfBoth(changed.phone, () => me.propose({ operator: changed })),
    /** The old phone is gone: the code of another way to prove the identity. */
    async proofingCode(way: Way): Promise<string> {
      const { legalRepresentative: legal, account } = organisation
      const typed = way === 'microDeposit' ? { bank: account.bank, account: account.number } : {}
      const send = () => call('POST', `${path()}/holder-proofing-codes`, { method: way, ...typed })
      if (way !== 'microDeposit') return codeAfter(place, legal.phone, send, /身份认证，验证码(\d{6})/)
      await send()
      await until(async () => (await me.view()).proofing.state === 'codeSent', 'the transfer')
      return memoCode(place, account.number, /^验证码(\d{6})，仅限本单位使用$/)
    },
    /** The bank sends the transfer back that brought the code. */
    async bounceTransfer() {
      const { transfers } = (await readWorld(place.sandbox)).bank
      const { yurRef } = transfers.find((transfer) => transfer.yurRef.startsWith(no.replace('-', '')))!
      await press(place, `bank/transfers/${yurRef}/bounce`)
    },
    prove: (code: string) => call('POST', `${path()}/proofing`, { code }),
    async submit() {
      const code = await codeAfter(
        place,
        organisation.operator.phone,
        () => me.confirmRenewal(),
        /验证码(\d{6})，用于确认/,
      )
      return call('POST', `${path()}/submission`, { code })
    },
    async pay() {
      const numbers = no.replace('-', '')
      const trade = await until(
        async () =>
          (await readWorld(place.sandbox)).trades.find(({ outTradeNo }) => outTradeNo.startsWith(numbers)),
        'a trade',
      )
      await press(place, `trades/${trade.outTradeNo}/pay`)
    },
    /** From the key to the paid order. */
    async paid(): Promise<void> {
      await me.begin()
      await me.submit()
      await me.pay()
      await me.inState('writing')
    },
    cancel: () => call('POST', `${path()}/cancellation`),

    /** A page that writes: logged in with the key, the lease taken. */
    async atKey(holder = randomUUID()) {
      await plugIn(place, serial)
      const tickets = () => agentPage(place, call, `/api/writings/${no}/tickets`)
      let agent = await tickets()
      const key = () => ({ serial, pin, orderNo: no })
      const prove = (purpose: string) => agent.ask<Proof>('prove', { ...key(), nonce: agent.nonce, purpose })
      await agent.key()
      const login = { ...(await prove('keyLogin')), holder }
      let progress = await call<Progress>('POST', `/api/writings/${no}/login`, login)
      const lease = () => ({ holder, fence: progress.fence })
      const page = {
        get agent(): AgentPage {
          return agent
        },
        get progress() {
          return progress
        },
        lease,
        heartbeat: () => call<Progress>('PUT', `/api/writings/${no}/lease`, lease()),
        release: () => call('POST', `/api/writings/${no}/lease/release`, lease()),
        generate: () =>
          agent.ask<{ spki: string; signature: string; attributes: object }>('generate', {
            ...key(),
            nonce: progress.nonce,
          }),
        async reportPair(made: object) {
          progress = await call<Progress>('POST', `/api/writings/${no}/pair`, { ...lease(), ...made })
        },
        write: () =>
          agent.ask<{ signature: string }>('write', {
            ...key(),
            nonce: progress.nonce,
            certificate: progress.certificate,
          }),
        async reportWritten(signed: object) {
          progress = await call<Progress>('POST', `/api/writings/${no}/written`, { ...lease(), ...signed })
        },
        /** Another ticket: the old pair may go now. */
        async finish() {
          agent = await tickets()
          return agent.ask('finish', key())
        },
        async reportFinished() {
          const proof = await prove('finishWriting')
          return call('POST', `/api/writings/${no}/finished`, { ...lease(), ...proof })
        },
        /** Whatever is left to do. */
        async goOn(): Promise<void> {
          if (progress.step === 'generate') await page.reportPair(await page.generate())
          if (progress.step === 'write') await page.reportWritten(await page.write())
          await page.finish()
          await page.reportFinished()
        },
      }
      return page
    },
  }
  return me
}
