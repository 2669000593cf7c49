// A program of the operator, by the settings of one process: `node bin/operator.mjs ca activities/audit/verify.ts …`. Where
// `npm start` keeps an installation, they are its own; elsewhere those of the environment.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { urlAs } from '../db/roles.ts'
import { root } from './bootstrap.mjs'
import { environment, environmentOf, wantedDataDir, wantedPorts } from './settings.ts'
import { hsmModule } from './tools.ts'

const [own, program, ...args] = process.argv.slice(2)
if ((own !== 'ca' && own !== 'owner') || !program)
  throw new Error('usage: node bin/operator.mjs ca|owner <program> …')

function localEnvironment(dataDir: string, own: 'ca' | 'owner'): NodeJS.ProcessEnv {
  const { product, administration } = environment({
    dataDir,
    ports: wantedPorts(),
    hsmModule: hsmModule(),
    // No program of the operator plugs keys in.
    tokenModule: '',
    databaseUrl: process.env.DATABASE_URL,
  })
  const { url, passwords } = administration
  return environmentOf(own, { ...process.env, ...product, DATABASE_URL: urlAs(url, own, passwords[own]) })
}

const dataDir = wantedDataDir()
const isLocal = existsSync(join(dataDir, 'secrets.json'))
const { status } = spawnSync(process.execPath, [join(root, program), ...args], {
  env: isLocal ? localEnvironment(dataDir, own) : process.env,
  stdio: 'inherit',
})
process.exit(status ?? 1)
