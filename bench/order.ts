// `npm run bench`: what one order costs. A whole installation of its own, orders driven through the public API by
// somebody who never waits; medians are printed, nothing is asserted.
import { readFileSync } from 'node:fs'
import { Client, Connection } from '@temporalio/client'
import { runningIn } from '../bin/supervisor.ts'
import { applicant, decide, makeKey, press, signedIn } from '../tests/actors.ts'
import { readWorld } from '../tests/sandbox-world.ts'
import { startTemporaryInstallation } from '../tests/temporary-installation.ts'
import { timeOcsp } from './ocsp.ts'

// The legal representative's and operator's phones get a code a minute at most, so each order has an organisation.
const ORDERS = 3
const TICKS_PER_SECOND = 100

const installation = await startTemporaryInstallation()
const { sandbox, env, dataDir } = installation

/** CPU seconds that all services, have used so far. */
function cpuSeconds(): number {
  return runningIn(dataDir).left.reduce((sum, { pid }) => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
    // User and system time, and that of children that have ended (proc(5)).
    return sum + fields.slice(11, 15).reduce((ticks, text) => ticks + Number(text), 0) / TICKS_PER_SECOND
  }, 0)
}

const reviewer = await signedIn(installation, 'reviewer')
const keyStation = await signedIn(installation, 'keyStation')

/** One application from the form to the delivered key. Gives its number and that of the certificate. */
async function driveOrder(index: number): Promise<{ no: string; serial: string }> {
  const { organisations } = await readWorld(sandbox)
  const order = await applicant(installation, organisations[index]!)
  await order.paid()
  await decide(reviewer, order.no)
  await order.inState('making')
  await makeKey(installation, keyStation, order.no)
  const { shipment } = await order.inState('shipping')
  await press(installation, `shipments/${shipment!.waybillNo}/pickedUp`)
  await press(installation, `shipments/${shipment!.waybillNo}/delivered`)
  const { certificate } = await order.inState('completed')
  return { no: order.no, serial: certificate!.serial }
}

const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!
const connection = await Connection.connect({ address: env.TEMPORAL_ADDRESS! })
const client = new Client({ connection })
const seconds: number[] = []
const cpu: number[] = []
const events: number[] = []
let issued = ''
try {
  for (let index = 0; index < ORDERS; index++) {
    const [begun, used] = [Date.now(), cpuSeconds()]
    const { no, serial } = await driveOrder(index)
    issued = serial
    seconds.push((Date.now() - begun) / 1000)
    cpu.push(cpuSeconds() - used)
    const { events: history } = await client.workflow.getHandle(`newApplication/${no}`).fetchHistory()
    events.push(history?.length ?? 0)
  }
  console.log(`one order, median of ${ORDERS}:`)
  console.log(`  ${median(seconds).toFixed(1)} s from the empty form to the delivered key`)
  console.log(`  ${median(cpu).toFixed(1)} CPU seconds of all services (without Postgres' sessions)`)
  console.log(`  ${median(events)} history events`)
  const ocsp = await timeOcsp(installation.site, issued)
  console.log(
    `one OCSP answer with nonce, through the API: median ${median(ocsp).toFixed(1)} ms of ${ocsp.length}`,
  )
} finally {
  await connection.close()
  await installation.stop()
}
