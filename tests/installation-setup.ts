import type { TestProject } from 'vitest/node'
import { startTemporaryInstallation } from './temporary-installation.ts'

declare module 'vitest' {
  interface ProvidedContext {
    site: string
    sandbox: string
    environment: Record<string, string>
    dataDir: string
  }
}

/** The installation that all journeys share. */
export default async function setup(project: TestProject) {
  const installation = await startTemporaryInstallation()
  project.provide('site', installation.site)
  project.provide('sandbox', installation.sandbox)
  project.provide('environment', installation.env as Record<string, string>)
  project.provide('dataDir', installation.dataDir)
  return installation.stop
}
