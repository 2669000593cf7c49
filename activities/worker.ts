// One worker process: `node activities/worker.ts business <workflow bundle>`, or `ca`, `key-station`, `signing`.
import closeWithGrace from 'close-with-grace'
import { DefaultLogger, NativeConnection, Runtime, type WorkerOptions } from '@temporalio/worker'
import pino from 'pino'
import { checkConfig, config, type ProcessName } from '../config.ts'
import { openDatabase } from '../db/database.ts'
import { withoutValuesInLog } from '../db/query-errors.ts'
import { openDocumentStore } from '../db/document-store.ts'
import { openHsm } from '../pki/hsm.ts'
import { openKeyVault } from '../pki/key-vault.ts'
import { openTokenDriver } from '../pki/token.ts'
import { deadlines } from '../domain/deadlines.ts'
import { taskQueues } from '../temporal.config.ts'
import { auditLogActivities } from './audit/audit-log.ts'
import { keepSealing } from './audit/sealing.ts'
import { businessActivities } from './business.ts'
import { keepProcessTime } from './clock.ts'
import { keepNoValues } from './failures.ts'
import { certificateActivities } from './ca/certificate.ts'
import { clientCertificateActivities } from './ca/client-certificate.ts'
import { crlActivities, publishAuthority } from './ca/crl.ts'
import { startAnswerServer } from './ca/answer-server.ts'
import { signingActivities } from './ca/confirmation.ts'
import { caEvidenceActivities } from './ca/evidence.ts'
import { delegateCertificateActivities, keepDelegateCertificates } from './ca/delegate-certificates.ts'
import { revocationActivities } from './ca/revocation.ts'
import { sealSigningActivities } from './ca/seal.ts'
import { soPinActivities } from './ca/so-pin.ts'
import { caTrailActivities } from './ca/trail.ts'
import { caUnlockActivities } from './ca/unlock.ts'
import { reportPresence } from './key-station/presence.ts'
import { stationKey } from './key-station/station-key.ts'
import { tokenActivities } from './key-station/token.ts'
import { publishSealingKey, signingWorkerActivities } from './signing/worker.ts'
import { keepKnownClock } from './time/known-clock.ts'
import { startWorker } from './worker/running.ts'
import { schedule } from './worker/schedule.ts'
import { serveVersions } from './worker/versions.ts'

const usage = 'usage: node activities/worker.ts business <workflow bundle> | ca | key-station | signing'

const log = pino({
  name: `worker ${process.argv[2]}`,
  redact: ['*.phone', '*.idNumber', '*.pin', '*.password'],
  hooks: withoutValuesInLog,
})
// Which activity failed and why; arguments and results stay out of the log.
const logger = new DefaultLogger('WARN', ({ level, message, meta }) => {
  const { workflowId, activityType, attempt, error } = (meta ?? {}) as Record<string, unknown>
  log.info({ level, workflowId, activityType, attempt, err: error }, message)
})
Runtime.install({ logger })

/** What ends before the process does, last first. */
const endings: (() => void | Promise<void>)[] = []
closeWithGrace({ delay: 10_000 }, async ({ err }) => {
  if (err) log.error({ err }, 'worker stops')
  for (const end of endings.reverse()) await end()
})

/** What a worker may be, and whose settings it has. */
const kinds: Record<string, { settings: ProcessName; setUp: () => Setup | Promise<Setup> }> = {
  business: { settings: 'business', setUp: business },
  ca: { settings: 'ca', setUp: ca },
  'key-station': { settings: 'keyStation', setUp: keyStation },
  signing: { settings: 'signing', setUp: signing },
}
const kind = kinds[process.argv[2] ?? '']
if (!kind) throw new Error(usage)
checkConfig(kind.settings)

const { db, close } = openDatabase()
endings.push(close)
const { TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE } = config('temporal')

type Setup = Pick<WorkerOptions, 'taskQueue' | 'activities'> & {
  /** Of the workflows that it serves besides activities. */
  bundleFile?: string
  stop?: () => void | Promise<void>
}

async function business(): Promise<Setup> {
  const bundleFile = process.argv[3]
  if (!bundleFile) throw new Error(usage)
  await schedule({
    scheduleId: 'remittance-statement',
    spec: { intervals: [{ every: `${deadlines.statementMinutes} minutes`, offset: '1 minute' }] },
    catchupWindow: '1 minute',
    workflowType: 'remittanceStatement',
  })
  await schedule({
    scheduleId: 'run-watch',
    spec: { intervals: [{ every: `${deadlines.runWatchMinutes} minutes` }] },
    catchupWindow: '1 minute',
    workflowType: 'runWatch',
  })
  await schedule({
    scheduleId: 'expiry-reminders',
    // The next hour makes good what was missed; nobody is reminded at night.
    spec: { calendars: [{ hour: { start: 9, end: 20 } }], timezone: 'Asia/Shanghai' },
    catchupWindow: '1 minute',
    workflowType: 'expiryReminders',
    // Certificates that were taken over from an earlier system may be near their end already.
    atOnce: true,
  })
  await schedule({
    scheduleId: 'retention',
    spec: { calendars: [{ hour: 3, minute: 30 }], timezone: 'Asia/Shanghai' },
    catchupWindow: '7 days',
    workflowType: 'retention',
  })
  await schedule({
    scheduleId: 'uses-of-month',
    spec: { calendars: [{ dayOfMonth: 1, hour: 9 }], timezone: 'Asia/Shanghai' },
    catchupWindow: '7 days',
    workflowType: 'usesOfMonth',
  })
  const activities = businessActivities({ db, documentStore: openDocumentStore(db) })
  return { taskQueue: taskQueues.business, activities, bundleFile }
}

