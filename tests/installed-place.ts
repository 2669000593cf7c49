// The installation that the journeys share, as a test reaches it from outside.
import { inject } from 'vitest'
import { openDatabase, type Connection } from '../db/database.ts'

/** Site, sandbox and key agent. */
export function installedPlace() {
  const env = inject('environment') as NodeJS.ProcessEnv
  return {
    site: inject('site'),
    sandbox: inject('sandbox'),
    env,
    agent: `http://127.0.0.1:${env.AGENT_PORT}`,
  }
}

/** Its database, with the keys that its personal data are encrypted and its audit log is sealed by. */
export function openInstalledDatabase({ env }: { env: NodeJS.ProcessEnv }): Connection {
  process.env.DATA_KEY = env.DATA_KEY
  process.env.FINGERPRINT_KEY = env.FINGERPRINT_KEY
  process.env.AUDIT_KEY = env.AUDIT_KEY
  return openDatabase(env.DATABASE_URL)
}
