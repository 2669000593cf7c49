// An organisation whose key is gone: its operator reports it, asks for another, transfers the money.
import type { HolderCertificate } from '../api/holders/certificates.ts'
import type { OrderView } from '../api/orders/order-schema.ts'
import { actorOf, browser, codeAfter, personOf, press, until, type Call, type Way } from './actors.ts'
import { signAt } from './applicant-pc.ts'
import type { Holder } from './key-holder.ts'
import type { SkippingInstallation } from './skipping-installation.ts'
import { callersRest } from './test-database.ts'

type Skip = (span: string) => Promise<void>

export type Replacer = Awaited<ReturnType<typeof replacer>>

/** The operator in a browser that knows nothing yet. */
export async function loser(
  place: SkippingInstallation,
  skip: Skip,
  { organisation, person, serial, pin }: Holder,
) {
  const call = browser(place.site)
  const { operator } = organisation

  const me = {
    call,

    /** Identifier and code. Gives the certificates. */
    async enter(): Promise<HolderCertificate[]> {
      // A phone gets one code a minute, and a caller asks for one.
      await skip('2 minutes')
      await callersRest(place.db)
      let queryId = ''
      const code = await codeAfter(place, operator.phone, async () => {
        const asked = person
          ? { holder: 'person', identifier: person.idNumber }
          : { identifier: organisation.uscc }
        ;({ queryId } = await call<{ queryId: string }>('POST', '/api/holder/codes', asked))
      })
      return call<HolderCertificate[]>('POST', `/api/holder/codes/${queryId}`, { code })
    },
    certificate: async () =>
      (await call<HolderCertificate[]>('GET', '/api/holder/certificates')).find(
        ({ tokenSerial }) => tokenSerial === serial,
      )!,

    /** 挂失. Gives the number of the report, once the certificate is on hold. */
    async report(): Promise<string> {
      await me.enter()
      const { id } = await me.certificate()
      const [report] = await call<OrderView[]>('POST', '/api/loss-reports', { certificateIds: [id] })
      await me.reported(report!.no, 'held')
      return report!.no
    },
    reported: (no: string, state: string) =>
      until(async () => {
        const view = await call('GET', `/api/orders/${no}`)
        return view.state === state && view
      }, `${no} ${state}`),

    /** 解除挂失 at the PC, with the key and its PIN. */
    async lift(no: string): Promise<OrderView> {
      return call('POST', `/api/loss-reports/${no}/lifting`, await me.sign(`/api/loss-reports/${no}`))
    },
    /** What the key in the port signs for a page. */
    sign: (path: string, key = { serial, pin }) => signAt(place, call, path, key),

    /** 补办: begins the order of another key. */
    async replace(
      fate: 'lost' | 'damaged',
      way: Way = person ? 'ownPhone' : 'legalRepPhone',
    ): Promise<Replacer> {
      await me.enter()
      const { id: certificateId } = await me.certificate()
      const { no } = await call('POST', '/api/replacements', { certificateId, fate })
      return replacer(place, skip, { organisation, ...(person && { person }) }, { call, no }, way)
    },
  }
  return me
}

/** The same operator with the order of another key. */
async function replacer(
  place: SkippingInstallation,
  skip: Skip,
  { organisation, person }: Pick<Holder, 'organisation' | 'person'>,
  { call, no }: { call: Call; no: string },
  way: Way,
) {
  const of = { call, no, kind: 'replacement' } as const
  const order =
    way === 'ownPhone' || way === 'ownBankCard'
      ? await personOf(place, person!, way, of, () => skip('2 minutes'))
      : await actorOf(place, organisation, way, of)
  const remittance = async () => (await order.view()).remittance!

  return {
    ...order,
    remittance,

    /** From the prefilled form to the documents; the code for the confirmation is sent. */
    async filledIn(voucher?: Buffer) {
      await order.save()
      await order.prove()
      await order.confirm()
      await order.uploadAll()
      if (voucher) await order.upload('paymentVoucher', voucher)
    },
    async submit() {
      await skip('2 minutes')
      await order.submit()
    },
    async submitted(voucher?: Buffer) {
      await this.filledIn(voucher)
      await this.submit()
    },

    /** A transfer at the bank: from this account, with this memo. Read from the statement afterwards. */
    async transfer(fen: number, { account = organisation.account.number, memo, times = 1 }: Transfer = {}) {
      const { reference } = await remittance()
      const amount = (fen / 100).toFixed(2)
      await press(place, 'bank/receipts', { account, amount, memo: memo ?? `补办 ${reference}`, times })
      await call('POST', `/api/replacements/${no}/statement-readings`)
    },
    arrived: (count: number) =>
      until(async () => {
        const { arrivals } = await remittance()
        return arrivals.filter(({ state }) => state !== 'new').length >= count && arrivals
      }, `${count} arrivals`),
  }
}

interface Transfer {
  account?: string
  memo?: string
  times?: number
}
