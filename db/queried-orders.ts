import {
  and,
  asc,
  desc,
  eq,
  exists,
  inArray,
  isNotNull,
  isNull,
  notInArray,
  or,
  sql,
  type SQL,
} from 'drizzle-orm'
import { kindsThat } from '../domain/kinds/kinds.ts'
import { needsPhone, proofingMethods } from '../domain/proofing.ts'
import type { CodeReceiver, QueryPurpose } from '../domain/verification-codes.ts'
import type { Database, Transaction } from './database.ts'
import { fingerprint } from './encryption.ts'
import { openForm } from './sealed-forms.ts'
import { provedByNow } from './holder-forms.ts'
import type { OrderRow } from './orders.ts'
import { certificates } from './schema/certificates.ts'
import { orderForms, orders } from './schema/orders.ts'
import { codeQueries, proofings, verificationCodes, type QueriedBy } from './schema/proofing.ts'
import { signers } from './schema/signing.ts'

/** The holder that is meant. */
export const holderNumberIn = (by: Exclude<QueriedBy, { operator: string }>): string =>
  'person' in by ? by.person : by.holderNumber

/** The orders that are meant. */
export function queriedOrders(by: QueriedBy) {
  return 'operator' in by
    ? eq(orders.operatorFingerprint, by.operator)
    : eq(orders.holderNumber, holderNumberIn(by))
}

export type CodeQuery = typeof codeQueries.$inferSelect
export type NewCodeQuery = Pick<CodeQuery, 'purpose' | 'by' | 'receiver'>

/** What a code of such a query confirms. */
export function querySubject({ purpose, by }: { purpose: QueryPurpose; by: QueriedBy }): string {
  return fingerprint(purpose, 'operator' in by ? by.operator : holderNumberIn(by))
}

/** Keeps what is asked for. Gives its number, which is all that the process is told. */
export async function addCodeQuery(db: Database, query: NewCodeQuery): Promise<string> {
  const [row] = await db.insert(codeQueries).values(query).returning({ id: codeQueries.id })
  return row!.id
}

/** What was asked for by this number. */
export async function readCodeQuery(db: Database, id: string): Promise<CodeQuery | undefined> {
  const [row] = await db.select().from(codeQueries).where(eq(codeQueries.id, id))
  return row
}

/** Ways of proofing that reached the legal representative's phone, and those that reached the account. */
const provedAt = {
  legalRepresentative: proofingMethods.filter((method) => needsPhone[method]),
  account: proofingMethods.filter((method) => !needsPhone[method]),
}

/**
 * The order whose operator, proved phone or proved account gets the code; undefined where nobody does. What somebody
 * typed and never proved diverts no code from an order that was.
 */
export async function latestOrder(
  db: Database | Transaction,
  by: QueriedBy,
  to: CodeReceiver,
): Promise<string | undefined> {
  const proof = and(
    eq(proofings.orderId, orders.id),
    isNotNull(proofings.passedAt),
    isNull(proofings.voidedAt),
  )
  // Of the form as it stands: who proved one organisation and then typed another has proved nothing of that.
  const ofForm = eq(proofings.facts, orderForms.proofedFacts)
  const proven = exists(db.select({ id: proofings.id }).from(proofings).where(and(proof, ofForm)))
  const reached =
    to === 'operator'
      ? undefined
      : exists(
          db
            .select({ id: proofings.id })
            .from(proofings)
            .where(and(proof, ofForm, inArray(proofings.method, provedAt[to]))),
        )
  const [latest] = await db
    .select({ id: orders.id })
    .from(orders)
    .innerJoin(orderForms, and(eq(orderForms.orderId, orders.id), eq(orderForms.revision, orders.revision)))
    .where(
      and(
        queriedOrders(by),
        eq(orderForms.complete, true),
        notInArray(orders.kind, kindsThat('copiesForm')),
        provedByNow,
        reached,
      ),
    )
    // A completed renewal or change was proved by key or signer; a new application or a replacement only by its proofing.
    .orderBy(
      desc(
        or(proven, inArray(orders.kind, [...kindsThat('writesKeyInHand'), ...kindsThat('followsHosted')]))!,
      ),
      desc(orders.createdAt),
    )
    .limit(1)
  return latest?.id
}

/**
 * The form that says who a holder's operator and legal representative are: of the order whose operator gets the codes,
 * so that what a stranger typed and never proved reaches no report, revocation or replacement.
 */
export async function latestForm(db: Database | Transaction, holderNumber: string) {
  const id = await latestOrder(db, { holderNumber }, 'operator')
  if (!id) return undefined
  const [row] = await db
    .select({
      form: orderForms,
      operator: { operatorFingerprint: orders.operatorFingerprint, operatorPhone: orders.operatorPhone },
    })
    .from(orders)
    .innerJoin(orderForms, and(eq(orderForms.orderId, orders.id), eq(orderForms.revision, orders.revision)))
    .where(eq(orders.id, id))
  if (!row) return undefined
  const { typed, complete, proofedFacts, digest } = openForm(row.form)
  return { ...row, form: { typed, complete, proofedFacts, digest } }
}

/** Longest list that a query gives. */
const MOST_ANSWERS = 50

/**
 * The orders that a phone opens. What is about a hosted certificate belongs to the phone that uses it by now, whoever had it
 * before: an old number is somebody else's sooner or later. Anything else opens by the phone that it was ordered with.
 */
async function ofPhone(db: Database, by: QueriedBy, phone: string): Promise<SQL> {
  const holders = db.select({ number: orders.holderNumber }).from(orders).where(queriedOrders(by))
  const hosted = await db
    .selectDistinctOn([certificates.id], {
      ...{ id: certificates.id, madeBy: orders.id, follows: orders.certificateId },
      phone: signers.phoneFingerprint,
    })
    .from(certificates)
    .innerJoin(orders, eq(orders.id, certificates.orderId))
    .innerJoin(signers, eq(signers.certificateId, certificates.id))
    .where(inArray(certificates.holderNumber, holders))
    .orderBy(certificates.id, asc(signers.createdAt))
  type Hosted = (typeof hosted)[number]
  /** Of the one that a renewal, a change or a replacement has made after it. */
  const phoneNow = ({ id, phone: bound }: Hosted): string => {
    const next = hosted.find(({ follows }) => follows === id)
    return next ? phoneNow(next) : bound
  }
  const about = (some: Hosted[]) =>
    or(
      inArray(
        orders.id,
        some.map(({ madeBy }) => madeBy),
      ),
      inArray(
        orders.certificateId,
        some.map(({ id }) => id),
      ),
    )!
  const own = about(hosted.filter((one) => phoneNow(one) === phone))
  return or(own, and(eq(orders.operatorPhone, phone), sql`(${about(hosted)}) is not true`))!
}

/** The orders that a code has opened, the newest first: those of the operator's phone, all of a holder for the others. */
export async function openedOrders(
  db: Database,
  by: QueriedBy,
  to: CodeReceiver,
  codeId: string,
): Promise<OrderRow[]> {
  const [code] = await db.select().from(verificationCodes).where(eq(verificationCodes.id, codeId))
  const opened = to === 'operator' ? await ofPhone(db, by, code!.phoneFingerprint) : undefined
  return db
    .select()
    .from(orders)
    .where(and(queriedOrders(by), opened))
    .orderBy(desc(orders.createdAt))
    .limit(MOST_ANSWERS)
}
