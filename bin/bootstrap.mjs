// The first steps on a bare clone, without dependencies and on any Node from 20 on: brings in system packages,
// Node 24 and the project's packages, then goes on under Node 24.
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '')
const tools = join(root, '.tools')
// Each of our processes would compile the same packages anew (https://nodejs.org/api/module.html#module-compile-cache).
process.env.NODE_COMPILE_CACHE ??= join(tools, 'compile-cache')
const NODE_MAJOR = 24
const NEEDED_BYTES = 5e9

/** What is needed: a command, a file at one of some places or a module of Python, and the Debian package that has it. */
const basics = [
  { command: 'git', package: 'git' },
  { command: 'make', package: 'make' },
  { command: 'g++', package: 'g++' },
  { command: 'python3', package: 'python3' },
  {
    file: [
      '/usr/lib/softhsm/libsofthsm2.so',
      '/usr/lib64/softhsm/libsofthsm2.so',
      '/usr/local/lib/softhsm/libsofthsm2.so',
      '/opt/homebrew/lib/softhsm/libsofthsm2.so',
    ],
    package: 'softhsm2',
  },
  {
    file: [
      '/usr/lib/llvm-14/lib/libclang.so.1',
      '/usr/lib/llvm-16/lib/libclang.so.1',
      '/usr/lib/llvm-17/lib/libclang.so.1',
      '/usr/lib/llvm-18/lib/libclang.so.1',
      '/usr/lib/llvm-19/lib/libclang.so.1',
      '/usr/lib64/libclang.so',
      '/Library/Developer/CommandLineTools/usr/lib/libclang.dylib',
    ],
    package: 'libclang-dev',
  },
  { file: ['/usr/include/sqlite3.h', '/usr/local/include/sqlite3.h'], package: 'libsqlite3-dev' },
  {
    file: [
      '/usr/include/openssl/evp.h',
      '/usr/local/include/openssl/evp.h',
      '/opt/homebrew/include/openssl/evp.h',
    ],
    package: 'libssl-dev',
  },
  { command: 'pkg-config', package: 'pkg-config' },
  // Without them rare characters are refused at the field.
  { file: ['/usr/share/fonts/truetype/hanazono/HanaMinB.ttf'], package: 'fonts-hanazono', optional: true },
  {
    file: ['/usr/share/fonts/truetype/noto/NotoSansYi-Regular.ttf'],
    package: 'fonts-noto-core',
    optional: true,
  },
]
const forTests = [
  { file: ['/usr/bin/chromium'], package: 'chromium' },
  { command: 'openssl', package: 'openssl' },
  { file: ['/usr/sbin/haproxy'], package: 'haproxy' },
  { command: 'pdftotext', package: 'poppler-utils' },
  { module: 'ensurepip', package: 'python3-venv' },
  { command: 'java', package: 'default-jre-headless' },
  { command: 'mvn', package: 'maven' },
  { file: ['/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc'], package: 'fonts-noto-cjk' },
]

/** Ends with one clear line; nothing is left half-started. */
export function fail(message) {
  console.error(`\n✗ ${message}`)
  process.exit(1)
}

/** Says what is being done and, from time to time, for how long. Gives a function that ends it. */
export function progress(text) {
  const begun = Date.now()
  const seconds = () => Math.round((Date.now() - begun) / 1000)
  console.log(`… ${text}`)
  const timer = setInterval(() => console.log(`  ${text}: ${seconds()} s`), 15_000)
  return () => {
    clearInterval(timer)
    if (seconds() > 1) console.log(`✓ ${text} (${seconds()} s)`)
  }
}

/** Runs a command; its output is shown only when it fails. */
export function run(text, command, args, options = {}) {
  const done = progress(text)
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.on('error', (error) => fail(`${text}: ${error.message}`))
    child.on('exit', (code, signal) => {
      done()
      if (code === 0) return resolve(output)
      console.error(output.slice(-4000))
      fail(`${text} failed (${signal ?? `exit ${code}`}).`)
    })
  })
}

const has = (command) => spawnSync('sh', ['-c', `command -v ${command}`]).status === 0
const isThere = ({ command, file, module }) =>
  command
    ? has(command)
    : file
      ? file.some(existsSync)
      : spawnSync('python3', ['-c', `import ${module}`]).status === 0

