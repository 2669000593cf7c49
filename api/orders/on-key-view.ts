import { eq } from 'drizzle-orm'
import type { Database } from '../../db/database.ts'
import { certificates } from '../../db/schema/certificates.ts'
import { products } from '../../domain/products.ts'
import { replacementRefusal } from '../../domain/replacement.ts'
import { endOfValidity } from '../../pki/validity.ts'
import { isToBeWritten, readWriting, stepOf } from '../writings/own-writing.ts'
import type { OrderView, TypedForm } from './order-schema.ts'
import { codeTimes, liveCode, type CodesAndEvents, type OrderRow } from './order-view.ts'
import { readChange } from '../information-changes/change.ts'
import { maskPhone } from '../../domain/identifiers.ts'
import { offeredMethods } from '../../domain/proofing.ts'

/** Of a copied form only what concerns the certificate in the key. */
export function holderData(typed: TypedForm | null): TypedForm | null {
  if (!typed) return null
  const { organisation, legalRepresentative, operator, invoice } = typed
  return { organisation, legalRepresentative, operator, invoice }
}

/** What only an order has whose certificate goes into the key in the applicant's hand. */
export async function viewOnKey(
  db: Database,
  order: OrderRow,
  rows: CodesAndEvents,
): Promise<NonNullable<OrderView['onKey']>> {
  const [[old], row] = await Promise.all([
    db.select().from(certificates).where(eq(certificates.id, order.certificateId!)),
    readWriting(db, order.id),
  ])
  const { serial, notBefore, notAfter, supersededBy } = old!
  const candidate = { ...old!, superseded: supersededBy !== null, inWriting: false }
  const years = products[order.product].validityYears
  const ends = order.kind === 'renewal' ? endOfValidity(new Date(), years, notAfter) : notAfter
  return {
    tokenSerial: order.tokenSerial!,
    organisationName: order.organisationName ?? '',
    uscc: order.uscc ?? '',
    certificate: { serial, notBefore: notBefore.toISOString(), notAfter: notAfter.toISOString() },
    endsAt: (row?.certificate?.notAfter ?? ends).toISOString(),
    replaceable: replacementRefusal(candidate, new Date()) === undefined,
    change: await viewChange(db, order, rows),
    step: row && isToBeWritten(order, row) ? stepOf(row.writing) : null,
  }
}

/** What the data as they stand change; null where they change nothing. */
async function viewChange(db: Database, order: OrderRow, { codes, events }: CodesAndEvents) {
  const proposed = await readChange(db, order)
  if (!proposed) return null
  const { change, before, after, digest } = proposed
  const { legalRepresentative } = after
  const sent = liveCode(codes, 'reservedPhone', digest)
  const proposedAt = events.findLastIndex(({ event }) => event === 'confirmed' || event === 'changeUnmatched')
  const since = events.slice(proposedAt + 1).map(({ event }) => event)
  // A transfer by which it was proved may come back, and another way be chosen.
  const ofProof = ['proofingChosen', 'proofed', 'depositFailed']
  const anew = since.findLast((event) => ofProof.includes(event)) === 'proofed'
  const asksOldPhone = change.newPhone && !anew && !since.includes('reservedPhoneProved')
  return {
    class: change.class,
    newPhone: change.newPhone,
    oldPhone: maskPhone(before.operator.phone),
    oldPhoneCode: sent ? codeTimes(sent) : null,
    asksOldPhone,
    otherWays: asksOldPhone ? [...offeredMethods(legalRepresentative.idType)] : [],
    legalRepPhone: legalRepresentative.phone ? maskPhone(legalRepresentative.phone) : null,
  }
}
