// Bundles the workflows once for all workers: `node workflows/bundle.ts <file>`.
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundleWorkflowCode } from '@temporalio/worker'

/** The bundle's code, and what the worker has to know of it. */
export async function bundle() {
  return bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('./workflows.ts', import.meta.url)),
    workflowInterceptorModules: [fileURLToPath(new URL('./summaries.ts', import.meta.url))],
    webpackConfigHook: (config) => {
      config.resolve = { ...config.resolve, extensionAlias: { '.ts': ['.ts'] } }
      return config
    },
  })
}

const file = process.argv[2]
if (import.meta.main && file) {
  const { code } = await bundle()
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(`${file}.new`, code)
  renameSync(`${file}.new`, file)
}
