// What the processes of an installation know and leave behind. Shares the installation of the journeys.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, inject, it } from 'vitest'
import { runningIn } from '../bin/supervisor.ts'
import { allVariables, variables, type ProcessName } from '../config.ts'
import { orders } from '../db/schema/orders.ts'
import { session } from '../db/schema/staff.ts'
import { signedIn } from './actors.ts'
import { installedPlace, openInstalledDatabase } from './installed-place.ts'

const dataDir = inject('dataDir')

const processes: Record<string, ProcessName | undefined> = {
  api: 'api',
  'worker-business': 'business',
  'worker-ca': 'ca',
  'worker-key-station': 'keyStation',
  'worker-signing': 'signing',
  sandbox: undefined,
  'key-agent': undefined,
  postgres: undefined,
  temporal: undefined,
}

describe('the processes of an installation', () => {
  it('know each only their own settings', () => {
    const { left } = runningIn(dataDir)
    expect(left.map(({ name }) => name).sort()).toEqual(Object.keys(processes).sort())
    for (const { name, pid } of left) {
      const environment = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0')
      const given = environment.map((line) => line.split('=')[0]!)
      const own = processes[name]
      const foreign = given.filter(
        (variable) => allVariables.includes(variable) && !(own && variables(own).includes(variable)),
      )
      // The key agent's own settings have two names in common with the product's.
      const known = name === 'key-agent' ? ['AGENT_PORT', 'AGENT_SETTINGS_DIR'] : []
      expect({ name, foreign: foreign.filter((variable) => !known.includes(variable)) }).toEqual({
        name,
        foreign: [],
      })
    }
  })

  it('keep nothing that another user of the machine can read', () => {
    // What lies in a closed folder is closed.
    const open = readdirSync(dataDir).filter((name) => statSync(join(dataDir, name)).mode & 0o077)
    expect(open).toEqual([])
    expect(statSync(dataDir).mode & 0o066).toBe(0)
  })

  it('log no organisation, and nothing that keeps somebody signed in', async () => {
    const place = installedPlace()
    await signedIn(place, 'reviewer')
    const { db, close } = openInstalledDatabase(place)
    const holders = await db.select({ name: orders.holderName, uscc: orders.holderNumber }).from(orders)
    const sessions = await db.select({ token: session.token }).from(session)
    await close()
    const secrets = [
      ...holders.flatMap(({ name, uscc }) => [name, uscc]),
      ...sessions.map(({ token }) => token),
    ]
    const known = secrets.filter((value) => value !== null)
    expect(known).not.toEqual([])
    for (const log of readdirSync(join(dataDir, 'logs'))) {
      const text = readFileSync(join(dataDir, 'logs', log), 'utf8')
      expect({ log, tells: known.filter((value) => text.includes(value)) }).toEqual({ log, tells: [] })
    }
  })
})
