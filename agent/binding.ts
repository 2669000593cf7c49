import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

// The PKCS#11 binding (pkcs11js) for another platform than this one. It speaks Node-API only, so one C++ compiler that
// knows every platform (Zig, https://pypi.org/project/ziglang) and Node's headers are enough.

const HEADERS = 'node-api-headers@1.9.0'

/** Zig's name of a platform. */
const targets: Record<string, string> = {
  'linux-x64': 'x86_64-linux-gnu.2.28',
  'linux-arm64': 'aarch64-linux-gnu.2.28',
  'darwin-x64': 'x86_64-macos',
  'darwin-arm64': 'aarch64-macos',
  'win-x64': 'x86_64-windows-gnu',
}

function zig(): [command: string, ...args: string[]] | undefined {
  const known: [string, ...string[]][] = [[process.env.ZIG ?? 'zig'], ['python3', '-m', 'ziglang']]
  return known.find(([command, ...args]) => spawnSync(command, [...args, 'version']).status === 0)
}

/** Compiles the binding; gives its file. @throws Error that says what to install. */
export function buildBinding(platform: string, sources: string): string {
  const found = zig()
  if (!found) throw new Error('Zig is needed to compile for another platform: pip install ziglang')
  const [command, ...first] = found
  const folder = mkdtempSync(join(tmpdir(), 'yinxin-binding-'))
  const run = (...args: string[]) =>
    execFileSync(command, [...first, ...args], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] })
  execFileSync('npm', ['pack', HEADERS, '--silent'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] })
  execFileSync('tar', ['-xzf', `${HEADERS.replace('@', '-')}.tgz`], { cwd: folder })

  const links = []
  if (platform.startsWith('win')) {
    // Windows wants to know which program has Node's functions.
    for (const api of ['node_api', 'js_native_api']) {
      run(
        'dlltool',
        '-m',
        'i386:x86-64',
        '-D',
        'node.exe',
        '-d',
        `package/def/${api}.def`,
        '-l',
        `${api}.lib`,
      )
      links.push(`${api}.lib`)
    }
  } else {
    links.push('-fPIC', '-Wl,-undefined,dynamic_lookup')
  }
  const file = join(folder, 'pkcs11.node')
  const options = ['-shared', '-O2', '-s', '-w', '-std=c++17', '-DNAPI_DISABLE_CPP_EXCEPTIONS']
  const includes = [`-I${join(sources, 'includes')}`, '-Ipackage/include']
  const files = ['dl', 'common', 'main'].map((name) => join(sources, `src/${name}.cpp`))
  run('c++', '-target', targets[platform]!, ...options, ...includes, ...files, ...links, '-o', file)
  return file
}
