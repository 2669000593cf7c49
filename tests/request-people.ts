// The people of a request with several signers: its sender, and each signer at a phone of their own.
import type { OrderView } from '../api/orders/order-schema.ts'
import type { PartView } from '../api/signing-parts/part-view.ts'
import { browser, codeAfter, inState, sealedCode, until, type Call, type Place } from './actors.ts'
import { signer, type HostedHolder } from './hosted-holder.ts'
import { readWorld } from './sandbox-world.ts'

type Rest = () => Promise<unknown>

/** Whoever has to sign: the holder's identifier, and the phone. */
export interface Named {
  holder: string
  phone: string
}

/** The first signer of a holder's certificate. */
export const firstSignerOf = ({ asked: { identifier }, phone }: HostedHolder): Named => ({
  holder: identifier,
  phone,
})

/** Adds PDFs to a request that is being put together. */
export async function addDocuments(
  call: Call,
  path: string,
  documents: Record<string, Uint8Array>,
): Promise<void> {
  for (const [name, body] of Object.entries(documents)) {
    const file = new FormData()
    file.append('file', new Blob([new Uint8Array(body)], { type: 'application/pdf' }), name)
    await call('POST', `${path}/documents`, file)
  }
}

/** Puts a request together as the holder of a certificate, and sends it. */
export async function sentRequest(
  place: Place,
  holder: HostedHolder,
  {
    documents,
    signers,
    rest,
    ...how
  }: {
    documents: Record<string, Uint8Array>
    signers: Named[]
    inOrder: boolean
    openDays?: number
    rest: Rest
  },
) {
  const { call, certificate } = await signer(place, holder, rest)
  const { no } = await call('POST', '/api/signing-requests', { certificateId: certificate.id })
  const path = `/api/signing-requests/${no}`
  await addDocuments(call, `/api/signings/${no}`, documents)
  let view = await call('GET', `/api/orders/${no}`)
  for (const named of signers) view = await call('POST', `${path}/signers`, named)
  const ids = view.request!.signers.map(({ id }) => id)
  const begun = Date.now()
  await call('POST', `${path}/sending`, { openDays: 7, ...how, signers: ids })
  return {
    ...{ call, no, path, begun, orderId: `signingRequest/${no}` },
    view: () => call('GET', `/api/orders/${no}`),
    inState: (state: string): Promise<OrderView> => inState(call, no, state),
    withdraw: () => call('POST', `${path}/withdrawal`),
    trail: () => fetched(place, call, `/api/signings/${no}/trail`),
    /** The documents as the sender has them now. */
    files: async (): Promise<Buffer[]> => {
      const { signing } = await call('GET', `/api/orders/${no}`)
      return Promise.all(signing!.documents.map(({ file }) => fetched(place, call, file)))
    },
  }
}

async function fetched(place: Place, call: Call, file: string): Promise<Buffer> {
  const answer = await fetch(`${place.site}${file}`, { headers: { cookie: call.cookie() } })
  return Buffer.from(await answer.arrayBuffer())
}

/** The links of a request that came to a phone, the newest first. */
export async function linksTo(place: Place, { phone }: Named, no: string): Promise<string[]> {
  const { messages } = await readWorld(place.sandbox)
  return messages
    .filter((message) => message.phone === phone && message.text.includes(no))
    .flatMap(({ text }) => /\/s#([\w-]+)/.exec(text)?.[1] ?? [])
}

/** A signer who opens the link that came by SMS. */
export async function asked(place: Place, named: Named, { no }: { no: string }, rest: Rest) {
  const key = await until(async () => (await linksTo(place, named, no))[0], 'a link to sign by')
  const call = browser(place.site, place.from)
  const { id } = await call<PartView>('POST', '/api/signing-parts/openings', { key })
  const path = `/api/signing-parts/${id}`
  const view = () => call<PartView>('GET', path)
  const me = {
    ...{ call, id, path, key, view },
    /** Asks for a code. Gives it as it came by SMS. */
    async code(): Promise<string> {
      await rest()
      return codeAfter(place, named.phone, () => call('POST', `${path}/codes`), /签署验证码(\d{6})/)
    },
    async type(code: string): Promise<PartView> {
      const { code: sent } = await view()
      return call<PartView>('POST', `${path}/signature`, sealedCode(sent!, code))
    },
    sign: async () => me.type(await me.code()),
    trail: () => fetched(place, call, `${path}/trail`),
    decline: (reason: string) => call<PartView>('POST', `${path}/refusal`, { reason }),
    files: async (): Promise<Buffer[]> =>
      Promise.all((await view()).documents.map(({ file }) => fetched(place, call, file))),
  }
  return me
}
