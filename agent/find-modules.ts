import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, posix, win32 } from 'node:path'
import { vendorModules } from './vendor-modules.ts'

// Which PKCS#11 modules this PC has: those of the vendors' table, and on Linux what is registered with p11-kit.

export interface FoundModule {
  /** For people: the vendor's, or the file's. */
  name: string
  path: string
  /** Others than the system's administrator may write it, so that it is not loaded. */
  unprotected?: boolean
}

/** The PC that is looked at. */
export interface Pc {
  platform: NodeJS.Platform
  arch: string
  env: NodeJS.ProcessEnv
  /** Where the root of its files lies; '' for this PC itself. */
  root?: string
  /** Who may write what all its users run (Unix). */
  administrator?: number
}

/** The group `admin` of macOS, to which /Applications belongs: who is in it may become root anyway. */
const MAC_ADMIN = 80

/** GNU's names of a platform, which Debian has in its paths. */
const triplets: Record<string, string> = { x64: 'x86_64-linux-gnu', arm64: 'aarch64-linux-gnu' }

/** Folders where installers put libraries, those of this PC's word size first. */
function libraryFolders({ platform, arch }: Pc): string[] {
  if (platform === 'win32') return ['%SystemRoot%/System32', '%SystemRoot%/SysWOW64']
  if (platform === 'darwin') return ['/usr/local/lib']
  const folders = [`/usr/lib/${triplets[arch] ?? arch}`, '/usr/lib64', '/usr/lib']
  return [...folders, '/usr/local/lib64', '/usr/local/lib'].flatMap((folder) => [folder, `${folder}/pkcs11`])
}

/** Where packages configure their modules; what the administrator says in a file of the same name counts more (pkcs11.conf(5)). */
const P11_KIT = ['/usr/share/p11-kit/modules', '/etc/pkcs11/modules']
/** Stores of the system that are no USB keys, or show all other modules once more. */
const NO_KEYS = /^(p11-kit-(trust|proxy|client)|gnome-keyring-pkcs11|libnssckbi)\.so/
const OUR_NAME = 'yinxin-key-agent'

/** The module that a p11-kit configuration names for programs like us (pkcs11.conf(5)). */
export function moduleOfConfig(text: string): string | undefined {
  const settings = new Map<string, string>()
  for (const line of text.split('\n')) {
    const [, name, value] = /^\s*([\w.-]+)\s*:\s*(.*?)\s*$/.exec(line) ?? []
    if (name !== undefined && value !== undefined) settings.set(name, value)
  }
  const names = (setting: string) => settings.get(setting)?.split(/[\s,]+/)
  const module = settings.get('module')
  const isFor = names('enable-in')?.includes(OUR_NAME) ?? !names('disable-in')?.includes(OUR_NAME)
  return module && isFor && settings.get('trust-policy') !== 'yes' ? module : undefined
}

/**
 * The modules that are there, each once, in the order of preference for a key that several of them know.
 * @param named paths that the settings of this PC name; they come first, wherever they lie
 * @param searches whether others are looked for
 */
export function findModules(pc: Pc, named: string[] = [], searches = true): FoundModule[] {
  const { platform, env, root = '', administrator = 0 } = pc
  const { join, isAbsolute } = platform === 'win32' ? win32 : posix
  // Windows takes both kinds of slashes, so that a test on another system can have such a PC too.
  const onDisk = (path: string) => (root ? root + path.replace(/^[A-Z]:/, '').replaceAll('\\', '/') : path)
  const isFile = (path: string) => statSync(onDisk(path), { throwIfNoEntry: false })?.isFile() === true
  const folders = libraryFolders(pc)

  /** @returns the path, or undefined where this PC has no such variable. */
  function withVariables(path: string): string | undefined {
    let known = true
    const full = path.replace(/%(\w+)%/g, (_, name: string) => {
      const value = env[name]
      known &&= value !== undefined
      return value ?? ''
    })
    return known ? join(full) : undefined
  }

  const places = (file: string) =>
    (/[/%]/.test(file) ? [file] : folders.map((folder) => `${folder}/${file}`))
      .map(withVariables)
      .filter((path) => path !== undefined)

  function ofTable(): FoundModule[] {
    if (platform !== 'linux' && platform !== 'darwin' && platform !== 'win32') return []
    return vendorModules.flatMap(({ name, ...files }) => {
      const path = files[platform]?.flatMap(places).find(isFile)
      return path ? [{ name, path }] : []
    })
  }

  function ofP11Kit(): FoundModule[] {
    const configs = new Map<string, string>()
    for (const folder of platform === 'linux' ? P11_KIT : []) {
      for (const file of list(onDisk(folder)).filter((name) => name.endsWith('.module'))) {
        const path = `${folder}/${file}`
        if (isUnprotected(path)) continue
        configs.set(file, `${configs.get(file) ?? ''}\n${readFileSync(onDisk(path), 'utf8')}`)
      }
    }
    return [...configs.values()].flatMap((config) => {
      const module = moduleOfConfig(config)
      if (!module || NO_KEYS.test(basename(module))) return []
      const path = (isAbsolute(module) ? [module] : places(module)).find(isFile)
      return path ? [{ name: basename(module), path }] : []
    })
  }

  /** Whether somebody else than the administrator can write the file or put another one in its place. */
  function isUnprotected(path: string): boolean {
    // The folders of Windows that are looked at belong to its administrators; their lists of rights cannot be read here.
    if (platform === 'win32') return false
    const { uid, gid, mode } = statSync(onDisk(path))
    const byGroup = (mode & 0o020) !== 0 && gid !== 0 && !(platform === 'darwin' && gid === MAC_ADMIN)
    if (![0, administrator].includes(uid) || byGroup || (mode & 0o002) !== 0) return true
    return dirname(path) !== path && isUnprotected(dirname(path))
  }

  const real = (path: string) => realpathSync(onDisk(path)).slice(root.length)
  const found = new Map<string, FoundModule>()
  for (const path of named) found.set(isFile(path) ? real(path) : path, { name: basename(path), path })
  for (const { name, path } of searches ? [...ofTable(), ...ofP11Kit()] : []) {
    // One file has several names: links of its versions, links in p11-kit's folder.
    const file = real(path)
    if (!found.has(file)) found.set(file, { name, path, ...(isUnprotected(file) && { unprotected: true }) })
  }
  return [...found.values()]
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder).sort()
  } catch {
    return []
  }
}
