import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fail, output, root, run } from './bootstrap.mjs'

// Programs that are built or fetched once for a user and shared by all clones: a second clone starts quickly.

const cache =
  process.env.YINXIN_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'yinxin')
mkdirSync(cache, { recursive: true })

const TEMPORAL_MODULE = 'github.com/temporalio/cli/cmd/temporal@v1.5.1'
const TEMPORAL_DOWNLOAD = 'https://temporal.download/cli/archive/latest'
const DOWNLOAD_MS = 20_000
const TEST_SERVER_VERSION = '1.32.0'
const LOGBACK_VERSION = '1.5.18'
const ARCHIVE_MS = 10_000
const PKILINT_VERSION = '0.13.3'
const PYHANKO_VERSION = '0.6.0'
const DSS_VERSION = '6.3'
const SCHEMATHESIS_VERSION = '4.32.5'
const ZLINT_VERSION = 'v3.7.3'

/**
 * Puts a finished file in its place in one step: a killed build leaves nothing that looks finished, and two copies that
 * build it at once do not take each other's away.
 */
function keep(from: string, to: string): string {
  const unfinished = `${to}.${process.pid}`
  copyFileSync(from, unfinished)
  chmodSync(unfinished, 0o755)
  renameSync(unfinished, to)
  return to
}

async function downloadTemporal(to: string): Promise<boolean> {
  const platform = { linux: 'linux', darwin: 'darwin' }[process.platform as string]
  const arch = { x64: 'amd64', arm64: 'arm64' }[process.arch as string]
  if (!platform || !arch) return false
  try {
    const answer = await fetch(`${TEMPORAL_DOWNLOAD}?platform=${platform}&arch=${arch}`, {
      signal: AbortSignal.timeout(DOWNLOAD_MS),
    })
    if (!answer.ok) return false
    const folder = join(cache, 'temporal-download')
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'temporal.tar.gz'), Buffer.from(await answer.arrayBuffer()))
    if (output('tar', ['-xzf', join(folder, 'temporal.tar.gz'), '-C', folder]) === undefined) return false
    keep(join(folder, 'temporal'), to)
    rmSync(folder, { recursive: true })
    return true
  } catch {
    return false
  }
}

/** The Temporal CLI with its development server: on PATH, kept from last time, downloaded, or built with Go. */
export async function temporalBinary(): Promise<string> {
  if (output('temporal', ['--version'])) return 'temporal'
  const kept = join(cache, 'temporal')
  if (existsSync(kept) && output(kept, ['--version'])) return kept
  if (await downloadTemporal(kept)) return kept
  if (!output('go', ['version'])) {
    fail(
      'Temporal cannot be downloaded here. Please install Go (1.23 or newer) or the Temporal CLI, then start again.',
    )
  }
  const folder = join(cache, 'temporal-build')
  await run(
    'building the Temporal server with Go (about three minutes, once)',
    'go',
    ['install', TEMPORAL_MODULE],
    {
      env: { ...process.env, GOBIN: folder, GOFLAGS: '-mod=mod' },
    },
  )
  keep(join(folder, 'temporal'), kept)
  rmSync(folder, { recursive: true })
  return kept
}

/** The PKCS#11 module of the sandbox's USB keys (kryoptic), built with cargo. */
export async function tokenModule(): Promise<string> {
  const crate = join(root, 'sandbox/usb/kryoptic')
  const hash = createHash('sha256')
  for (const file of ['Cargo.toml', 'Cargo.lock', 'src/lib.rs']) hash.update(readFileSync(join(crate, file)))
  const extension = process.platform === 'darwin' ? 'dylib' : 'so'
  const kept = join(cache, `libkryoptic-${hash.digest('hex').slice(0, 12)}.${extension}`)
  if (existsSync(kept)) return kept
  if (!output('cargo', ['--version'])) {
    fail('Rust is needed to build the sandbox’s USB keys. Please install it (rustup.rs), then start again.')
  }
  const target = join(cache, 'kryoptic-target')
  await run(
    'building the sandbox’s USB keys with cargo (about a minute, once)',
    'cargo',
    ['build', '--release', '--locked'],
    {
      cwd: crate,
      env: { ...process.env, CARGO_TARGET_DIR: target },
    },
  )
  return keep(join(target, 'release', `libkryoptic_pkcs11.${extension}`), kept)
}

/** Fetches packages (group:artifact) of Maven with all that they need, into `lib` below the folder. */
async function jars(what: string, folder: string, packages: Record<string, string>): Promise<void> {
  const library = join(folder, 'lib')
  mkdirSync(library, { recursive: true })
  const dependencies = Object.entries(packages).map(([name, version]) => {
    const [group, artifact] = name.split(':')
    return `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`
  })
  writeFileSync(
    join(folder, 'pom.xml'),
    `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>yinxin</groupId><artifactId>tools</artifactId><version>1</version><dependencies>
${dependencies.join('\n')}
</dependencies></project>`,
  )
  const copy = ['-q', '-B', 'dependency:copy-dependencies', `-DoutputDirectory=${library}`]
  await run(`fetching ${what}`, 'mvn', copy, { cwd: folder })
}

/**
 * Temporal's time-skipping test server: from Maven, behind a script that starts it. Each scenario starts one, so it is
 * made to start cheaply: its classes lie ready in an archive, and only the compiler that is quick works on them.
 */
