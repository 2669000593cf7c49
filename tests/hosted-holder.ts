// Whoever has a hosted certificate: gets one, and signs by it, through the public API and their own phone.
import type { HolderCertificate } from '../api/holders/certificates.ts'
import type { OrderView } from '../api/orders/order-schema.ts'
import type { OrderKind } from '../domain/kinds/kinds.ts'
import {
  applicant,
  browser,
  codeAfter,
  decide,
  inState,
  sealedCode,
  type Applicant,
  type Call,
  type Place,
} from './actors.ts'
import type { Sandbox } from './sandbox-world.ts'

/** Lets the minute go by in which a phone gets no other code. */
type Rest = () => Promise<unknown>

export interface HostedHolder {
  /** By what they are asked for, and the phone that gets the codes. */
  asked: { holder?: 'person'; identifier: string }
  phone: string
  /** The order that the certificate was made by. */
  orderId: string
}

/** Applies for a hosted certificate, is approved, and activates it. `options`: what is ordered besides. */
export async function hostedHolder(
  place: Place,
  organisation: Sandbox['organisations'][number],
  { options, ...by }: { reviewer: Call; rest: Rest; options?: string[] },
): Promise<HostedHolder & { organisation: Sandbox['organisations'][number] }> {
  const order = await applicant(place, organisation, 'legalRepPhone', 'organisationHostedContract')
  if (options) Object.assign(order.form, { options })
  await order.paid()
  const { phone } = organisation.operator
  const { orderId } = await activated(place, order, phone, by)
  return { organisation, asked: { identifier: organisation.uscc }, phone, orderId }
}

/** A paid order is approved, and its certificate activated by this phone. */
export async function activated<Order extends Pick<Applicant, 'no' | 'path' | 'call' | 'view' | 'inState'>>(
  place: Place,
  order: Order,
  phone: string,
  { reviewer, rest }: { reviewer: Call; rest: Rest },
): Promise<Order> {
  await decide(reviewer, order.no)
  await order.inState('activating')
  await rest()
  const send = () => order.call('POST', `${order.path}/activation-codes`)
  const code = await codeAfter(place, phone, send)
  const { hosted } = await order.view()
  await order.call('POST', `${order.path}/activation`, sealedCode(hosted!.code!, code))
  await order.inState('completed')
  return order
}

/** The signer at a browser of their own, proved as the holder by a code. */
export async function signer(place: Place, { asked, phone }: HostedHolder, rest: Rest) {
  const call = browser(place.site, place.from)
  await rest()
  let queryId = ''
  const proof = await codeAfter(place, phone, async () => {
    ;({ queryId } = await call<{ queryId: string }>('POST', '/api/holder/codes', asked))
  })
  const certificates = await call<HolderCertificate[]>('POST', `/api/holder/codes/${queryId}`, {
    code: proof,
  })
  const certificate = certificates.find(({ maySign }) => maySign)!

  return {
    call,
    certificate,
    /** All of the holder's. */
    certificates,
    /** One that was begun elsewhere. */
    order: (route: string, no: string, kind: OrderKind) => following(place, call, rest, { no, kind, route }),
    /** Begins an order about the certificate, or goes on with it. */
    async begin(route: string, body: object = {}, certificateId = certificate.id) {
      const { no, kind } = await call('POST', `/api/${route}`, { certificateId, ...body })
      return following(place, call, rest, { no, kind, route })
    },
    /** Begins a request with these documents. */
    async request(documents: Record<string, Uint8Array>) {
      const { no } = await call('POST', '/api/signings', { certificateId: certificate.id })
      const path = `/api/signings/${no}`
      const view = () => call('GET', `/api/orders/${no}`)
      const add = async (name: string, body: Uint8Array) => {
        const file = new FormData()
        file.append('file', new Blob([new Uint8Array(body)], { type: 'application/pdf' }), name)
        return call('POST', `${path}/documents`, file)
      }
      for (const [name, body] of Object.entries(documents)) await add(name, body)
      const fetched = async (file: string): Promise<Uint8Array> => {
        const answer = await fetch(`${place.site}${file}`, { headers: { cookie: call.cookie() } })
        return new Uint8Array(await answer.arrayBuffer())
      }
      const me = {
        ...{ no, path, view, add, orderId: `signing/${no}` },
        inState: (state: string): Promise<OrderView> => inState(call, no, state),
        /** Asks for a code. Gives it as it came by SMS. */
        async code(): Promise<string> {
          await rest()
          return codeAfter(place, phone, () => call('POST', `${path}/codes`), /签署验证码(\d{6})/)
        },
        /** Types a code in, for what this request was sent last. */
        async type(code: string): Promise<OrderView> {
          const { signing } = await view()
          return call('POST', `${path}/signature`, sealedCode(signing!.code!, code))
        },
        /** The documents as they are now. */
        async files(): Promise<Uint8Array[]> {
          const { signing } = await view()
          return Promise.all(signing!.documents.map(({ file }) => fetched(file)))
        },
        trail: () => fetched(`${path}/trail`),
      }
      return me
    },
  }
}

export type Following = ReturnType<typeof following>

/** An order about a hosted certificate, whose signer agrees by a code. */
function following(
  place: Place,
  call: Call,
  rest: Rest,
  { no, kind, route }: { no: string; kind: OrderKind; route: string },
) {
  const view = () => call('GET', `/api/orders/${no}`)
  /** Has a code sent, and gives it as it came to this phone. */
  const codeTo = async (phone: string, path: string): Promise<string> => {
    await rest()
    return codeAfter(place, phone, () => call('POST', path))
  }
  /** Types a code in for what was sent last. */
  const type = async (path: string, code: string): Promise<OrderView> => {
    const { hosted, loss } = await view()
    return call('POST', path, sealedCode((hosted ?? loss)!.code!, code))
  }
  return {
    ...{ no, call, view, codeTo, type, orderId: `${kind}/${no}`, own: `/api/${route}/${no}` },
    inState: (state: string): Promise<OrderView> => inState(call, no, state),
    /** The signer agrees, at this phone. */
    async agree(phone: string): Promise<OrderView> {
      return type(`/api/orders/${no}/consent`, await codeTo(phone, `/api/orders/${no}/consent-codes`))
    },
    cancel: () => call('POST', `/api/orders/${no}/cancellation`),
  }
}
