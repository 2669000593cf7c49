// Orders from beginning to end, by people who never wait. Each organisation comes from an address of its own, as limits
// are by address.
import type { Client } from '@temporalio/client'
import { crowdOrganisation } from '../sandbox/crowd.ts'
import { buffer } from 'node:stream/consumers'
import PdfKit from 'pdfkit'
import { applicant, decide, makeKey, press, type Call } from '../tests/actors.ts'
import { plugIn, readingPage, type AtPc } from '../tests/applicant-pc.ts'
import { hostedHolder, signer } from '../tests/hosted-holder.ts'
import { unlocker, type Holder } from '../tests/key-holder.ts'
import { keyWriter } from '../tests/key-writer.ts'
import { newestCode } from '../tests/sandbox-world.ts'
import { asked, bare, told } from './bare.ts'

/** Between two things that a bare run is told: it waits for the next by then. */
const PAUSE_MS = 500

/** Lets one in after the other: a USB port takes one key at a time. */
export function oneAtATime() {
  let last: Promise<unknown> = Promise.resolve()
  return <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work, work)
    last = next.catch(() => undefined)
    return next
  }
}

const address = (index: number) => `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`

/** Organisations of hosted certificates come after those with keys. */
export const HOSTED_FROM = 1000

function paper(): Promise<Buffer> {
  const pdf = new PdfKit()
  pdf.text('one page').end()
  return buffer(pdf)
}

export type Signer = Awaited<ReturnType<typeof signer>>

/** The place as the people of one organisation of the crowd reach it. */
export const placeOf = (place: AtPc, index: number): AtPc => ({ ...place, from: address(index) })

/** Gives the workflow's id. */
export async function driveBare(client: Client, workflowId: string): Promise<string> {
  const run = await client.workflow.start(bare, { taskQueue: 'bare', workflowId })
  const pause = () => new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
  for (let times = 0; times < 2; times++) {
    await pause()
    await run.executeUpdate(asked)
  }
  for (let times = 0; times < 3; times++) {
    await pause()
    await run.signal(told)
  }
  await run.result()
  return workflowId
}

export function orders(place: AtPc, { reviewer, keyStation }: { reviewer: Call; keyStation: Call }) {
  const port = oneAtATime()
  const station = oneAtATime()
  return {
    /** From the empty form to the delivered key. */
    async apply(index: number): Promise<Holder> {
      const [from, begun] = [placeOf(place, index), Date.now()]
      const organisation = crowdOrganisation(index)
      const order = await applicant(from, organisation)
      await order.paid()
      await decide(reviewer, order.no)
      await order.inState('making')
      const { serial, waybillNo } = await station(async () => {
        const serial = await makeKey(place, keyStation, order.no)
        const { shipment } = await order.inState('shipping')
        // Until the courier has it, it lies where the blank keys do.
        await press(place, `shipments/${shipment!.waybillNo}/pickedUp`)
        return { serial, waybillNo: shipment!.waybillNo }
      })
      await press(place, `shipments/${waybillNo}/delivered`)
      await order.inState('completed')
      const { phone } = organisation.legalRepresentative
      const pin = await newestCode(place.sandbox, phone, /密码为(\d+)/, begun)
      return { organisation, serial, pin, orderId: order.orderId }
    },

    /** Whoever has a hosted certificate, proved as its holder. `rest` lets phones have another code. */
    async hosted(index: number, rest: () => Promise<void>): Promise<Signer> {
      const [from, organisation] = [
        placeOf(place, HOSTED_FROM + index),
        crowdOrganisation(HOSTED_FROM + index),
      ]
      const holder = await hostedHolder(from, organisation, { reviewer, rest })
      let rests = rest
      const me = await signer(from, holder, () => rests())
      rests = async () => {}
      return me
    },

    /** From a request to its signed document. */
    async sign(me: Signer): Promise<string> {
      const request = await me.request({ 'bench.pdf': await paper() })
      await request.type(await request.code())
      await request.inState('completed')
      return request.orderId
    },

    /** From the login with the key to the new certificate in it. */
    async renew(index: number, holder: Holder): Promise<string> {
      const writer = keyWriter(placeOf(place, index), holder)
      await port(() => writer.begin())
      await writer.submit()
      await writer.pay()
      await writer.inState('writing')
      await port(async () => (await writer.atKey()).goOn())
      await writer.inState('completed')
      return `renewal/${writer.no}`
    },

    /** From the key in the port to its new PIN. */
    async unlock(index: number, holder: Holder): Promise<string> {
      const operator = await unlocker(placeOf(place, index), holder)
      await port(() => operator.begin())
      await operator.verify()
      await port(async () => {
        await plugIn(place, holder.serial)
        await (await readingPage(place, operator.call)).key()
        const { sealed, proof } = await operator.setPin('Bench-7301')
        await operator.confirm(sealed.requestId, proof)
      })
      await operator.inState('completed')
      return operator.orderId
    },
  }
}
