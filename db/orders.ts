import { and, desc, eq, inArray, isNull, ne, not, notInArray, or, sql } from 'drizzle-orm'
import { kindsThat, type OrderKind } from '../domain/kinds/kinds.ts'
import { firstStates, unsubmitted } from '../domain/order-states.ts'
import { beijingDate } from '../domain/working-days.ts'
import { price, termsOf, type ProductId } from '../domain/products.ts'
import type { Database, Transaction } from './database.ts'
import { certificates } from './schema/certificates.ts'
import { peopleFingerprints } from './people.ts'
import { sealForm, type FormRow } from './sealed-forms.ts'
import { orderForms, orderNumbers, orders } from './schema/orders.ts'

/** The read model of an order. */
export type OrderRow = typeof orders.$inferSelect

/** The order of this number, 20261124-000017. */
export async function orderByNo(db: Database | Transaction, no: string): Promise<OrderRow | undefined> {
  const [order] = await db.select().from(orders).where(eq(orders.no, no))
  return order
}

/** The order of this id, newApplication/20261124-000017. */
export async function orderById(db: Database | Transaction, id: string): Promise<OrderRow | undefined> {
  const [order] = await db.select().from(orders).where(eq(orders.id, id))
  return order
}

/** The same, its row locked: whoever writes the next revision of its form waits for the one before. */
export async function lockOrder(tx: Transaction, id: string): Promise<OrderRow | undefined> {
  const [order] = await tx.select().from(orders).where(eq(orders.id, id)).for('update')
  return order
}

/** The orders of these numbers, the newest first. */
export async function ordersByNumbers(
  db: Database | Transaction,
  numbers: readonly string[],
): Promise<OrderRow[]> {
  if (numbers.length === 0) return []
  return db
    .select()
    .from(orders)
    .where(inArray(orders.no, [...numbers]))
    .orderBy(desc(orders.createdAt))
}

/** The open order of one of these kinds about a certificate. */
export async function openOrderOf(
  db: Database | Transaction,
  certificateId: string,
  ...ofKinds: readonly OrderKind[]
): Promise<OrderRow | undefined> {
  const [order] = await db
    .select()
    .from(orders)
    .where(
      and(
        eq(orders.certificateId, certificateId),
        inArray(orders.kind, [...ofKinds]),
        isNull(orders.endedAt),
      ),
    )
  return order
}

/** The open orders of these kinds of an organisation. */
export async function openOrdersOfHolder(
  db: Database | Transaction,
  holderNumber: string,
  kinds: readonly OrderKind[],
): Promise<OrderRow[]> {
  return db
    .select()
    .from(orders)
    .where(
      and(eq(orders.holderNumber, holderNumber), isNull(orders.endedAt), inArray(orders.kind, [...kinds])),
    )
}

/** The open order that works on a key: the one that has it to itself, or one beside it, which unlocks its PIN. */
export async function openOrderOnKey(
  db: Database | Transaction,
  tokenSerial: string,
  which: 'besideOthers' | 'other',
): Promise<OrderRow | undefined> {
  const isBeside = inArray(orders.kind, kindsThat('besideOthersOnKey'))
  const [order] = await db
    .select()
    .from(orders)
    .where(
      and(
        eq(orders.tokenSerial, tokenSerial),
        isNull(orders.endedAt),
        which === 'besideOthers' ? isBeside : not(isBeside),
      ),
    )
  return order
}

/** The day in Beijing and a number that is unique over all days: 20261124-000017. */
async function nextNumber(db: Transaction): Promise<string> {
  const [row] = await db.execute<{ number: string }>(sql`select nextval(${orderNumbers.seqName}) as number`)
  return `${beijingDate(new Date()).replaceAll('-', '')}-${String(row!.number).padStart(6, '0')}`
}

/** What is known of an order before it has a number, and of its form before it has a revision. */
export type NewOrder = Omit<
  typeof orders.$inferInsert,
  'id' | 'no' | 'state' | 'revision' | 'startedAt' | 'priceItems' | 'payBy'
> & {
  /** What the applicant adds to it. */
  options?: readonly string[]
}
export type FirstForm = Pick<FormRow, 'typed' | 'complete' | 'proofedFacts' | 'digest'>

/**
 * Writes an order that begins: its row, the first revision of its form, and what belongs to it `besides`, together or
 * not at all. Undefined where another open order stands in its way: of the same key, or about the same loss.
 */
export async function createOrder(
  db: Database | Transaction,
  { options = [], ...order }: NewOrder,
  form?: FirstForm,
  besides?: (tx: Transaction, order: OrderRow) => Promise<void>,
): Promise<OrderRow | undefined> {
  return db.transaction(async (tx) => {
    const no = await nextNumber(tx)
    const id = `${order.kind}/${no}`
    const cost = { priceItems: price(order, options), payBy: termsOf(order).payBy }
    const [written] = await tx
      .insert(orders)
      .values({
        ...order,
        ...cost,
        ...{ id, no, state: firstStates[order.kind], revision: form ? 1 : 0 },
        fingerprints: peopleFingerprints(form?.typed),
      })
      .onConflictDoNothing()
      .returning()
    if (!written) return undefined
    if (form) await tx.insert(orderForms).values(sealForm({ ...form, orderId: id, revision: 1 }))
    await besides?.(tx, written)
    return written
  })
}

/** The process of an order runs: nobody need start it any more. */
export async function noteStarted(db: Database, id: string, runId?: string): Promise<void> {
  await db
    .update(orders)
    .set({ startedAt: new Date(), ...(runId && { runId }) })
    .where(eq(orders.id, id))
}

/** Other orders of the same organisation that make a certificate too, submitted and still open. */
export async function otherOpenOrders(db: Database, { id, holderNumber }: OrderRow): Promise<OrderRow[]> {
  if (!holderNumber) return []
  return db
    .select()
    .from(orders)
    .where(
      and(
        eq(orders.holderNumber, holderNumber),
        ne(orders.id, id),
        isNull(orders.endedAt),
        inArray(orders.kind, [
          ...kindsThat('makesKey'),
          ...kindsThat('hostsKey'),
          ...kindsThat('writesKeyInHand'),
        ]),
        notInArray(orders.state, unsubmitted),
      ),
    )
}

/** Everything that was asked for about a certificate, its own order included, the newest first. */
export async function ordersAbout(
  db: Database,
  certificate: { id: string; orderId: string },
): Promise<OrderRow[]> {
  return db
    .select()
    .from(orders)
    .where(or(eq(orders.certificateId, certificate.id), eq(orders.id, certificate.orderId)))
    .orderBy(desc(orders.createdAt))
}

/** Of which product a certificate is: what its holder orders for it is of the same. */
export async function productOf(db: Database | Transaction, certificateId: string): Promise<ProductId> {
  const [made] = await db
    .select({ product: orders.product })
    .from(certificates)
    .innerJoin(orders, eq(orders.id, certificates.orderId))
    .where(eq(certificates.id, certificateId))
  return made!.product
}
