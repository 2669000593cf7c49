import { execFile } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once as event } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { connect, createServer } from 'node:net'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { Connection } from '@temporalio/client'
import postgres from 'postgres'
import { searchAttributes } from '../temporal.config.ts'
import { knownVersions, olderVersions } from '../temporal.versions.ts'
import { fail, progress, root } from './bootstrap.mjs'
import { preparePostgres } from './postgres.ts'
import { makeRoles, urlAs, type DatabaseRole } from '../db/roles.ts'
import type { ProcessName } from '../config.ts'
import { environment, environmentOf, portVariables, type Ports } from './settings.ts'
import { Supervisor, type Service } from './supervisor.ts'
import { hsmModule, sourcesHash, temporalBinary, tokenModule } from './tools.ts'

export interface Installation {
  dataDir: string
  ports: Ports
  /** All settings of the product and of the sandbox, with the database as its owner sees it. */
  env: NodeJS.ProcessEnv
  /** The database by the account that made it. */
  administrationUrl: string
  site: string
  sandbox: string
  temporalUi: string
  /** Older versions of the workflows, and the open orders that began with them. */
  older: { versions: number; orders: number }
  stop: () => Promise<void>
}

/** Whether something listens at a port of this machine. */
export function listening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })
}

async function free(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}

/** Asks whether a service answers well at an address. */
export const answers = (url: string) => () =>
  fetch(url, { signal: AbortSignal.timeout(5000) }).then((answer) => answer.ok)

/** Builds something again only when its sources changed. */
async function build(
  what: string,
  stampFile: string,
  hash: string,
  command: () => Promise<unknown>,
): Promise<void> {
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === hash) return
  const done = progress(what)
  await command()
  done()
  writeFileSync(stampFile, hash)
}

/** Bytes that a short program may say. */
const MAX_WORDS = 16 * 1024 * 1024

/** A short program that must succeed before the services that need it start. */
async function once(what: string, args: string[], env: NodeJS.ProcessEnv, cwd = root): Promise<string> {
  const ran = promisify(execFile)(process.execPath, args, { cwd, env, maxBuffer: MAX_WORDS })
  const { stdout } = await ran.catch((error: { stdout: string; stderr: string }) => {
    throw new Error(`${what} failed.\n${error.stdout}${error.stderr}`)
  })
  return stdout
}

/** Builds the site, and with it the message functions that its types come from. */
export async function buildSite(): Promise<void> {
  mkdirSync(join(root, '.tools'), { recursive: true })
  await build('building the site', join(root, '.tools/site.hash'), sourcesHash('ui'), () => {
    const env = { ...process.env, NODE_ENV: 'production' }
    return once('building the site', ['build.ts'], env, join(root, 'ui'))
  })
}

/** At the first start: keys and certificates of an earlier system, so that there is something to renew from the first minute. */
export async function takeOverEarlierSystem(dataDir: string, env: NodeJS.ProcessEnv): Promise<void> {
  const file = join(dataDir, 'earlier-system.jsonl')
  const taken = join(dataDir, 'earlier-system.taken.jsonl')
  if (existsSync(taken)) return
  const { SANDBOX_PORT } = env
  if (!existsSync(file))
    await once('the earlier system', ['bin/earlier-system.ts', file], {
      ...environmentOf('ceremony', env),
      SANDBOX_PORT,
    })
  await once(
    'taking over its certificates',
    ['activities/takeover/import-certificates.ts', file],
    environmentOf('owner', env),
  )
  renameSync(file, taken)
}

/** Gives the file, which is named by its build id. */
async function bundleWorkflows(): Promise<string> {
  const folder = join(root, '.tools/workflows')
  await build(
    'bundling the workflows',
    join(root, '.tools/workflows.hash'),
    sourcesHash('workflows', 'domain', 'temporal.config.ts'),
    () => once('bundling the workflows', ['workflows/bundle.ts', folder], process.env),
  )
  return join(folder, readdirSync(folder)[0]!)
}

/**
 * Brings up everything on one machine: Postgres, Temporal, sandbox, workers, API, site and key agent. Ready when it returns.
 * On a fault, or when told to stop, everything that was started is stopped again, and the error says what to do.
 */
