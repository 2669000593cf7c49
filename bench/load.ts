// Thousands of orders that begin and stay open: what a person waits for meanwhile, and what the worker keeps in memory.
import { crowdOrganisation } from '../sandbox/crowd.ts'
import { applicant } from '../tests/actors.ts'
import type { AtPc } from '../tests/applicant-pc.ts'
import { median, residentMegabytes, type Process } from './measures.ts'
import { placeOf } from './orders.ts'

/** Requests for new orders that are under way together. */
const TOGETHER = 50
const ALONE = 5
const BETWEEN_MS = 2000

export async function load({
  place,
  processes,
  orders,
}: {
  place: AtPc
  processes: () => Process[]
  orders: number
}): Promise<void> {
  let next = 0
  /** Seconds from the first request to a saved form that the process knows: a code is asked for. */
  async function begun(): Promise<number> {
    const index = next++
    const from = performance.now()
    const order = await applicant(placeOf(place, index), crowdOrganisation(index))
    await order.save()
    await order.prove()
    return (performance.now() - from) / 1000
  }
  async function some(): Promise<number[]> {
    const times: number[] = []
    for (let times_ = 0; times_ < ALONE; times_++) times.push(await begun())
    return times
  }
  const worker = () => processes().find(({ name }) => name === 'worker-business')!.pid
  const say = (text: string, times: number[]) =>
    console.log(`${text}: ${median(times).toFixed(1)} s, at most ${Math.max(...times).toFixed(1)} s`)

  await begun()
  say('an order from its first request to a proof, nothing else open', await some())
  console.log(`  business worker ${residentMegabytes(worker()).toFixed(0)} MB`)

  let [left, going] = [orders, true]
  const start = performance.now()
  const begin = async () => {
    while (left-- > 0) {
      const index = next++
      const order = await applicant(placeOf(place, index), crowdOrganisation(index))
      await order.save()
    }
  }
  const all = Promise.all(Array.from({ length: TOGETHER }, begin)).finally(() => (going = false))
  const meanwhile: number[] = []
  while (going) {
    meanwhile.push(await begun())
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS))
  }
  await all
  console.log(`${orders} orders begun in ${((performance.now() - start) / 1000).toFixed(0)} s`)
  say('an order from its first request to a proof, meanwhile', meanwhile)
  say(`the same, with ${orders} open`, await some())
  console.log(`  business worker ${residentMegabytes(worker()).toFixed(0)} MB`)
}
