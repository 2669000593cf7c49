// `npm run bench`: what an order costs, and how many times that of a bare workflow of the same shape. A whole
// installation of its own; medians of orders that come alone, and the mean of many at once. Nothing is asserted.
// `npm run bench -- load [orders]`: how it is for people while that many orders begin, and with them open.
// `npm run bench -- signing`: what the CSC API has signed a second, against the HSM alone.
// `npm run bench -- lists [open] [ended]`: how long the lists of staff take over that many orders.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { Client, Connection } from '@temporalio/client'
import postgres from 'postgres'
import { root } from '../bin/bootstrap.mjs'
import { runningIn } from '../bin/supervisor.ts'
import { openDatabase } from '../db/database.ts'
import { signedIn } from '../tests/actors.ts'
import { endsSoon, phonesRest, type Holder } from '../tests/key-holder.ts'
import { startTemporaryInstallation } from '../tests/temporary-installation.ts'
import { timeLists } from './lists.ts'
import { load } from './load.ts'
import { countStatements, cpuByName, kept, median, type Kept, type Process } from './measures.ts'
import { timeOcsp } from './ocsp.ts'
import { driveBare, orders, type Signer } from './orders.ts'
import { timeSigning } from './signing.ts'
import { timeVault } from './vault.ts'

const ALONE = 3
const AT_ONCE = 20
const DEFAULT_LOAD = 4000
const DEFAULT_LISTED = { open: 20_000, ended: 1_000_000 }
/** No run takes longer, whatever hangs. */
const AT_MOST_MS = 30 * 60_000

const columns = [
  'temporal',
  'postgres',
  'worker-business',
  'worker-ca',
  'worker-signing',
  'worker-key-station',
  'api',
  'key-agent',
]

// Each organisation comes from an address of its own: the API believes the proxy that we are.
process.env.TRUSTED_PROXIES = '1'
const installation = await startTemporaryInstallation()
const { env, dataDir } = installation
const place = { ...installation, agent: `http://127.0.0.1:${env.AGENT_PORT}` }
const timer = setTimeout(() => {
  console.error('the bench takes too long and is ended')
  void installation.stop().then(() => process.exit(1))
}, AT_MOST_MS)

process.env.DATA_KEY = env.DATA_KEY
process.env.FINGERPRINT_KEY = env.FINGERPRINT_KEY
process.env.AUDIT_KEY = env.AUDIT_KEY
const count = await countStatements({ dataDir, url: installation.administrationUrl })
const { db, close } = openDatabase(env.DATABASE_URL!)
const connection = await Connection.connect({ address: env.TEMPORAL_ADDRESS! })
const client = new Client({ connection })
const bareWorker = spawn(process.execPath, [join(root, 'bench/bare-worker.ts')], {
  env: { ...env },
  stdio: ['ignore', 'ignore', 'inherit'],
})
const processes = (): Process[] => [
  ...runningIn(dataDir).left,
  // In the table it stands where the product's own workers of processes do.
  { name: 'bare-worker', pid: bareWorker.pid! },
]

interface Cost {
  seconds: number
  cpu: Map<string, number>
  statements: number
  kept: Kept
}

/** What some orders cost together, by order. */
async function measured(drive: (() => Promise<string>)[]): Promise<Cost> {
  const [before, called] = [cpuByName(processes()), await count.statements()]
  const runs = await Promise.all(
    drive.map(async (one) => {
      const begun = performance.now()
      const workflowId = await one()
      return { workflowId, seconds: (performance.now() - begun) / 1000 }
    }),
  )
  const after = cpuByName(processes())
  const statements = (await count.statements()) - called
  const each = await Promise.all(runs.map(({ workflowId }) => kept(client, workflowId)))
  const of = (what: keyof Kept) => median(each.map((one) => one[what]))
  return {
    seconds: median(runs.map(({ seconds }) => seconds)),
    cpu: new Map(
      [...after].map(([name, used]) => [name, (used - (before.get(name) ?? used)) / drive.length]),
    ),
    statements: statements / drive.length,
    kept: {
      events: of('events'),
      tasks: of('tasks'),
      activities: of('activities'),
      local: of('local'),
      bytes: of('bytes'),
    },
  }
}

/** Medians of costs of the same thing. */
function medianCost(costs: Cost[]): Cost {
  const of = (pick: (cost: Cost) => number) => median(costs.map(pick))
  return {
    seconds: of(({ seconds }) => seconds),
    cpu: new Map([...costs[0]!.cpu.keys()].map((name) => [name, of(({ cpu }) => cpu.get(name) ?? 0)])),
    statements: of(({ statements }) => statements),
    kept: Object.fromEntries(
      Object.keys(costs[0]!.kept).map((key) => [key, of((cost) => cost.kept[key as keyof Kept])]),
    ) as unknown as Kept,
  }
}

