import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runningIn } from '../bin/supervisor.ts'

const PREFIX = 'yinxin-installation-'

/** Whether a start ran here that was killed: one that stops in order takes its run.json away. */
function left(dataDir: string): boolean {
  if (!existsSync(join(dataDir, 'run.json'))) return false
  const { supervisor, left } = runningIn(dataDir)
  return supervisor === undefined && left.length === 0
}

/** An empty data folder for a test, which removes it at its end; those of killed tests are removed here. */
export function testFolder(): string {
  for (const name of readdirSync(tmpdir()).filter((name) => name.startsWith(PREFIX))) {
    const dataDir = join(tmpdir(), name)
    if (left(dataDir)) rmSync(dataDir, { recursive: true, force: true })
  }
  const dataDir = mkdtempSync(join(tmpdir(), PREFIX))
  // Postgres, which may run as another user, has to pass; else its data would lie elsewhere.
  chmodSync(dataDir, 0o711)
  return dataDir
}
