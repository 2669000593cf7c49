import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './places.ts'
import { step } from './progress.mjs'
import { run } from './run.ts'
import { requireSystemPackages } from './system-packages.ts'

interface Lockfile {
  packages: Record<string, { version?: string; optional?: boolean; devOptional?: boolean; peer?: boolean }>
}

/** npm writes its own record into node_modules at the very end, so a half-finished installation has none. */
function installed(): boolean {
  const record = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(record)) return false
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lockfile
  const present = JSON.parse(readFileSync(record, 'utf8')) as Lockfile
  return Object.entries(wanted.packages).every(([path, entry]) => {
    const there = present.packages[path]
    // Optional packages are those of other platforms.
    return path === '' || (there ? there.version === entry.version : Boolean(entry.optional ?? entry.devOptional))
  })
}

/** Brings node_modules in line with package-lock.json; does nothing when it is. */
export async function installNodeModules(): Promise<void> {
  if (installed()) return
  await requireSystemPackages('forNpm')
  await step('安装 npm 依赖 · Install npm packages', '1 min', async () => {
    // Without headers node-gyp wants the network; Debian keeps them here. pkcs11js is Node-API: any version will do.
    const nodedir = existsSync('/usr/include/node') ? { npm_config_nodedir: '/usr' } : {}
    await run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: root, env: { ...process.env, ...nodedir } })
  })
}
