// Bundles the workflows once for all workers: `node workflows/bundle.ts <folder>` leaves `<build id>.js` alone there.
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundleWorkflowCode } from '@temporalio/worker'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

/** The bundle's code, and what the worker has to know of it. */
export async function bundle() {
  return bundleWorkflowCode({
    workflowsPath: path('./workflows.ts'),
    workflowInterceptorModules: [path('./one-at-a-time.ts'), path('./summaries.ts')],
    webpackConfigHook: (config) => ({
      ...config,
      // Modules are named from here, wherever this runs.
      context: path('..'),
      resolve: { ...config.resolve, extensionAlias: { '.ts': ['.ts'] } },
    }),
  })
}

/**
 * The version of all processes in a bundle. The same sources have the same on every machine: only the source map, which
 * does not count, names folders of the one that made it.
 */
function buildId(code: string): string {
  const withoutMap = code.slice(0, code.lastIndexOf('//# sourceMappingURL='))
  return createHash('sha256').update(withoutMap).digest('hex').slice(0, 12)
}

const folder = process.argv[2]
if (import.meta.main && folder) {
  const { code } = await bundle()
  const name = `${buildId(code)}.js`
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${name}.new`), code)
  renameSync(join(folder, `${name}.new`), join(folder, name))
  for (const other of readdirSync(folder)) if (other !== name) rmSync(join(folder, other))
}
