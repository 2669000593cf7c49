import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { freePorts, startInstallation } from '../bin/installation.ts'

declare module 'vitest' {
  interface ProvidedContext {
    site: string
    sandbox: string
    environment: Record<string, string>
  }
}

/** A whole installation for the journeys, on free ports and in a folder of its own. */
export default async function setup(project: TestProject) {
  const dataDir = mkdtempSync(join(tmpdir(), 'yinxin-journey-'))
  chmodSync(dataDir, 0o755)
  const installation = await startInstallation({ dataDir, ports: await freePorts() })
  project.provide('site', installation.site)
  project.provide('sandbox', installation.sandbox)
  project.provide('environment', installation.env as Record<string, string>)
  return async () => {
    await installation.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
