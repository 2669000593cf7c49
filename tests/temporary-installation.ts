import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePorts, startInstallation } from '../bin/installation.ts'

/** A whole installation on free ports and in a folder of its own, which goes when it is stopped. */
export async function startTemporaryInstallation() {
  const dataDir = mkdtempSync(join(tmpdir(), 'yinxin-'))
  const installation = await startInstallation({ dataDir, ports: await freePorts() })
  return {
    ...installation,
    stop: async () => {
      await installation.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