export async function testServer(): Promise<string> {
  const folder = join(cache, `test-server-${TEST_SERVER_VERSION}`)
  const script = join(folder, 'start')
  if (existsSync(script)) return script
  const library = join(folder, 'lib')
  await jars('Temporal’s time-skipping test server', folder, {
    'io.temporal:temporal-test-server': TEST_SERVER_VERSION,
    'ch.qos.logback:logback-classic': LOGBACK_VERSION,
  })
  // Without a configuration logback writes every frame of the protocol.
  const logback = join(folder, 'logback.xml')
  writeFileSync(logback, '<configuration><root level="OFF"/></configuration>')
  const archive = join(folder, 'classes.jsa')
  const classes = readdirSync(library).map((jar) => join(library, jar))
  const java = [
    ...['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', `-Dlogback.configurationFile=${logback}`],
    ...['-cp', classes.join(':')],
  ]
  const main = 'io.temporal.testserver.TestServer'
  // The archive is written when a server that was up is told to end. A Java without archives starts all the same.
  spawnSync('java', [`-XX:ArchiveClassesAtExit=${archive}`, ...java, main, '0'], { timeout: ARCHIVE_MS })
  const unfinished = `${script}.${process.pid}`
  writeFileSync(
    unfinished,
    `#!/bin/sh\nexec java -XX:SharedArchiveFile="${archive}" ${java.map((word) => `"${word}"`).join(' ')} ${main} "$@"\n`,
    { mode: 0o755 },
  )
  renameSync(unfinished, script)
  return script
}

/** The folder of pkilint's programs, which judge certificates, lists and OCSP answers. */
export const pkilint = () => pythonPrograms('pkilint', PKILINT_VERSION)

/** pyHanko, which judges signatures of PDFs. */
export const pyhanko = async () => join(await pythonPrograms('pyhanko-cli', PYHANKO_VERSION), 'pyhanko')

/** The classes of the EU's DSS, which judges signatures of PDFs by its own reading of the standards. */
export async function dss(): Promise<string> {
  const folder = join(cache, `dss-${DSS_VERSION}`)
  const classes = join(folder, 'lib', '*')
  if (existsSync(join(folder, 'done'))) return classes
  const group = 'eu.europa.ec.joinup.sd-dss'
  const names = ['dss-pades-pdfbox', 'dss-validation', 'dss-policy-jaxb', 'dss-utils-apache-commons']
  const packages = [...names, 'dss-crl-parser-stream', 'dss-cms-object'].map((name) => [
    `${group}:${name}`,
    DSS_VERSION,
  ])
  await jars('the EU’s DSS', folder, Object.fromEntries(packages) as Record<string, string>)
  writeFileSync(join(folder, 'done'), '')
  return classes
}

/** schemathesis, which asks an API whatever its OpenAPI document allows, and what it does not. */
export const schemathesis = async () =>
  join(await pythonPrograms('schemathesis', SCHEMATHESIS_VERSION), 'schemathesis')

/** The folder of the programs of a package of PyPI, in a Python environment of its own. */
async function pythonPrograms(name: string, version: string): Promise<string> {
  const folder = join(cache, `${name}-${version}`)
  const programs = join(folder, 'bin')
  if (existsSync(join(folder, 'done'))) return programs
  const pip = ['install', '--quiet', '--disable-pip-version-check', `${name}==${version}`]
  await run('making a Python environment', 'python3', ['-m', 'venv', '--clear', folder])
  await run(`fetching ${name}`, join(programs, 'pip'), pip)
  writeFileSync(join(folder, 'done'), '')
  return programs
}

/** zlint, which judges certificates and lists, built with Go. */
export async function zlint(): Promise<string> {
  const kept = join(cache, `zlint-${ZLINT_VERSION}`)
  if (existsSync(kept)) return kept
  const folder = join(cache, 'zlint-build')
  const source = `github.com/zmap/zlint/v3/cmd/zlint@${ZLINT_VERSION}`
  const env = { ...process.env, GOBIN: folder, GOFLAGS: '-mod=mod' }
  await run('building zlint with Go', 'go', ['install', source], { env })
  keep(join(folder, 'zlint'), kept)
  rmSync(folder, { recursive: true })
  return kept
}

/** SoftHSM's PKCS#11 module, where this machine has it. */
export function hsmModule(): string {
  const places = [
    '/usr/lib/softhsm',
    '/usr/lib64/softhsm',
    '/usr/local/lib/softhsm',
    '/opt/homebrew/lib/softhsm',
  ]
  const found = places.map((place) => join(place, 'libsofthsm2.so')).find(existsSync)
  return found ?? fail('SoftHSM is not installed: please install softhsm2.')
}

/** What builds leave among the sources. */
const made =
  /\/(build|\.svelte-kit|node_modules|paraglide|static\/pdfjs)\/|\/project\.inlang\/(?!settings\.json$)/

/** Every file below a folder that somebody wrote, or the file itself. */
export function sources(path: string): string[] {
  if (statSync(path).isFile()) return [path]
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !made.test(file))
    .sort()
}

/** A fingerprint of files and folders: tells whether something has to be built again. */
export function sourcesHash(...paths: string[]): string {
  const hash = createHash('sha256')
  for (const file of ['package-lock.json', ...paths].flatMap((path) => sources(join(root, path))))
    hash.update(file.slice(root.length)).update(readFileSync(file))
  return hash.digest('hex')
}
