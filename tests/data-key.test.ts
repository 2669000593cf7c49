// An operator changes DATA_KEY on an installation with open orders, as docs/configuration.md says. Everything is real,
// and started again by the keys of the moment.
import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { eq, isNotNull, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { root } from '../bin/bootstrap.mjs'
import { freePorts, startInstallation, type Installation } from '../bin/installation.ts'
import { portVariables, type Ports } from '../bin/settings.ts'
import { openDatabase } from '../db/database.ts'
import { currentHeader, HEADER_BYTES, isCurrent } from '../db/encryption.ts'
import { sealedColumns } from '../db/sealed-columns.ts'
import { crowdOrganisation } from '../sandbox/crowd.ts'
import { applicant, decide, makeKey, press, signedIn, type Applicant, type Call } from './actors.ts'
import { testFolder } from './test-folder.ts'

/** Beside other tests a whole installation may take a while to come up. */
const START_MS = 180_000

let dataDir: string
let ports: Ports
let place: Installation
let organisations = 0

/** All processes with these keys, the first of which encrypts. */
async function startWith(...dataKeys: string[]): Promise<void> {
  const file = join(dataDir, 'secrets.json')
  const secrets = JSON.parse(readFileSync(file, 'utf8')) as object
  writeFileSync(file, JSON.stringify({ ...secrets, dataKey: dataKeys.join(',') }))
  await place.stop()
  place = await startInstallation({ dataDir, ports })
}

/** The command of the operator. Gives what it says. */
async function rotate(): Promise<string> {
  const own = Object.entries(portVariables).map(([name, [variable]]) => [
    variable,
    String(ports[name as keyof Ports]),
  ])
  const { stdout } = await promisify(execFile)('npm', ['run', '--silent', 'data-key:rotate'], {
    cwd: root,
    env: { ...process.env, DATA_DIR: dataDir, ...Object.fromEntries(own) },
  })
  return stdout
}

const newOrder = (way?: Parameters<typeof applicant>[2]) =>
  applicant(place, crowdOrganisation(organisations++), way)

/** Applicant and reviewer see what was typed; no document is refused. */
async function isReadable(order: Applicant, reviewer: Call): Promise<void> {
  const { operator, legalRepresentative } = order.form
  for (const view of [await order.view(), await reviewer('GET', `/api/ops/orders/${order.no}`)])
    expect(view.form).toMatchObject({ operator, legalRepresentative })
  const { materials } = await order.view()
  expect(materials.length).toBeGreaterThan(0)
  for (const { kind } of materials) {
    await order.call('GET', `${order.path}/materials/${kind}`)
    await reviewer('GET', `/api/ops/orders/${order.no}/materials/${kind}`)
  }
}

/** How many values and files a key has sealed, and how many others. */
async function sealedBy(dataKey: string): Promise<{ own: number; others: number }> {
  process.env.DATA_KEY = dataKey
  const { db, close } = openDatabase(place.env.DATABASE_URL!)
  const files = readdirSync(place.env.DOCUMENT_DIR!).map((name) =>
    readFileSync(join(place.env.DOCUMENT_DIR!, name)),
  )
  let own = files.filter(isCurrent).length
  let all = files.length
  for (const { column } of Object.values(sealedColumns)) {
    const header = sql`substring(${column} from 1 for ${HEADER_BYTES})`
    all += await db.$count(column.table, isNotNull(column))
    own += await db.$count(column.table, eq(header, currentHeader()))
  }
  await close()
  return { own, others: all - own }
}

beforeAll(async () => {
  dataDir = testFolder()
  ports = await freePorts()
  place = await startInstallation({ dataDir, ports })
}, START_MS)
afterAll(async () => {
  await place.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

it(
  'DATA_KEY is changed: open orders go on to their end, and nothing needs the old key',
  async () => {
    const older = place.env.DATA_KEY!
    const newer = randomBytes(32).toString('base64')
    // Its certificate password waits from the proofing to the making.
    const waiting = await (await newOrder('microDeposit')).paid()
    const draft = await newOrder()
    await draft.save()
    expect(await sealedBy(older)).toMatchObject({ others: 0 })

    await startWith(newer, older)
    const staff = {
      reviewer: await signedIn(place, 'reviewer'),
      keyStation: await signedIn(place, 'keyStation'),
    }
    await isReadable(waiting, staff.reviewer)
    // While it runs, an old order goes on and a new one comes.
    const [said, meanwhile] = await Promise.all([
      rotate(),
      newOrder().then((order) => order.paid()),
      decide(staff.reviewer, waiting.no),
    ])
    expect(said).toMatch(/^[1-9]\d* values and files sealed anew/)
    expect(await rotate()).toMatch(/^0 values/)
    expect((await sealedBy(newer)).others).toBe(0)

    await startWith(newer)
    for (const order of [waiting, meanwhile]) await isReadable(order, staff.reviewer)
    await draft.submitted()
    await waiting.inState('making')
    await makeKey(place, staff.keyStation, waiting.no)
    const { shipment } = await waiting.inState('shipping')
    await press(place, `shipments/${shipment!.waybillNo}/pickedUp`)
    await press(place, `shipments/${shipment!.waybillNo}/delivered`)
    await waiting.inState('completed')
    await isReadable(waiting, staff.reviewer)
    expect(await sealedBy(older)).toMatchObject({ own: 0 })
  },
  START_MS,
)
