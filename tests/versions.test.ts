// An order ends by the process that it began with, however the sources have changed since. Temporal is real here: the
// time-skipping server knows no versions.
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Client, Connection } from '@temporalio/client'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { root } from '../bin/bootstrap.mjs'
import { freePorts, startInstallation, type Installation } from '../bin/installation.ts'
import type { Ports } from '../bin/settings.ts'
import { runningIn } from '../bin/supervisor.ts'
import { knownVersions } from '../temporal.versions.ts'
import { applicant, until } from './actors.ts'
import { readWorld } from './sandbox-world.ts'
import { testFolder } from './test-folder.ts'

/** By itself Temporal waits three minutes before it looks whether a version has open runs, and looks every three. */
const temporalArgs = ['VisibilityGracePeriod', 'RefreshInterval'].flatMap((setting) => [
  '--dynamic-config-value',
  `matching.wv.VersionDrainageStatus${setting}="1s"`,
])
const NEW_STEP_MS = 321
/** Beside other tests a whole installation may take a while to come up. */
const START_MS = 180_000

let dataDir: string
let ports: Ports
let place: Installation
let connection: Connection

async function start(bundleFile?: string): Promise<void> {
  place = await startInstallation({ dataDir, ports, temporalArgs, bundleFile })
  connection = await Connection.connect({ address: place.env.TEMPORAL_ADDRESS })
}

async function stop(): Promise<void> {
  await connection.close()
  await place.stop()
}

beforeAll(async () => {
  dataDir = testFolder()
  ports = await freePorts()
  await start()
}, START_MS)
afterAll(async () => {
  await stop()
  rmSync(dataDir, { recursive: true, force: true })
})

/** The bundle of sources in which an application has one more step at its end. */
function changedBundle(): string {
  mkdirSync(join(root, '.tools'), { recursive: true })
  // Below the project, where packages are found.
  const copy = mkdtempSync(join(root, '.tools/changed-'))
  try {
    for (const part of ['workflows', 'domain', 'temporal.config.ts'])
      cpSync(join(root, part), join(copy, part), { recursive: true })
    const file = join(copy, 'workflows/new-application.ts')
    const written = readFileSync(file, 'utf8')
    const changed = written.replace(
      'export async function newApplication(',
      `import { sleep } from '@temporalio/workflow'
       export async function newApplication(...input: Parameters<typeof before>) {
         await before(...input)
         await sleep(${NEW_STEP_MS})
       }
       async function before(`,
    )
    expect(changed).not.toBe(written)
    writeFileSync(file, changed)
    const bundle = join(dataDir, 'changed')
    execFileSync(process.execPath, [join(copy, 'workflows/bundle.ts'), bundle], { stdio: 'ignore' })
    return join(bundle, readdirSync(bundle)[0]!)
  } finally {
    rmSync(copy, { recursive: true })
  }
}

async function begunOrder(organisation: number) {
  const { organisations } = await readWorld(place.sandbox)
  const order = await applicant(place, organisations[organisation]!)
  await order.save()
  return order
}

/** Whether a run that has ended well went the changed way. */
async function tookNewStep(orderId: string): Promise<boolean> {
  const run = new Client({ connection }).workflow.getHandle(orderId)
  await run.result()
  const { events } = await run.fetchHistory()
  return events!.some(
    ({ timerStartedEventAttributes: timer }) => timer?.startToFireTimeout?.nanos === NEW_STEP_MS * 1e6,
  )
}

const kept = () => readdirSync(join(dataDir, 'bundles')).map((name) => basename(name, '.js'))

it(
  'ends an order by the process it began with, begins a new one by the new, drops what no order needs',
  async () => {
    const [before] = kept()
    const old = await begunOrder(0)
    await stop()

    const bundle = changedBundle()
    const after = basename(bundle, '.js')
    await start(bundle)
    expect(place.older).toEqual({ versions: 1, orders: 1 })
    expect(kept().sort()).toEqual([before, after].sort())

    // Cookies and ports outlive the start: the applicant goes on.
    await old.cancel()
    expect(await tookNewStep(old.orderId)).toBe(false)
    const young = await begunOrder(1)
    await young.cancel()
    expect(await tookNewStep(young.orderId)).toBe(true)

    const temporal = { service: connection.workflowService, namespace: 'default' }
    await until(
      async () => (await knownVersions(temporal)).drained.includes(before!),
      'the last old run to end',
    )
    // The supervisor starts it again, and it looks.
    process.kill(runningIn(dataDir).left.find(({ name }) => name === 'worker-business')!.pid, 'SIGTERM')
    await until(() => Promise.resolve(!kept().includes(before!)), 'the old bundle to be dropped')
    expect(kept()).toEqual([after])
  },
  2 * START_MS,
)
