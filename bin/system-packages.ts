import { existsSync, globSync, readdirSync } from 'node:fs'
import { userInfo } from 'node:os'
import { delimiter, join } from 'node:path'
import { Stop, step } from './progress.mjs'
import { answers, run } from './run.ts'

const onPath = (command: string) =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, command)))
const anyOf = (...patterns: string[]) => patterns.some((pattern) => globSync(pattern).length > 0)

const softHsmModules = [
  '/usr/lib/softhsm/libsofthsm2.so',
  '/usr/lib/*/softhsm/libsofthsm2.so',
  '/usr/lib64/{softhsm/,pkcs11/,}libsofthsm2.so',
  '/usr/local/lib/softhsm/libsofthsm2.so',
  '/opt/homebrew/lib/softhsm/libsofthsm2.so',
]

/** Path of SoftHSM's PKCS#11 module, if it is installed. */
export function softHsmModule(): string | undefined {
  return globSync(softHsmModules)[0]
}

interface SystemPackage {
  /** Name on Debian and Ubuntu. */
  name: string
  there: () => boolean
}

const runtime: SystemPackage[] = [
  { name: 'softhsm2', there: () => softHsmModule() !== undefined },
  { name: 'openssl', there: () => onPath('openssl') },
]
/** node-gyp compiles pkcs11js. */
const forNpm: SystemPackage[] = [
  { name: 'python3', there: () => onPath('python3') },
  { name: 'make', there: () => onPath('make') },
  { name: 'g++', there: () => onPath('g++') || onPath('clang++') },
]
/** cargo builds the sandbox's USB keys against these. */
const forUsbModule: SystemPackage[] = [
  {
    name: 'libclang-dev',
    there: () => anyOf('/usr/lib/llvm-*/lib/libclang*.so*', '/usr/lib{,64}/libclang*.so*', '/opt/homebrew/opt/llvm'),
  },
  { name: 'pkg-config', there: () => onPath('pkg-config') || onPath('pkgconf') },
  { name: 'libssl-dev', there: () => anyOf('/usr/include/openssl/ssl.h', '/opt/homebrew/include/openssl/ssl.h') },
  { name: 'libsqlite3-dev', there: () => anyOf('/usr/include/sqlite3.h', '/opt/homebrew/include/sqlite3.h') },
]
/** Independent judges of what the tests make, and a browser. */
const forTests: SystemPackage[] = [
  { name: 'chromium', there: () => browser() !== undefined },
  {
    name: 'fonts-noto-cjk',
    there: () => anyOf('/usr/share/fonts/{opentype,truetype}/{noto,wqy,arphic}/*{CJK,wqy,uming}*'),
  },
  { name: 'poppler-utils', there: () => onPath('pdftotext') && onPath('pdftoppm') },
  { name: 'opensc', there: () => onPath('pkcs11-tool') },
]
const forJavaTestServer: SystemPackage[] = [{ name: 'maven', there: () => onPath('mvn') && onPath('java') }]

/** Path of Chromium or Chrome, if one is installed. */
export function browser(): string | undefined {
  return globSync(['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'])[0]
}

const sets = { runtime, forNpm, forUsbModule, forTests, forJavaTestServer }

/**
 * Installs what is missing where that is possible without asking, as root on Debian or Ubuntu.
 * @throws Stop with the line to type otherwise.
 */
export async function requireSystemPackages(...names: (keyof typeof sets)[]): Promise<void> {
  const missing = () => names.flatMap((name) => sets[name]).filter((entry) => !entry.there())
  const wanted = missing().map((entry) => entry.name)
  if (wanted.length === 0) return
  if (userInfo().uid !== 0 || !(await answers('apt-get', ['--version'])))
    throw new Stop(`缺少系统软件包 · Missing system packages, install them first: apt-get install ${wanted.join(' ')}`)
  await step(`安装系统软件包 · Install system packages: ${wanted.join(', ')}`, '1 min', async () => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    // An image without package lists, or with old ones, knows no candidate.
    const listed = readdirSync('/var/lib/apt/lists').some((file) => file.endsWith('_Packages') || file.includes('Packages'))
    const install = ['install', '--yes', '--no-install-recommends', ...wanted]
    if (!listed) await run('apt-get', ['update'], { env })
    await run('apt-get', install, { env }).catch(async () => {
      await run('apt-get', ['update'], { env })
      await run('apt-get', install, { env })
    })
  })
  const still = missing().map((entry) => entry.name)
  if (still.length > 0) throw new Stop(`安装后仍缺少 · Still missing after the installation: ${still.join(', ')}`)
}
