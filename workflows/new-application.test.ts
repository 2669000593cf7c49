import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { ApplicationFailure, WorkflowUpdateFailedError, type WorkflowHandle } from '@temporalio/client'
import { TestWorkflowEnvironment } from '@temporalio/testing'
import proto from '@temporalio/proto'
import { bundleWorkflowCode, DefaultLogger, Runtime, Worker, type WorkflowBundle } from '@temporalio/worker'
import { Context } from '@temporalio/activity'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { searchAttributes } from '../temporal.config.ts'
import type { OrderEvent, OrderState } from '../domain/order-states.ts'
import * as process_ from './new-application.ts'

// The process itself, days skipped. The activities here keep a small world in memory that a test can bend; the
// real ones run in the journey.

interface World {
  events: OrderEvent[]
  calls: string[]
  trade: 'waiting' | 'paid' | 'closed'
  decision: 'approved' | 'rejected' | null
  delivered: boolean
  tokenFaults: number
  /** After how many looks a reviewer has decided without anybody being told. */
  looks: number
}

let environment: TestWorkflowEnvironment
let workers: Worker[]
let running: Promise<void>[]
const worlds = new Map<string, World>()

let workflowBundle: WorkflowBundle

beforeAll(async () => {
  const logger = new DefaultLogger('WARN')
  Runtime.install({ logger })
  const workflowsPath = fileURLToPath(new URL('./workflows.ts', import.meta.url))
  workflowBundle = await bundleWorkflowCode({ workflowsPath, logger })
}, 120_000)

// A server for each test: an order that one test leaves open would hold the clock of the next.
beforeEach(async () => {
  const path = process.env.TEMPORAL_TEST_SERVER
  if (!path) throw new Error('TEMPORAL_TEST_SERVER is not set: run the tests by npm test')
  environment = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path } },
  })
  const { INDEXED_VALUE_TYPE_KEYWORD, INDEXED_VALUE_TYPE_DATETIME } = IndexedValueType
  await environment.connection.operatorService.addSearchAttributes({
    namespace: environment.namespace,
    searchAttributes: Object.fromEntries(
      Object.entries(searchAttributes).map(([name, type]) => [
        name,
        type === 'Keyword' ? INDEXED_VALUE_TYPE_KEYWORD : INDEXED_VALUE_TYPE_DATETIME,
      ]),
    ),
  })
  const { nativeConnection: connection, namespace } = environment
  const queue = (taskQueue: string, more: { workflowBundle?: WorkflowBundle } = {}) =>
    Worker.create({ connection, namespace, taskQueue, activities: activities(), ...more })
  workers = await Promise.all([queue('business', { workflowBundle }), queue('ca'), queue('key-station-1')])
  running = workers.map((worker) => worker.run())
})

afterEach(async () => {
  workers.forEach((worker) => worker.shutdown())
  await Promise.all(running)
  await environment.teardown()
})

/** The server's clock: days are skipped on it, not on ours. */
const now = () => Context.current().info.currentAttemptScheduledTimestampMs

/** The world of the order that the running activity belongs to; an invoice has its order's. */
function worldOf(): World {
  const id = Context.current().info.workflowExecution?.workflowId ?? ''
  return worlds.get(id.split('/')[1] ?? '')!
}

const { IndexedValueType } = proto.temporal.api.enums.v1
const DAY = 86_400_000

function activities() {
  const noted =
    <T>(name: string, result: T) =>
    async () => {
      worldOf().calls.push(name)
      return result
    }
  return {
    async recordMove({ event }: { event: OrderEvent; state: OrderState }) {
      worldOf().events.push(event)
    },
    missingMaterials: noted('missingMaterials', []),
    wipePersonalData: noted('wipePersonalData', undefined),
    checkIdentity: noted('checkIdentity', { result: 'matched', inconsistent: [] }),
    passProofing: noted('passProofing', undefined),
    sendVerificationCode: noted('sendVerificationCode', undefined),
    async precreateTrade({ attempt }: { attempt: number }) {
      worldOf().calls.push('precreateTrade')
      worldOf().trade = 'waiting'
      return { outTradeNo: `P${attempt}`, qrExpiresAt: now() + 2 * 3_600_000 }
    },
    async settleTrade() {
      worldOf().calls.push('settleTrade')
      return { state: worldOf().trade }
    },
    async closeTrade() {
      worldOf().calls.push('closeTrade')
      if (worldOf().trade !== 'paid') worldOf().trade = 'closed'
      return { state: worldOf().trade }
    },
    refundPayment: noted('refundPayment', undefined),
    requestInvoice: noted('requestInvoice', { invoiceId: 'i' }),
    fetchInvoice: noted('fetchInvoice', { state: 'issued' }),
    mailInvoice: noted('mailInvoice', undefined),
    openReview: async () => ({ reviewId: 'r', dueAt: now() + 3 * DAY }),
    async readDecision() {
      const world = worldOf()
      if (world.looks > 0 && --world.looks === 0) world.decision = 'rejected'
      return { decision: world.decision, reason: null }
    },
    async sendNotice({ notice }: { notice: string }) {
      worldOf().calls.push(`notice:${notice}`)
    },
    createCertificatePassword: noted('createCertificatePassword', { passwordId: 'p' }),
    sendCertificatePassword: noted('sendCertificatePassword', undefined),
    destroyCertificatePassword: noted('destroyCertificatePassword', undefined),
    beginMaking: noted('beginMaking', undefined),
    noteMakingStep: async () => {},
    async failMaking({ failure }: { failure: string }) {
      worldOf().calls.push(`failMaking:${failure}`)
    },
    sealSoPin: noted('sealSoPin', { soPinId: 's' }),
    issueCertificate: noted('issueCertificate', { certificateId: 'c', serial: 'aa' }),
    revokeUndelivered: noted('revokeUndelivered', undefined),
    formatToken: noted('formatToken', undefined),
    generateTokenKey: noted('generateTokenKey', { keyId: 'k' }),
    async writeCertificate() {
      if (worldOf().tokenFaults-- > 0) {
        throw ApplicationFailure.create({ type: 'token.testSignatureFails', nonRetryable: true })
      }
    },
    createWaybill: noted('createWaybill', { shipmentId: 'sh' }),
    readRoute: async () => ({ delivered: worldOf().delivered }),
    activateCertificate: noted('activateCertificate', undefined),
  }
}

