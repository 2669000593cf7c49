import { rmSync } from 'node:fs'
import { freePorts, startInstallation } from '../bin/installation.ts'
import { testFolder } from './test-folder.ts'

/** A whole installation on free ports and in a folder of its own, which goes when it is stopped. */
export async function startTemporaryInstallation() {
  const dataDir = testFolder()
  const installation = await startInstallation({ dataDir, ports: await freePorts() })
  return {
    ...installation,
    stop: async () => {
      await installation.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
