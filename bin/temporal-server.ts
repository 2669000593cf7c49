import { chmodSync, existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { cacheDir, keep } from './places.ts'
import { Stop, step } from './progress.mjs'
import { answers, run } from './run.ts'
import { downloadTemporal } from './temporal-download.ts'

/** The last version whose module can be installed as it is; server 1.29.1, UI 2.42.1. */
const SOURCE = 'github.com/temporalio/cli/cmd/temporal@v1.5.1'

const works = (executable: string) => answers(executable, ['--version'])

/**
 * Path of the `temporal` command with its development server: on PATH, kept from last time, downloaded, or built by Go.
 * @throws Stop when none of these works.
 */
export async function temporalCommand(): Promise<string> {
  if (await works('temporal')) return 'temporal'
  const kept = join(cacheDir, 'temporal')
  if (existsSync(kept) && (await works(kept))) return kept
  return step('准备 Temporal · Bring in Temporal', 'download 10 s, else built by Go 4 min', () =>
    keep('temporal', async (scratch) => {
      const executable = (await downloadTemporal('cli', scratch)) ?? (await build(scratch))
      chmodSync(executable, 0o755)
      if (!(await works(executable))) throw new Stop('Temporal 无法运行 · The temporal command does not run on this machine')
      const whole = join(scratch, 'whole')
      renameSync(executable, whole)
      return whole
    }),
  )
}

async function build(scratch: string): Promise<string> {
  if (!(await answers('go', ['version'])))
    throw new Stop(
      '无法取得 Temporal · Temporal cannot be had: temporal.download is out of reach and Go is missing. ' +
        'Install Go, or the temporal CLI, or set TEMPORAL_ADDRESS to a running server',
    )
  await run('go', ['install', SOURCE], { env: { ...process.env, GOBIN: scratch, CGO_ENABLED: '0' } })
  return join(scratch, 'temporal')
}