type Run = { handle: WorkflowHandle<typeof process_.newApplication>; world: World }

/** Runs one application against a world of its own. */
async function withApplication(body: (run: Run) => Promise<void>, bend: Partial<World> = {}) {
  const world: World = {
    events: [],
    calls: [],
    trade: 'waiting',
    decision: null,
    delivered: false,
    tokenFaults: 0,
    looks: 0,
    ...bend,
  }
  const id = randomUUID().slice(0, 8)
  worlds.set(id, world)
  const orderId = `newApplication/${id}`
  const handle = await environment.client.workflow.start(process_.newApplication, {
    workflowId: orderId,
    taskQueue: 'business',
    args: [{ orderId, no: id, product: 'organisationUkey' }],
  })
  await body({ handle, world })
}

const FORM = { revision: 1, complete: true, proofedFacts: 'facts' }

async function submitted({ handle, world }: Run) {
  await handle.executeUpdate(process_.saveForm, { args: [FORM] })
  await handle.executeUpdate(process_.requestProofingCode)
  await handle.executeUpdate(process_.proveByCode, { args: [{ codeId: 'c' }] })
  await handle.executeUpdate(process_.confirm, { args: [{ revision: 1 }] })
  await handle.executeUpdate(process_.completeMaterials)
  await handle.executeUpdate(process_.submit, { args: [{ codeId: 'c' }] })
  await until(() => world.calls.includes('precreateTrade'))
}

async function paid(run: Run) {
  await submitted(run)
  run.world.trade = 'paid'
  await run.handle.signal(process_.paymentReported, { outTradeNo: 'P1' })
  await until(() => run.world.events.includes('paid'))
}

async function until(condition: () => boolean) {
  for (let tries = 0; tries < 200 && !condition(); tries++)
    await new Promise((resolve) => setTimeout(resolve, 25))
  expect(condition()).toBe(true)
}

const refusalType = async (update: Promise<unknown>) => {
  const error = await update.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(WorkflowUpdateFailedError)
  return ((error as WorkflowUpdateFailedError).cause as ApplicationFailure).type
}

const MAKING = { makingId: 'm', stationId: '1', tokenSerial: 't', madeBy: 'key' }

