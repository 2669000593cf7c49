// An installation whose days can be skipped: everything real except Temporal's clock (its time-skipping test server).
import { execFileSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Client, isGrpcServiceError } from '@temporalio/client'
import { TestWorkflowEnvironment } from '@temporalio/testing'
import proto from '@temporalio/proto'
import { DefaultLogger, Runtime, Worker, type WorkerOptions } from '@temporalio/worker'
import postgres from 'postgres'
import { auditLogActivities } from '../activities/audit/audit-log.ts'
import { verifyAuditLog } from '../activities/audit/chain.ts'
import { keepSealing } from '../activities/audit/sealing.ts'
import { businessActivities } from '../activities/business.ts'
import { keepProcessTime } from '../activities/clock.ts'
import { keepNoValues } from '../activities/failures.ts'
import { buildServer } from '../api/server.ts'
import { certificateActivities } from '../activities/ca/certificate.ts'
import { clientCertificateActivities } from '../activities/ca/client-certificate.ts'
import { crlActivities, publishAuthority } from '../activities/ca/crl.ts'
import { startAnswerServer } from '../activities/ca/answer-server.ts'
import { signingActivities } from '../activities/ca/confirmation.ts'
import { caEvidenceActivities } from '../activities/ca/evidence.ts'
import { delegateCertificateActivities } from '../activities/ca/delegate-certificates.ts'
import { revocationActivities } from '../activities/ca/revocation.ts'
import { sealSigningActivities } from '../activities/ca/seal.ts'
import { soPinActivities } from '../activities/ca/so-pin.ts'
import { caTrailActivities } from '../activities/ca/trail.ts'
import { caUnlockActivities } from '../activities/ca/unlock.ts'
import { publishSealingKey, signingWorkerActivities } from '../activities/signing/worker.ts'
import { keepKnownClock } from '../activities/time/known-clock.ts'
import { config } from '../config.ts'
import { until } from './actors.ts'
import { answers, freePorts, listening } from '../bin/installation.ts'
import { environment, environmentOf } from '../bin/settings.ts'
import { Supervisor } from '../bin/supervisor.ts'
import { openDatabase } from '../db/database.ts'
import { openDocumentStore } from '../db/document-store.ts'
import { agentPorts } from '../pki/agent-protocol.ts'
import { openHsm } from '../pki/hsm.ts'
import { openKeyVault } from '../pki/key-vault.ts'
import { deriveSoPin } from '../pki/so-pin.ts'
import { bundle } from '../workflows/bundle.ts'
import { searchAttributes, taskQueues } from '../temporal.config.ts'
import { takeTokenAway } from './fresh-tokens.ts'
import { historyText } from './history-text.ts'
import { replayRuns, runsOf } from './replay-runs.ts'
import { callersRest, testDatabase } from './test-database.ts'
import { testFolder } from './test-folder.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
/** https://grpc.io/docs/guides/status-codes/ */
const GRPC_NOT_FOUND = 5
const { IndexedValueType } = proto.temporal.api.enums.v1