const total = ({ cpu }: Cost) =>
  [...columns, 'bare-worker'].reduce((sum, name) => sum + (cpu.get(name) ?? 0), 0)

function line(name: string, cost: Cost, bare: Cost): Record<string, string | number> {
  const cpu = (process: string) => Number((cost.cpu.get(process) ?? 0).toFixed(2))
  const { events, tasks, activities, local, bytes } = cost.kept
  return {
    order: name,
    s: cost.seconds.toFixed(1),
    'CPU s': total(cost).toFixed(2),
    '× bare': (total(cost) / total(bare)).toFixed(1),
    ...Object.fromEntries(columns.map((process) => [process.replace('worker-', ''), cpu(process)])),
    'bare worker': cpu('bare-worker'),
    events,
    tasks,
    activities,
    local,
    SQL: Math.round(cost.statements),
    kB: Math.round(bytes / 1000),
  }
}

/** One to warm up, some alone, many at once. `drive` gives the id of the workflow. */
async function both(name: string, drive: (index: number) => Promise<string>): Promise<[Cost, Cost]> {
  console.log(`… ${name}`)
  await drive(0)
  const alone: Cost[] = []
  for (let index = 1; index <= ALONE; index++) alone.push(await measured([() => drive(index)]))
  const indices = Array.from({ length: AT_ONCE }, (_, index) => ALONE + 1 + index)
  return [medianCost(alone), await measured(indices.map((index) => () => drive(index)))]
}

async function costs(): Promise<void> {
  const staff = {
    reviewer: await signedIn(installation, 'reviewer'),
    keyStation: await signedIn(installation, 'keyStation'),
  }
  const drive = orders(place, staff)
  const holders: Holder[] = []
  const bare = await both('a bare workflow', (index) => driveBare(client, `bare/${index}`))
  const rows: [name: string, costs: [Cost, Cost]][] = [['a bare workflow', bare]]
  const application = await both('a new application', async (index) => {
    holders[index] = await drive.apply(index)
    return holders[index].orderId
  })
  rows.push(['a new application', application])
  for (const holder of holders) await endsSoon(db, holder)
  rows.push(['a renewal', await both('a renewal', (index) => drive.renew(index, holders[index]!))])
  await phonesRest(db)
  rows.push(['an unlock', await both('an unlock', (index) => drive.unlock(index, holders[index]!))])
  const signers: Signer[] = []
  for (let index = 0; index <= ALONE + AT_ONCE; index++)
    signers.push(await drive.hosted(index, () => phonesRest(db)))
  await phonesRest(db)
  rows.push(['a signature', await both('a signature', (index) => drive.sign(signers[index]!))])
  const table = rows.flatMap(([name, [alone, together]]) => [
    line(`${name}, alone`, alone, bare[0]),
    line(`${name}, ${AT_ONCE} at once`, together, bare[1]),
  ])
  console.log(`Each order: seconds to its end, CPU seconds by process, what Temporal and Postgres had to do.`)
  console.table(Object.fromEntries(table.map(({ order, ...cells }) => [order, cells])))
  const view = await staff.keyStation<{ certificate: { serial: string } }>(
    'GET',
    `/api/ops/orders/${holders[0]!.orderId.split('/')[1]}`,
  )
  const { together, alone } = timeVault(env)
  console.log(
    `the vault signs ${together.toFixed(0)} hashes a second by one unwrapping for 100, ${alone.toFixed(0)} by one for each (${(alone / together).toFixed(2)} of it)`,
  )
  const ocsp = await timeOcsp(installation.site, view.certificate.serial)
  console.log(
    `an OCSP answer with nonce, through the API: ${median(ocsp).toFixed(1)} ms, median of ${ocsp.length}`,
  )
}

try {
  const [what, many, more] = process.argv.slice(2)
  if (what === 'load') {
    await load({ place, processes, orders: Number(many ?? DEFAULT_LOAD) })
  } else if (what === 'lists') {
    const sql = postgres(installation.administrationUrl, { max: 1, onnotice: () => {} })
    const [reviewer, support] = [
      await signedIn(installation, 'reviewer'),
      await signedIn(installation, 'support'),
    ]
    const { open, ended } = DEFAULT_LISTED
    await timeLists({ sql, reviewer, support, open: Number(many ?? open), ended: Number(more ?? ended) })
    await sql.end()
  } else if (what === 'signing') {
    const staff = {
      reviewer: await signedIn(installation, 'reviewer'),
      keyStation: await signedIn(installation, 'keyStation'),
    }
    await timeSigning({ place, drive: orders(place, staff), db, processes })
  } else await costs()
} finally {
  clearTimeout(timer)
  bareWorker.kill('SIGTERM')
  await connection.close()
  await count.close()
  await close()
  await installation.stop()
}
process.exit(0)
