import { existsSync, copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { cacheDir, hashOf, keep, root } from './places.ts'
import { Stop, step } from './progress.mjs'
import { answers, run } from './run.ts'
import { requireSystemPackages } from './system-packages.ts'

const crate = join(root, 'sandbox', 'usb', 'kryoptic')

/**
 * Path of the PKCS#11 module that plays the sandbox's USB keys; built by cargo when it is not kept yet.
 * @throws Stop when cargo is missing.
 */
export async function usbModule(): Promise<string> {
  if (process.env.TOKEN_MODULE) return process.env.TOKEN_MODULE
  const name = `libkryoptic_pkcs11-${hashOf(crate)}.so`
  if (existsSync(join(cacheDir, name))) return join(cacheDir, name)
  if (!(await answers('cargo', ['--version'])))
    throw new Stop('缺少 cargo · cargo is missing: install Rust 1.85 or newer (rustup, or the package "cargo" of a recent Debian)')
  await requireSystemPackages('forUsbModule')
  return step('编译沙箱 UKEY · Build the sandbox USB key (cargo)', '2 min', () =>
    keep(name, async (scratch) => {
      const target = join(scratch, 'target')
      await run('cargo', ['build', '--release', '--locked', '--target-dir', target], { cwd: crate })
      const built = join(scratch, name)
      const library = process.platform === 'darwin' ? 'libkryoptic_pkcs11.dylib' : 'libkryoptic_pkcs11.so'
      copyFileSync(join(target, 'release', library), built)
      return built
    }),
  )
}
