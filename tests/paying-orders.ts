// Orders that wait for their payment, with real providers of the sandbox, without processes: for tests of activities.
import { MockActivityEnvironment } from '@temporalio/testing'
import { DefaultLogger, Runtime } from '@temporalio/worker'
import { paymentActivities } from '../activities/payment/payment.ts'
import { refundActivities } from '../activities/payment/refunds.ts'
import { returnActivities } from '../activities/bank/returns.ts'
import { orderForms, orders } from '../db/schema/orders.ts'
import { sealForm } from '../db/sealed-forms.ts'
import { price } from '../domain/products.ts'
import { startWorld } from './start-world.ts'
import { testDatabase } from './test-database.ts'

const person = { name: '李梅', idNumber: '11010519491231002X', phone: '13800000002' }
const FORM = {
  organisation: { name: '示例科技（北京）有限公司', uscc: '91350100M000100Y43' },
  legalRepresentative: person,
  operator: { ...person, email: 'limei@example.cn' },
  proofing: { method: 'legalRepPhone' },
  invoice: { email: 'fapiao@example.cn' },
  delivery: { name: '李梅', phone: person.phone, province: '北京市', city: '北京市', street: '某街 1 号' },
  agreement: { accepted: true, cpsVersion: '1.0' },
}

/** Runs an activity as a worker would. */
export const run = <Input, Output>(activity: (input: Input) => Promise<Output>, input: Input) =>
  new MockActivityEnvironment({ currentAttemptScheduledTimestampMs: Date.now() }).run<
    [Input],
    Output,
    typeof activity
  >(activity, input)

export type PayingOrders = Awaited<ReturnType<typeof startPayingOrders>>

/** Database, providers and the activities between them. Stop it at the end. */
export async function startPayingOrders() {
  Runtime.install({ logger: new DefaultLogger('ERROR') })
  const connection = await testDatabase()
  const world = await startWorld()
  Object.assign(process.env, world.paymentEnvironment, {
    ALIYUN_ACCESS_KEY_ID: world.environment.SANDBOX_ALIYUN_ACCESS_KEY_ID,
    ALIYUN_ACCESS_KEY_SECRET: world.environment.SANDBOX_ALIYUN_ACCESS_KEY_SECRET,
    ALIYUN_PROTOCOL: 'HTTP',
    ALIYUN_SMS_ENDPOINT: new URL(world.url).host,
    ALIYUN_REGISTRY_AUTH_CODE: world.environment.SANDBOX_REGISTRY_AUTH_CODE,
    SMS_SIGN_NAME: world.environment.SANDBOX_SMS_SIGN_NAME,
    DATA_KEY: Buffer.alloc(32, 7).toString('base64'),
    FINGERPRINT_KEY: Buffer.alloc(32, 9).toString('base64'),
    SESSION_KEY: Buffer.alloc(32, 8).toString('base64'),
    AUTH_SECRET: 'x'.repeat(32),
  })
  const { db } = connection
  let count = 0
  return {
    db,
    world,
    activities: { ...paymentActivities({ db }), ...refundActivities({ db }), ...returnActivities({ db }) },
    /** Gives the id of a new order. */
    async newOrder(): Promise<string> {
      const no = `20261125-${String(++count).padStart(6, '0')}`
      const orderId = `newApplication/${no}`
      await db.insert(orders).values({
        id: orderId,
        no,
        kind: 'newApplication',
        product: 'organisationUkey',
        state: 'awaitingPayment',
        revision: 1,
        holderName: FORM.organisation.name,
        holderNumber: FORM.organisation.uscc,
        priceItems: price({ product: 'organisationUkey', kind: 'newApplication' }),
      })
      await db
        .insert(orderForms)
        .values(
          sealForm({ orderId, revision: 1, typed: FORM, complete: true, proofedFacts: 'f', digest: 'd' }),
        )
      return orderId
    },
    stop: async () => {
      await world.stop()
      await connection.close()
    },
  }
}