export async function startInstallation({
  dataDir,
  ports,
  bundleFile,
  temporalArgs = [],
  signal,
}: {
  dataDir: string
  ports: Ports
  /** Workflows other than those of the sources here. */
  bundleFile?: string
  /** More arguments of Temporal's development server. */
  temporalArgs?: string[]
  /** Stops everything, also in the middle of starting. */
  signal?: AbortSignal
}): Promise<Installation> {
  const { DATABASE_URL: databaseUrl, TEMPORAL_ADDRESS: temporalAddress } = process.env
  const temporal = temporalAddress ? undefined : await temporalBinary()
  const modules = { hsmModule: hsmModule(), tokenModule: await tokenModule() }
  await buildSite()
  const bundle = bundleFile ?? (await bundleWorkflows())

  // What is made from here on is for nobody else on this machine. As root, Postgres' user has to pass to its own folder.
  process.umask(0o077)
  mkdirSync(dataDir, { recursive: true })
  chmodSync(dataDir, process.getuid?.() === 0 ? 0o711 : 0o700)
  const supervisor = new Supervisor(dataDir)
  const left = await supervisor.endLeftovers()
  if (left > 0) console.log(`✓ ended ${left} processes of a start that was killed`)
  for (const [name, [variable]] of Object.entries(portVariables)) {
    const port = ports[name as keyof Ports]
    const unused =
      // There the proxy listens, which stays when this ends.
      name === 'mutualTls' ||
      (name === 'postgres' && databaseUrl) ||
      (name.startsWith('temporal') && temporalAddress)
    if (!unused && !(await free(port))) {
      fail(`Port ${port} is taken. Stop what uses it, or choose another with ${variable}=…`)
    }
  }

  const settings = environment({ dataDir, ports, ...modules, databaseUrl, temporalAddress })
  const { administration } = settings
  const databaseUrlOf = (role: DatabaseRole) =>
    urlAs(administration.url, role, administration.passwords[role])
  const env = {
    ...process.env,
    ...settings.product,
    DATABASE_URL: databaseUrlOf('owner'),
    NODE_ENV: 'production',
  }
  /** What a process gets that is not the product's. */
  const strangers = environmentOf(undefined, process.env)
  const node = (
    name: string,
    args: string[],
    own: ProcessName & DatabaseRole,
    ready: Service['ready'],
  ): Service => ({
    name,
    command: process.execPath,
    args,
    env: environmentOf(own, { ...env, DATABASE_URL: databaseUrlOf(own) }),
    ready,
  })
  const site = `http://127.0.0.1:${ports.site}`
  const sandbox = `http://127.0.0.1:${ports.sandbox}`
  signal?.addEventListener('abort', () => void supervisor.stop())
  const connection = Connection.lazy({ address: settings.product.TEMPORAL_ADDRESS })
  const asked = { service: connection.workflowService, namespace: settings.product.TEMPORAL_NAMESPACE }
  let older: Installation['older']
  const done = progress('starting')
  try {
    const database = async () => {
      if (!databaseUrl) {
        const local = preparePostgres(dataDir, ports.postgres, settings.postgresPassword)
        await supervisor.start({
          name: 'postgres',
          ...local,
          env: strangers,
          stopSignal: 'SIGINT',
          ready: async () => {
            const sql = postgres(administration.url, { database: 'postgres', max: 1, connect_timeout: 2 })
            return sql`select 1`.then(() => true).finally(() => sql.end())
          },
        })
      }
      await makeRoles(administration)
      await once('setting up the database', ['db/set-up.ts'], environmentOf('owner', env))
    }
    const temporalServer = async () => {
      if (!temporal) return
      const attributes = Object.entries(searchAttributes).flatMap(([name, type]) => [
        '--search-attribute',
        `${name}=${type}`,
      ])
      await supervisor.start({
        name: 'temporal',
        command: temporal,
        env: strangers,
        args: [
          ...['server', 'start-dev', '--ip', '127.0.0.1', '--log-level', 'warn'],
          ...['--db-filename', join(dataDir, 'temporal.sqlite')],
          // Serves by priority (temporal.config.ts).
          ...['--dynamic-config-value', 'matching.useNewMatcher=true'],
          ...['--port', String(ports.temporal), '--ui-port', String(ports.temporalUi), ...attributes],
          ...temporalArgs,
        ],
        ready: () => listening(ports.temporal),
      })
    }
    const outside = async () => {
      const templates = await once(
        'exporting SMS templates',
        ['activities/sms/export-templates.ts'],
        process.env,
      )
      writeFileSync(settings.outside.SANDBOX_SMS_TEMPLATES, templates)
      await supervisor.start({
        name: 'sandbox',
        command: process.execPath,
        args: ['sandbox/main.ts'],
        env: { ...strangers, ...settings.outside },
        ready: answers(`${sandbox}/healthz`),
      })
    }
    const ceremony = () =>
      once(
        'the key ceremony',
        ['pki/ceremony.ts'],
        environmentOf('ceremony', { ...env, ...settings.ceremony }),
      )
    const worker = (
      kind: string,
      own: 'ca' | 'keyStation' | 'signing' | 'business',
      ready: Service['ready'],
      ...more: string[]
    ) => supervisor.start(node(`worker-${kind}`, ['activities/worker.ts', kind, ...more], own, ready))
    // New orders go by this bundle once a worker serves it.
    const isCurrent = async () => (await knownVersions(asked)).current === basename(bundle, '.js')
    const authorityAndProcesses = async () => {
      await worker('ca', 'ca', () => listening(ports.answers))
      // The business worker's first look at what ends soon finds these certificates.
      await takeOverEarlierSystem(dataDir, { ...env, ...settings.outside })
      await worker('business', 'business', isCurrent, bundle)
    }
    // What is started first is stopped last: what keeps data outlives who uses it.
    await Promise.all([database(), temporalServer(), outside(), ceremony()])
    await Promise.all([
      authorityAndProcesses(),
      worker('key-station', 'keyStation', () => Promise.resolve(true)),
      worker('signing', 'signing', () => Promise.resolve(true)),
      supervisor.start(node('api', ['api/main.ts'], 'api', answers(`${site}/readyz`))),
      // On a real PC it knows nothing of the product, so it gets no environment of it.
      supervisor.start({
        name: 'key-agent',
        command: process.execPath,
        args: ['agent/main.ts'],
        env: { PATH: process.env.PATH, ...settings.applicantPc },
        ready: () => listening(ports.agent),
      }),
    ])
    older = await olderVersions(asked)
  } catch (error) {
    await supervisor.stop()
    throw error
  } finally {
    await connection.close()
    done()
  }
  return {
    dataDir,
    ports,
    env: { ...env, ...settings.outside },
    administrationUrl: administration.url,
    site,
    sandbox,
    temporalUi: settings.product.TEMPORAL_UI_URL,
    older,
    stop: () => supervisor.stop(),
  }
}

const PORTS_IN_BLOCK = 32

/**
 * Free ports for an installation beside others; the two after each are free too, where an agent looks next. They lie
 * below the ephemeral range, out of which anybody's connection may take one at any moment.
 */
export async function freePorts(): Promise<Ports> {
  for (let tries = 0; tries < 100; tries++) {
    const first = 12_000 + PORTS_IN_BLOCK * randomInt(20_000 / PORTS_IN_BLOCK)
    // Held for as long as this process lives: no other one takes this block before its services listen.
    const claim = createServer().listen(first, '127.0.0.1')
    const claimed = await event(claim, 'listening').then(
      () => true,
      () => false,
    )
    if (!claimed) continue
    claim.unref()
    const rest = Array.from({ length: PORTS_IN_BLOCK - 1 }, (_, index) => first + 1 + index)
    if ((await Promise.all(rest.map(free))).every(Boolean)) {
      const names = Object.keys(portVariables)
      return Object.fromEntries(
        names.map((name, index) => [name, first + 3 * (index + 1)]),
      ) as unknown as Ports
    }
    claim.close()
  }
  throw new Error('no free ports between 12000 and 31999')
}