function required(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set: run the tests by npm test`)
  return value
}

/** The SDK waits five seconds for the server to start, which a busy machine may exceed. */
async function testServer(port: number, tries = 15): Promise<TestWorkflowEnvironment> {
  try {
    return await TestWorkflowEnvironment.createTimeSkipping({
      server: { executable: { type: 'existing-path', path: required('TEMPORAL_TEST_SERVER') }, port },
    })
  } catch (error) {
    if (tries === 1) throw error
    return testServer(port, tries - 1)
  }
}

async function timeSkippingTemporal(port: number): Promise<TestWorkflowEnvironment> {
  Runtime.install({ logger: new DefaultLogger('ERROR') })
  const temporal = await testServer(port)
  const { INDEXED_VALUE_TYPE_KEYWORD: keyword, INDEXED_VALUE_TYPE_DATETIME: datetime } = IndexedValueType
  await temporal.connection.operatorService.addSearchAttributes({
    namespace: temporal.namespace,
    searchAttributes: Object.fromEntries(
      Object.entries(searchAttributes).map(([name, type]) => [name, type === 'Keyword' ? keyword : datetime]),
    ),
  })
  return temporal
}

export type SkippingInstallation = Awaited<ReturnType<typeof startSkippingInstallation>>

/** Starts it. The site is not there, its API is; `withClock` gives Temporal and workers. Stop it at the end. */
export async function startSkippingInstallation() {
  const dataDir = testFolder()
  const [ports, connection, workflowBundle] = await Promise.all([freePorts(), testDatabase(), bundle()])
  const settings = environment({
    dataDir,
    ports,
    hsmModule: required('HSM_MODULE'),
    tokenModule: required('TOKEN_MODULE'),
  })
  const env = {
    ...process.env,
    ...settings.product,
    DATABASE_URL: connection.urlOf('owner'),
    ...settings.outside,
  }
  // This process is the API and every worker but the key station's: a process uses one PKCS#11 module.
  Object.assign(process.env, settings.product)
  const script = (...args: string[]) =>
    execFileSync(process.execPath, args, { cwd: root, env, encoding: 'utf8' })
  writeFileSync(env.SANDBOX_SMS_TEMPLATES, script('activities/sms/export-templates.ts'))
  execFileSync(process.execPath, ['pki/ceremony.ts'], { cwd: root, env: { ...env, ...settings.ceremony } })
  // Daily work goes on without the root.
  takeTokenAway(join(dataDir, 'hsm'), settings.ceremony.HSM_ROOT_TOKEN_LABEL)
  script('db/set-up.ts')

  const sandbox = `http://127.0.0.1:${ports.sandbox}`
  const supervisor = new Supervisor(dataDir)
  await supervisor.start({
    name: 'sandbox',
    command: process.execPath,
    args: [join(root, 'sandbox/main.ts')],
    env,
    ready: answers(`${sandbox}/healthz`),
  })

  // On a real PC it knows nothing of the product.
  await supervisor.start({
    name: 'key-agent',
    command: process.execPath,
    args: [join(root, 'agent/main.ts')],
    env: { PATH: process.env.PATH, ...settings.applicantPc },
    ready: () => listening(ports.agent),
  })

  /** As each process has it, with the rights of its role. */
  const databases = {
    api: openDatabase(connection.urlOf('api')),
    business: openDatabase(connection.urlOf('business')),
    ca: openDatabase(connection.urlOf('ca')),
    signing: openDatabase(connection.urlOf('signing')),
  }
  const hsm = openHsm({ module: env.HSM_MODULE, tokenLabel: env.HSM_TOKEN_LABEL, pin: env.HSM_PIN })
  const deps = { db: databases.ca.db, hsm }
  await publishAuthority(deps.db, hsm)
  const { clock, stop: stopClock } = await keepKnownClock(config('time').TIME_SERVERS, {
    info: () => undefined,
    error: console.error,
  })
  const stopAnswers = await startAnswerServer({
    db: deps.db,
    hsm,
    clock,
    address: { host: '127.0.0.1', port: ports.answers },
    onError: (error) => console.error('the authority’s answers', error),
  })
  const heads = { ...deps, folder: env.AUDIT_HEADS_DIR }
  const stopSealing = keepSealing(heads, { error: console.error })
  /** Of all clocks: one worker takes them through their processes again at the end. */
  const runs: Awaited<ReturnType<typeof runsOf>> = []
  /** When the CA believes to issue: a certificate that is near its end today was issued long ago. */
  const issuing: { at?: Date } = {}
  /** The machine where blank keys are plugged in. It finds the Temporal of the next test again, at the same port. */
  const station = new Supervisor(join(dataDir, 'station'))
  let stationRuns = false
  async function startStation() {
    if (stationRuns) return
    stationRuns = true
    await station.start({
      name: 'worker-key-station',
      command: process.execPath,
      args: [join(root, 'activities/worker.ts'), 'key-station'],
      env: { ...environmentOf('keyStation', env), DATABASE_URL: connection.urlOf('keyStation') },
      ready: () => Promise.resolve(true),
    })
  }
  const interceptors = { activity: [keepProcessTime, keepNoValues] }
  const workers: Pick<WorkerOptions, 'taskQueue' | 'activities' | 'workflowBundle' | 'interceptors'>[] = [
    {
      taskQueue: taskQueues.business,
      workflowBundle,
      activities: businessActivities({
        db: databases.business.db,
        documentStore: openDocumentStore(databases.business.db),
      }),
      interceptors,
    },
    {
      taskQueue: taskQueues.ca,
      interceptors,
      activities: {
        ...certificateActivities({ ...deps, clock: () => issuing.at ?? new Date() }),
        ...clientCertificateActivities(deps),
        ...soPinActivities(deps),
        ...revocationActivities(deps),
        ...signingActivities(deps),
        ...caUnlockActivities(deps),
        ...crlActivities(deps),
        ...delegateCertificateActivities(deps),
        ...sealSigningActivities(deps),
        ...auditLogActivities(heads),
        ...caEvidenceActivities(heads),
        ...caTrailActivities(deps),
      },
    },
  ]

  const vault = openKeyVault({
    module: env.HSM_MODULE,
    tokenLabel: env.HSM_VAULT_TOKEN_LABEL,
    pin: env.HSM_VAULT_PIN,
  })
  await publishSealingKey(databases.signing.db, vault)
  workers.push({
    taskQueue: taskQueues.signing,
    activities: signingWorkerActivities({
      db: databases.signing.db,
      vault,
      documentStore: openDocumentStore(databases.signing.db),
    }),
    interceptors,
  })

  return {
    site: env.SITE_URL,
    sandbox,
    agent: `http://127.0.0.1:${ports.agent}`,
    /** The applicant's PC, for what is to happen to a key without the agent. */
    applicantPc: settings.applicantPc,
    /** The SO PIN that a key has, or will have. */
    soPin: (serial: string, generation: number) => deriveSoPin(hsm, serial, generation),
    env: env as NodeJS.ProcessEnv,
    db: connection.db,
    issuing,
    /** Where hosted keys are used. */
    vault,
    /** What the audit log is found to be, against the HSM and the heads. */
    verifyAudit: () => verifyAuditLog(deps.db, hsm, { folders: [env.AUDIT_HEADS_DIR] }),

    /** Meanwhile the database lets nobody in by the role of the key station. */
    async stationWithoutDatabase(work: () => Promise<unknown>) {
      const role = new URL(connection.urlOf('keyStation')).username
      const server = postgres(required('TEST_DATABASE_URL'), { max: 1 })
      await server`alter role ${server(role)} nologin`
      await server`select pg_terminate_backend(pid) from pg_stat_activity where usename = ${role}`
      await work().finally(() => server`alter role ${server(role)} login`)
      await server.end()
    },

    /**
     * A Temporal of its own with its workers, and the API in front of them: what one test leaves open would hold the
     * clock of the next. Gives how to skip time, and how to end it. Nobody has asked the API for anything lately.
     */
    async withClock() {
      await callersRest(connection.db)
      const temporal = await timeSkippingTemporal(ports.temporal)
      const { nativeConnection, connection: grpc, namespace } = temporal
      // Not the client of the environment: whoever waits for a result by that one lets time jump.
      const client = new Client({ connection: grpc, namespace })
      const running = await Promise.all(
        workers.map((options) => Worker.create({ connection: nativeConnection, namespace, ...options })),
      )
      const working = running.map((worker) => worker.run())
      await startStation()
      const api = await buildServer({
        connection: databases.api,
        temporal: client,
        settings: {
          siteUrl: env.SITE_URL,
          trustedProxies: 0,
          mutualTls: { url: env.MUTUAL_TLS_URL, proxies: config('mutualTls').MUTUAL_TLS_PROXIES },
          sessionKey: env.SESSION_KEY,
          authSecret: env.AUTH_SECRET,
          documentDir: env.DOCUMENT_DIR,
          agentPorts: agentPorts(ports.agent),
          caAnswerUrl: env.CA_ANSWER_URL,
          pkiUrl: env.PKI_URL,
          policyArc: env.POLICY_ARC,
        },
        logLevel: 'error',
      })
      await api.listen({ host: '127.0.0.1', port: ports.site })
      return {
        client,
        /** Runs a process that a schedule starts, to its end. */
        run: (workflow: string) =>
          client.workflow.execute(workflow, { taskQueue: taskQueues.business, workflowId: workflow }),
        skip: (span: string) => temporal.sleep(span as '1 day'),
        /** Skips while nothing is under way but an activity that no worker takes: it holds the clock too, which is let go twice. */
        skipUntaken: (span: string) =>
          Promise.all([temporal.sleep(span as '1 day'), temporal.sleep(span as '1 day')]),
        /** Skips a span, and on by days until something is found: what waits for it may have begun a moment later. */
        async skipTill(span: string, found: () => Promise<unknown>, what: string): Promise<void> {
          await temporal.sleep(span as '1 day')
          await until(async () => (await found()) || void (await temporal.sleep('1 day')), what)
        },
        now: async () => new Date(await temporal.currentTimeMs()),
        skipTo: async (at: Date) =>
          temporal.sleep(Math.max(0, at.getTime() - (await temporal.currentTimeMs()))),
        /** What is stored of a run under this clock, as text; undefined when there was none. */
        history: async (workflowId: string): Promise<string | undefined> => {
          try {
            const history = await client.workflow.getHandle(workflowId).fetchHistory()
            return historyText(history)
          } catch (error) {
            if (isGrpcServiceError(error) && error.code === GRPC_NOT_FOUND) return undefined
            throw error
          }
        },
        end: async () => {
          await api.close()
          running.forEach((worker) => worker.shutdown())
          await Promise.all(working)
          try {
            runs.push(...(await runsOf(client)))
          } finally {
            await temporal.teardown()
          }
        },
      }
    },

    stop: async () => {
      await station.stop()
      await supervisor.stop()
      await stopAnswers()
      stopClock()
      await stopSealing()
      vault.close()
      hsm.close()
      for (const { close } of [...Object.values(databases), connection]) await close()
      rmSync(dataDir, { recursive: true, force: true })
      await replayRuns(runs, workflowBundle)
    },
  }
}
