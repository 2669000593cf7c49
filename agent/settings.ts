import { createPublicKey, type KeyObject } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { AGENT_VERSION } from '../pki/agent-protocol.ts'
import { agentFiles, readSignedSettings } from '../pki/agent-settings.ts'

// What an agent knows when it starts: whom it obeys (signed), and what this PC says besides: nothing, as a rule.

export interface Settings {
  origins: string[]
  ticketKey: KeyObject
  /** Keys of our issuing CAs. */
  issuers: KeyObject[]
  /** The CA's key for unlock envelopes. */
  authority: KeyObject
}

const spki = (base64: string) =>
  createPublicKey({ key: Buffer.from(base64, 'base64'), type: 'spki', format: 'der' })

export const isOlder = (version: string, minimum: string) =>
  version.localeCompare(minimum, 'en', { numeric: true }) < 0

/** Reads the signed settings of a folder. @throws Error when they are not the CA's, or ask for a newer agent. */
export function readSettings(folder: string): Settings {
  const read = (name: string) => readFileSync(join(folder, name), 'utf8')
  const authority = createPublicKey(read(agentFiles.authority))
  const settings = readSignedSettings(read(agentFiles.settings), read(agentFiles.signature), authority)
  const { origins, ticketKey, issuers, minimumVersion } = settings
  if (isOlder(AGENT_VERSION, minimumVersion))
    throw new Error(`an agent of version ${minimumVersion} is needed`)
  return { origins, ticketKey: spki(ticketKey), issuers: issuers.map(spki), authority }
}

/** What this PC says: by environment, or in `key-agent.env` beside the program. All of it may be left out. */
export function readPlace(programFolder: string) {
  const file = join(programFolder, 'key-agent.env')
  if (existsSync(file)) process.loadEnvFile(file)
  const {
    AGENT_MODULE = '',
    AGENT_SEARCH,
    AGENT_PORT = '16888',
    AGENT_SETTINGS_DIR = programFolder,
  } = process.env
  const port = Number(AGENT_PORT)
  if (!Number.isInteger(port) || port < 1024 || port > 65_000) throw new Error('AGENT_PORT is no port')
  return {
    /** Modules that are used besides those that are found, and before them. */
    modules: AGENT_MODULE.split(delimiter).filter(Boolean),
    searches: AGENT_SEARCH !== 'no',
    port,
    settingsDir: AGENT_SETTINGS_DIR,
  }
}