async function systemPackages(list) {
  const debian = existsSync('/usr/bin/apt-get')
  const installs = debian && process.getuid?.() === 0
  const missing = list
    .filter((entry) => !isThere(entry) && (installs || !entry.optional))
    .map((entry) => entry.package)
  if (missing.length === 0) return
  const names = missing.join(' ')
  if (!installs) {
    fail(`Please install: ${names}${debian ? `  (sudo apt-get install ${names})` : ''}. Then start again.`)
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  await run('reading the list of Debian packages', 'apt-get', ['update', '-q'], { env })
  const install = ['install', '-y', '-q', '--no-install-recommends', ...missing]
  await run(`installing ${names}`, 'apt-get', install, { env })
}

/** Node 24 out of the npm package `node`; npm has to run under it, or it picks older packages in silence. */
async function node24() {
  if (Number(process.versions.node.split('.')[0]) === NODE_MAJOR) return process.execPath
  const prefix = join(tools, 'node')
  const binary = join(prefix, 'node_modules/node/bin/node')
  if (!existsSync(binary) || spawnSync(binary, ['--version']).status !== 0) {
    rmSync(prefix, { recursive: true, force: true })
    mkdirSync(prefix, { recursive: true })
    await run(
      `fetching Node ${NODE_MAJOR}`,
      'npm',
      ['install', '--prefix', prefix, '--no-save', '--no-audit', '--no-fund', `node@${NODE_MAJOR}`],
      { cwd: prefix },
    )
  }
  return binary
}

/** Where the C++ headers of Node are on this machine: pkcs11js is compiled, and must not want the network for it. */
function headers() {
  const beside = join(dirname(process.execPath), '..')
  const found = [beside, '/usr', '/usr/local'].find((place) =>
    existsSync(join(place, 'include/node/node_api.h')),
  )
  return found ? { npm_config_nodedir: found } : {}
}

async function packages(node) {
  const stamp = join(root, 'node_modules/.yinxin')
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
  const env = { ...process.env, ...headers(), PATH: `${dirname(node)}:${process.env.PATH}` }
  await run('installing the project’s packages (about a minute)', 'npm', ['ci', '--no-audit', '--no-fund'], {
    env,
  })
  writeFileSync(stamp, lock)
}

/** Brings everything in and goes on with a TypeScript file of this folder under Node 24. */
export async function goOn(script, { tests = false } = {}) {
  if (Number(process.versions.node.split('.')[0]) < 20)
    fail(`Node 20 or newer is needed, this is ${process.version}.`)
  const { bavail, bsize } = statfsSync(root)
  if (bavail * bsize < NEEDED_BYTES && !existsSync(join(root, 'node_modules/.yinxin'))) {
    fail(`The disk is nearly full: ${((bavail * bsize) / 1e9).toFixed(1)} GB free, a first start needs 5 GB.`)
  }
  await systemPackages(tests ? [...basics, ...forTests] : basics)
  const node = await node24()
  await packages(node)
  const env = { ...process.env, PATH: `${dirname(node)}:${process.env.PATH}` }
  const [command, ...args] = endsWithUs([node, join(root, 'bin', script), ...process.argv.slice(2)])
  const child = spawn(command, args, { cwd: root, env, stdio: 'inherit' })
  // Ctrl-C and the end of a terminal reach the child by themselves; this process only waits for it to tidy up.
  for (const signal of ['SIGINT', 'SIGHUP']) process.on(signal, () => undefined)
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  // npm passes no signal on: it ends, and its shell with it.
  const parent = process.ppid
  const orphaned = () => process.ppid !== parent && child.kill('SIGTERM')
  if (process.env.npm_lifecycle_event) setInterval(orphaned, 500).unref()
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
}

/** A command that the kernel ends by this signal when we end in a way that lets us do nothing more (Linux). */
export function endsWithUs(command, signal = 'SIGTERM') {
  return has('setpriv') ? ['setpriv', '--pdeathsig', signal.slice(3), '--', ...command] : command
}

/** The output of a short command, or undefined when it cannot be run. */
export function output(command, args) {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  } catch {
    return undefined
  }
}
