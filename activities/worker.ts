// One worker process: `node activities/worker.ts business|ca|key-station [workflow bundle]`.
import closeWithGrace from 'close-with-grace'
import {
  Client,
  Connection,
  ScheduleAlreadyRunning,
  ScheduleOverlapPolicy,
  type ScheduleSpec,
} from '@temporalio/client'
import { DefaultLogger, NativeConnection, Runtime, Worker, type WorkerOptions } from '@temporalio/worker'
import { fileURLToPath } from 'node:url'
import pino from 'pino'
import { config } from '../config.ts'
import { openDatabase } from '../db/database.ts'
import { openDocumentStore } from '../db/document-store.ts'
import { openHsm } from '../pki/hsm.ts'
import { openTokenDriver } from '../pki/token.ts'
import { deadlines } from '../domain/deadlines.ts'
import { taskQueues } from '../temporal.config.ts'
import { businessActivities } from './business.ts'
import { certificateActivities } from './ca/certificate.ts'
import { crlActivities, publishAuthority } from './ca/crl.ts'
import { startOcspServer } from './ca/ocsp-server.ts'
import { signingActivities } from './ca/confirmation.ts'
import { keepResponderCertificate, responderCertificateActivities } from './ca/responder-certificate.ts'
import { revocationActivities } from './ca/revocation.ts'
import { soPinActivities } from './ca/so-pin.ts'
import { caUnlockActivities } from './ca/unlock.ts'
import { reportPresence } from './key-station/presence.ts'
import { stationKey } from './key-station/station-key.ts'
import { tokenActivities } from './key-station/token.ts'

const log = pino({
  name: `worker ${process.argv[2]}`,
  redact: ['*.phone', '*.idNumber', '*.pin', '*.password'],
})
// Which activity failed and why; arguments and results stay out of the log.
const logger = new DefaultLogger('WARN', ({ level, message, meta }) => {
  const { workflowId, activityType, attempt, error } = (meta ?? {}) as Record<string, unknown>
  const failure = error instanceof Error ? error.message.slice(0, 300) : undefined
  log.info({ level, workflowId, activityType, attempt, failure }, message)
})
Runtime.install({ logger })

const { db, close } = openDatabase()
const { TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE } = config('temporal')

type Setup = Pick<
  WorkerOptions,
  'taskQueue' | 'activities' | 'workflowBundle' | 'workflowsPath' | 'interceptors'
> & {
  stop?: () => void | Promise<void>
}

async function business(): Promise<Setup> {
  const bundleFile = process.argv[3]
  const workflows = bundleFile
    ? { workflowBundle: { codePath: bundleFile } }
    : {
        workflowsPath: fileURLToPath(new URL('../workflows/workflows.ts', import.meta.url)),
        interceptors: {
          workflowModules: [fileURLToPath(new URL('../workflows/summaries.ts', import.meta.url))],
        },
      }
  await schedule({
    scheduleId: 'remittance-statement',
    spec: { intervals: [{ every: `${deadlines.statementMinutes} minutes`, offset: '1 minute' }] },
    catchupWindow: '1 minute',
    workflowType: 'remittanceStatement',
  })
  await schedule({
    scheduleId: 'expiry-reminders',
    spec: { calendars: [{ hour: 9, minute: 0 }], timezone: 'Asia/Shanghai' },
    catchupWindow: '7 days',
    workflowType: 'expiryReminders',
  })
  const activities = businessActivities({ db, documentStore: openDocumentStore(db) })
  return { taskQueue: taskQueues.business, activities, ...workflows }
}

/** Starts a process again and again; the schedule is made once and kept by Temporal. */
async function schedule(options: {
  scheduleId: string
  spec: ScheduleSpec
  catchupWindow: '1 minute' | '7 days'
  workflowType: string
}): Promise<void> {
  const { scheduleId, spec, catchupWindow, workflowType } = options
  const connection = await Connection.connect({ address: TEMPORAL_ADDRESS })
  const client = new Client({ connection, namespace: TEMPORAL_NAMESPACE })
  try {
    await client.schedule.create({
      scheduleId,
      spec,
      policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow },
      action: {
        type: 'startWorkflow',
        workflowType,
        workflowId: workflowType,
        taskQueue: taskQueues.business,
      },
    })
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error
  } finally {
    await connection.close()
  }
}

async function ca(): Promise<Setup> {
  const { HSM_MODULE, HSM_TOKEN_LABEL, HSM_PIN } = config('hsm')
  const hsm = openHsm({ module: HSM_MODULE, tokenLabel: HSM_TOKEN_LABEL, pin: HSM_PIN })
  await publishAuthority(db, hsm)
  await keepResponderCertificate(db, hsm, new Date())
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
  const { OCSP_HOST: host, OCSP_PORT: port } = config('ocspResponder')
  const stopOcsp = await startOcspServer({
    db,
    hsm,
    address: { host, port },
    onError: (error) => log.error({ failure: (error as Error).message }, 'an OCSP request failed'),
  })
  const deps = { db, hsm }
  return {
    taskQueue: taskQueues.ca,
    activities: {
      ...certificateActivities(deps),
      ...soPinActivities(deps),
      ...revocationActivities(deps),
      ...signingActivities(deps),
      ...caUnlockActivities(deps),
      ...crlActivities(deps),
      ...responderCertificateActivities(deps),
    },
    stop: async () => {
      await stopOcsp()
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

const kinds: Record<string, () => Setup | Promise<Setup>> = { business, ca, 'key-station': keyStation }
const kind = kinds[process.argv[2] ?? '']
if (!kind) throw new Error('usage: node activities/worker.ts business|ca|key-station [workflow bundle]')

const { stop, ...setup } = await kind()
const connection = await NativeConnection.connect({ address: TEMPORAL_ADDRESS })
const worker = await Worker.create({
  ...setup,
  connection,
  namespace: TEMPORAL_NAMESPACE,
  shutdownGraceTime: '5s',
})

closeWithGrace({ delay: 10_000 }, async ({ err }) => {
  if (err) log.error({ error: err.message }, 'worker stops')
  if (worker.getState() === 'RUNNING') worker.shutdown()
})
log.info({ taskQueue: setup.taskQueue }, 'worker is up')
await worker.run()
await stop?.()
await connection.close()
await close()
