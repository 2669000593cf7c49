import { findCertificate } from '../../db/certificates.ts'
import type { Database } from '../../db/database.ts'
import type { OrderRows } from '../../db/order-rows.ts'
import type { OrderRow } from '../../db/orders.ts'
import { readWriting } from '../../db/writings.ts'
import { holderPart } from '../../domain/application-form.ts'
import { maskPhone } from '../../domain/identifiers.ts'
import { allowedEvents } from '../../domain/order-states.ts'
import { otherMethods, products, termsOf } from '../../domain/products.ts'
import { replacementRefusal } from '../../domain/replacement.ts'
import { isToBeWritten, stepOf } from '../../domain/token-writing.ts'
import { endOfValidity } from '../../pki/validity.ts'
import { readChange } from '../information-changes/change.ts'
import { codeTimes, liveCode } from './code-view.ts'
import type { OrderView, TypedForm } from './order-schema.ts'

/** Of a copied form only what concerns the certificate. */
export function holderData(typed: TypedForm | null): TypedForm | null {
  if (!typed) return null
  return holderPart(typed)
}

type ChangePart = Pick<OrderView, 'allowed' | 'form' | 'problems' | 'onKey'>

/** What a change of information shows besides, or otherwise: its certificate goes into the key in the applicant's hand. */
export async function changePart(db: Database, order: OrderRow, rows: OrderRows): Promise<ChangePart> {
  const onKey = await viewOnKey(db, order, rows)
  // What is in the key is not cancelled any more.
  const allowed = allowedEvents(order.kind, order.state, 'applicant').filter(
    (event) => event !== 'cancelled' || onKey.step !== 'finish',
  )
  const typed = (rows.form?.typed ?? null) as TypedForm | null
  return { allowed, form: holderData(typed), problems: [], onKey }
}

/** The same of a renewal, which wants no papers. */
export const renewalPart = async (
  ...of: Parameters<typeof changePart>
): Promise<ChangePart & Pick<OrderView, 'materials'>> => ({ ...(await changePart(...of)), materials: [] })

async function viewOnKey(
  db: Database,
  order: OrderRow,
  rows: OrderRows,
): Promise<NonNullable<OrderView['onKey']>> {
  const [old, row] = await Promise.all([findCertificate(db, order.certificateId!), readWriting(db, order.id)])
  const { serial, notBefore, notAfter, supersededBy } = old!.certificate
  const candidate = { ...old!.certificate, superseded: supersededBy !== null, inWriting: false }
  const { validityYears } = products[order.product]
  const adds = termsOf(order).validity === 'addedYears'
  const ends = adds ? endOfValidity(new Date(), validityYears, notAfter) : notAfter
  return {
    tokenSerial: order.tokenSerial!,
    holderName: order.holderName ?? '',
    holderNumber: order.holderNumber ?? '',
    certificate: { serial, notBefore: notBefore.toISOString(), notAfter: notAfter.toISOString() },
    endsAt: (row?.certificate?.notAfter ?? ends).toISOString(),
    replaceable: replacementRefusal(candidate, new Date()) === undefined,
    change: await viewChange(db, order, rows),
    step: row && isToBeWritten(order, row) ? stepOf(row.writing) : null,
  }
}

/** What the data as they stand change; null where they change nothing. */
async function viewChange(db: Database, order: OrderRow, { codes, events }: OrderRows) {
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
    otherWays: asksOldPhone ? otherMethods(order.product, legalRepresentative.idType) : [],
    legalRepPhone: legalRepresentative.phone ? maskPhone(legalRepresentative.phone) : null,
  }
}
