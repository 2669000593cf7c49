import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { constants, setPriority } from 'node:os'
import { join } from 'node:path'
import { agentFiles } from '../pki/agent-settings.ts'
import { endsWithUs, root } from './bootstrap.mjs'
import type { Installation } from './installation.ts'
import { sourcesHash } from './tools.ts'

/**
 * Packs the key agent for the site's page of downloads: for this machine, and for others where a compiler for them is
 * installed. It goes on behind a system that is up already, and is done again only when the agent, its settings or Node
 * are others than last time.
 */
export function packAgents({ dataDir, env }: Installation, signal: AbortSignal): void {
  const folder = env.AGENT_PACKAGES_DIR!
  const settings = env.AGENT_SETTINGS_DIR!
  const hash = createHash('sha256')
    .update(sourcesHash('agent', 'pki', 'domain'))
    .update(process.version)
  for (const file of Object.values(agentFiles)) hash.update(readFileSync(join(settings, file)))
  const made = hash.digest('hex')
  const stamp = join(folder, 'made.hash')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === made) return

  // An agent of other settings would not work with this site.
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const logFile = join(dataDir, 'logs/agent-packages.log')
  const log = openSync(logFile, 'a')
  const options = ['--platform', 'all', '--settings', settings, '--out', folder]
  const [command, ...args] = endsWithUs([process.execPath, 'agent/package.ts', ...options])
  const packing = spawn(command!, args, { cwd: root, stdio: ['ignore', log, log], signal })
  closeSync(log)
  packing.on('error', () => undefined)
  if (packing.pid) setPriority(packing.pid, constants.priority.PRIORITY_LOW)
  packing.on('exit', (code) => {
    if (signal.aborted) return
    if (code === 0) writeFileSync(stamp, made)
    else console.log(`! the key agent could not be packed for download; see ${logFile}`)
  })
}