async function ca(): Promise<Setup> {
  const { HSM_MODULE, HSM_TOKEN_LABEL, HSM_PIN } = config('hsm')
  const hsm = openHsm({ module: HSM_MODULE, tokenLabel: HSM_TOKEN_LABEL, pin: HSM_PIN })
  await publishAuthority(db, hsm)
  await keepDelegateCertificates(db, hsm, new Date())
  await schedule({
    scheduleId: 'daily-crl',
    spec: { calendars: [{ hour: 2, minute: 0 }], timezone: 'Asia/Shanghai' },
    catchupWindow: '7 days',
    workflowType: 'revocationList',
  })
  await schedule({
    scheduleId: 'authority-watch',
    spec: { intervals: [{ every: `${deadlines.authorityWatchMinutes} minutes` }] },
    catchupWindow: '1 minute',
    workflowType: 'authorityWatch',
  })
  await schedule({
    scheduleId: 'audit-watch',
    spec: { intervals: [{ every: `${deadlines.auditWatchMinutes} minutes`, offset: '2 minutes' }] },
    catchupWindow: '1 minute',
    workflowType: 'auditWatch',
  })
  await schedule({
    scheduleId: 'audit-head',
    spec: { intervals: [{ every: '1 hour', offset: '3 minutes' }] },
    catchupWindow: '1 minute',
    workflowType: 'auditHead',
  })
  await schedule({
    scheduleId: 'audit-verification',
    spec: { calendars: [{ hour: 3, minute: 0 }], timezone: 'Asia/Shanghai' },
    catchupWindow: '7 days',
    workflowType: 'auditVerification',
  })
  const { AUDIT_HEADS_DIR: folder } = config('auditHeads')
  const stopSealing = keepSealing({ db, hsm, folder }, log)
  const { clock, stop: stopClock } = await keepKnownClock(config('time').TIME_SERVERS, log)
  const { CA_ANSWER_HOST: host, CA_ANSWER_PORT: port } = config('answers')
  const stopAnswers = await startAnswerServer({
    db,
    hsm,
    clock,
    address: { host, port },
    onError: (error) => log.error({ err: error }, 'a request to the authority failed'),
  })
  const deps = { db, hsm }
  return {
    taskQueue: taskQueues.ca,
    activities: {
      ...certificateActivities(deps),
      ...clientCertificateActivities(deps),
      ...soPinActivities(deps),
      ...revocationActivities(deps),
      ...signingActivities(deps),
      ...caUnlockActivities(deps),
      ...crlActivities(deps),
      ...delegateCertificateActivities(deps),
      ...sealSigningActivities(deps),
      ...auditLogActivities({ ...deps, folder }),
      ...caEvidenceActivities({ ...deps, folder }),
      ...caTrailActivities(deps),
    },
    stop: async () => {
      await stopAnswers()
      stopClock()
      await stopSealing()
      hsm.close()
    },
  }
}

async function keyStation(): Promise<Setup> {
  const station = config('keyStation')
  const { KEY_STATION_ID: stationId } = station
  const driver = openTokenDriver(station.KEY_STATION_MODULE)
  const { privateKey, publicKeyPem } = stationKey(station.KEY_STATION_KEY_FILE)
  // PKCS#11 calls block this process, so nothing else runs while a job does; a promise only keeps the shape.
  const exclusively = <T>(job: () => T) => Promise.resolve().then(job)
  const stop = await reportPresence({ db, driver, stationId, publicKey: publicKeyPem, exclusively, log })
  const factorySoPin = station.KEY_STATION_FACTORY_SO_PIN
  return {
    taskQueue: taskQueues.keyStation(stationId),
    activities: tokenActivities({ db, driver, privateKey, factorySoPin, exclusively }),
    stop,
  }
}

async function signing(): Promise<Setup> {
  const { HSM_MODULE: module, HSM_VAULT_TOKEN_LABEL: tokenLabel, HSM_VAULT_PIN: pin } = config('vault')
  const vault = openKeyVault({ module, tokenLabel, pin })
  await publishSealingKey(db, vault)
  const deps = { db, vault, documentStore: openDocumentStore(db) }
  return {
    taskQueue: taskQueues.signing,
    activities: signingWorkerActivities(deps),
    stop: () => vault.close(),
  }
}

const { stop, bundleFile, ...setup } = await kind.setUp()
if (stop) endings.push(stop)
const connection = await NativeConnection.connect({ address: TEMPORAL_ADDRESS })
endings.push(() => connection.close())
const options = {
  ...setup,
  connection,
  namespace: TEMPORAL_NAMESPACE,
  shutdownGraceTime: '5s' as const,
  interceptors: { activity: [keepProcessTime, keepNoValues] },
}
const worker = bundleFile
  ? await serveVersions({ bundleFile, folder: config('bundles').BUNDLE_DIR, options, log })
  : await startWorker(options)
endings.push(worker.stop)
log.info({ taskQueue: setup.taskQueue }, 'worker is up')
