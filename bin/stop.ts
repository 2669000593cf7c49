import { setTimeout as sleep } from 'node:timers/promises'
import { progress } from './bootstrap.mjs'
import { wantedDataDir } from './settings.ts'
import { runningIn, Supervisor } from './supervisor.ts'

const dataDir = wantedDataDir()
const { supervisor, left } = runningIn(dataDir)
if (supervisor) {
  const done = progress('stopping')
  process.kill(supervisor, 'SIGTERM')
  while (runningIn(dataDir).supervisor) await sleep(100)
  done()
} else if (left.length > 0) await new Supervisor(dataDir).endLeftovers()
console.log(supervisor || left.length > 0 ? '✓ stopped; everything is kept' : 'Nothing is running here.')
