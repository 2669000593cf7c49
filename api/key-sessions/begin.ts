import { randomBytes } from 'node:crypto'
import { and, eq, isNull, ne } from 'drizzle-orm'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { holderForms } from '../../db/holder-forms.ts'
import { operatorOf } from '../../db/operators.ts'
import { certificateWritings } from '../../db/schema/certificates.ts'
import { orderForms, orders } from '../../db/schema/orders.ts'
import type { PriceItem, ProductId } from '../../domain/products.ts'
import { taskQueues } from '../../temporal.config.ts'
import type { OrderInput } from '../../workflows/steps/order.ts'
import { nextOrderNumber } from '../orders/order-number.ts'
import { openOrders } from '../plugins/session.ts'
import { Problem } from '../problems.ts'
import { loggedIn } from './key-login.ts'
import { readKey, refusalOf, type KeyProcess } from './key-standing.ts'

interface Begun {
  kind: KeyProcess
  workflow: (input: OrderInput) => Promise<unknown>
  /** What stands before the number in the Temporal UI. */
  title: string
  price: (product: ProductId) => PriceItem[]
}

/**
 * Begins a process with the key that this browser has logged in with, or goes on with the one that it is in. Gives the
 * order's number. @throws Problem when it may not be begun.
 */
export async function beginWithKey(
  app: FastifyInstance,
  request: FastifyRequest,
  begun: Begun,
): Promise<string> {
  const { tokenSerial, certificateId } = loggedIn(request)
  const standing = await readKey(app.db, certificateId)
  const refused = refusalOf(standing, begun.kind, new Date())
  if (refused) throw refused
  const no = standing.open?.no ?? (await begin(app, request, begun, { tokenSerial, certificateId }))
  openOrders(request.session, [no])
  return no
}

async function begin(
  app: FastifyInstance,
  request: FastifyRequest,
  { kind, workflow, title, price }: Begun,
  key: { tokenSerial: string; certificateId: string },
): Promise<string> {
  const { db } = app
  const { certificate } = await readKey(db, key.certificateId)
  const { uscc } = certificate
  const [holder] = await holderForms(db, key.tokenSerial, uscc)
  if (!holder) throw new Problem('keyUnknown')
  const { product, organisationName, cpsVersion } = holder.order
  const whose = { organisationName, uscc, cpsVersion, ...operatorOf(holder.form.operator) }
  const no = await nextOrderNumber(db)
  const orderId = `${kind}/${no}`
  // The run starts before the row is committed: without Temporal there is no order either.
  const isOurs = await db.transaction(async (tx) => {
    const row = { id: orderId, no, kind, product, state: 'draft', language: request.language } as const
    const written = await tx
      .insert(orders)
      .values({ ...row, ...key, ...whose, revision: 1, priceItems: price(product) })
      .onConflictDoNothing()
      .returning({ no: orders.no })
    if (written.length === 0) return false
    const { typed, proofedFacts, digest } = holder.stored
    await tx.insert(orderForms).values({ orderId, revision: 1, typed, complete: true, proofedFacts, digest })
    const { tokenSerial } = key
    const nonce = randomBytes(24).toString('base64url')
    await tx.insert(certificateWritings).values({ orderId, tokenSerial, nonce })
    await app.temporal.workflow.start(workflow, {
      workflowId: orderId,
      taskQueue: taskQueues.business,
      workflowIdConflictPolicy: 'USE_EXISTING',
      args: [{ orderId, no, product }],
      staticSummary: `${title} ${no}`,
    })
    return true
  })
  if (isOurs) return no
  // Another browser was faster with the same key.
  const byToken = and(eq(orders.tokenSerial, key.tokenSerial), isNull(orders.endedAt))
  const [open] = await db
    .select({ no: orders.no, kind: orders.kind })
    .from(orders)
    .where(and(byToken, ne(orders.kind, 'unlock')))
  if (!open) throw new Problem('temporarilyUnavailable')
  if (open.kind !== kind) throw new Problem('keyInProcess', { values: { no: open.no } })
  return open.no
}