describe('new application', { timeout: 60_000 }, () => {
  it('goes the manual’s way: form, payment, review, key, delivery', () =>
    withApplication(async (run) => {
      const { handle, world } = run
      await paid(run)
      world.decision = 'approved'
      await handle.signal(process_.reviewDecided, { reviewId: 'r' })
      await until(() => world.events.includes('approved'))
      await until(() => world.calls.includes('sendCertificatePassword'))
      await handle.executeUpdate(process_.makeKey, { args: [MAKING] })
      await until(() => world.events.includes('keyMade'))
      world.delivered = true
      expect(await handle.result()).toEqual({ state: 'completed' })
      expect(world.events).toEqual([
        'formSaved',
        'proofed',
        'confirmed',
        'materialsUploaded',
        'submitted',
        'paid',
        'approved',
        'keyMade',
        'delivered',
      ])
      expect(world.calls.indexOf('destroyCertificatePassword')).toBeGreaterThan(
        world.calls.indexOf('sendCertificatePassword'),
      )
    }))

  it('a draft that nobody touches for 30 days is closed and its personal data wiped', () =>
    withApplication(async ({ handle, world }) => {
      await handle.executeUpdate(process_.saveForm, { args: [FORM] })
      expect(await handle.result()).toEqual({ state: 'expired' })
      const { startTime, closeTime } = await handle.describe()
      expect(Math.round((closeTime!.getTime() - startTime.getTime()) / DAY)).toBe(30)
      expect(world.calls).toContain('wipePersonalData')
    }))

  it('an order not paid within 7 days is closed, its trade first', () =>
    withApplication(async (run) => {
      await submitted(run)
      expect(await run.handle.result()).toEqual({ state: 'expired' })
      expect(run.world.calls.indexOf('closeTrade')).toBeLessThan(run.world.calls.indexOf('wipePersonalData'))
      expect(run.world.events).not.toContain('paid')
    }))

  it('a payment whose notification was lost is found by asking', () =>
    withApplication(async (run) => {
      await submitted(run)
      run.world.trade = 'paid'
      await environment.sleep('2 minutes')
      await until(() => run.world.events.includes('paid'))
    }, {}))

  it('money that arrived before the cancellation wins: the order goes on', () =>
    withApplication(async (run) => {
      await submitted(run)
      run.world.trade = 'paid'
      await run.handle.executeUpdate(process_.cancel)
      await until(() => run.world.events.includes('paid'))
      expect(run.world.events).not.toContain('cancelled')
    }))

  it('a rejection gives the money back and reverses the invoice', () =>
    withApplication(async (run) => {
      await paid(run)
      run.world.decision = 'rejected'
      await run.handle.signal(process_.reviewDecided, { reviewId: 'r' })
      expect(await run.handle.result()).toEqual({ state: 'rejected' })
      expect(run.world.calls).toContain('notice:rejected')
      expect(run.world.calls).toContain('refundPayment')
      expect(run.world.calls).not.toContain('issueCertificate')
    }))

  it('time passing decides nothing: an overdue review stays open, and a lost signal is made good', () =>
    withApplication(
      async (run) => {
        await paid(run)
        expect(await run.handle.result()).toEqual({ state: 'rejected' })
        const { startTime, closeTime } = await run.handle.describe()
        expect(Math.floor((closeTime!.getTime() - startTime.getTime()) / DAY)).toBe(7)
      },
      { looks: 5 },
    ))

  it('a key that fails its test is damaged: its certificate is revoked and another key is made', () =>
    withApplication(
      async (run) => {
        const { handle, world } = run
        await paid(run)
        world.decision = 'approved'
        world.delivered = true
        await handle.signal(process_.reviewDecided, { reviewId: 'r' })
        await until(() => world.calls.includes('sendCertificatePassword'))
        await handle.executeUpdate(process_.makeKey, { args: [MAKING] })
        await until(() => world.events.includes('keyDamaged'))
        expect(world.calls).toContain('failMaking:token.testSignatureFails')
        expect(world.calls).toContain('revokeUndelivered')
        await handle.executeUpdate(process_.makeKey, {
          args: [{ ...MAKING, makingId: 'm2', tokenSerial: 't2' }],
        })
        expect(await handle.result()).toEqual({ state: 'completed' })
      },
      { tokenFaults: 1 },
    ))
})

describe('what an applicant may not do', { timeout: 60_000 }, () => {
  it('confirm without proofing, or with a form that another tab has changed', () =>
    withApplication(async ({ handle }) => {
      const confirm = (revision: number) => handle.executeUpdate(process_.confirm, { args: [{ revision }] })
      await handle.executeUpdate(process_.saveForm, { args: [FORM] })
      expect(await refusalType(confirm(1))).toBe('NotProofed')
      await handle.executeUpdate(process_.requestProofingCode)
      await handle.executeUpdate(process_.proveByCode, { args: [{ codeId: 'c' }] })
      await handle.executeUpdate(process_.saveForm, { args: [{ ...FORM, revision: 2 }] })
      expect(await refusalType(confirm(1))).toBe('FormChanged')
      await confirm(2)
    }))

  it('keep a proof after changing what it vouches for', () =>
    withApplication(async ({ handle }) => {
      await handle.executeUpdate(process_.saveForm, { args: [FORM] })
      await handle.executeUpdate(process_.requestProofingCode)
      await handle.executeUpdate(process_.proveByCode, { args: [{ codeId: 'c' }] })
      await handle.executeUpdate(process_.saveForm, {
        args: [{ ...FORM, revision: 2, proofedFacts: 'others' }],
      })
      expect(await refusalType(handle.executeUpdate(process_.confirm, { args: [{ revision: 2 }] }))).toBe(
        'NotProofed',
      )
    }))

  it('change the form after submitting', () =>
    withApplication(async (run) => {
      await submitted(run)
      const save = run.handle.executeUpdate(process_.saveForm, { args: [{ ...FORM, revision: 2 }] })
      expect(await refusalType(save)).toBe('WrongState')
    }))
})
