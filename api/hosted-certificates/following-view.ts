import type { Database } from '../../db/database.ts'
import type { OrderRows } from '../../db/order-rows.ts'
import type { OrderRow } from '../../db/orders.ts'
import { namingOf } from '../../db/signers.ts'
import { maskPhone } from '../../domain/identifiers.ts'
import { products, termsOf } from '../../domain/products.ts'
import { endOfValidity } from '../../pki/validity.ts'
import { viewConcerned } from '../holders/certificates.ts'
import { dataBefore } from '../information-changes/change.ts'
import { holderData } from '../orders/on-key-view.ts'
import type { OrderView, TypedForm } from '../orders/order-schema.ts'
import { viewAuthorisation } from '../signings/authorisation-view.ts'

/** What an order shows besides that makes something else of a hosted certificate. */
export async function followingPart(
  db: Database,
  order: OrderRow,
  { form, certificate: made }: OrderRows,
): Promise<Pick<OrderView, 'form' | 'problems' | 'hosted'>> {
  const [code, certificate, before, naming] = await Promise.all([
    viewAuthorisation(db, order.id),
    viewConcerned(db, order.certificateId!),
    dataBefore(db, order),
    namingOf(db, order.id),
  ])
  const typed = (form?.typed ?? null) as TypedForm | null
  const phone = before?.operator.phone
  const after = typed?.operator?.phone
  const signer = phone && {
    phone: maskPhone(phone),
    newPhone: after && after !== phone ? maskPhone(after) : null,
  }
  const named = naming && { name: naming.name, phone: maskPhone(naming.phone), ...naming.limits }
  const old = new Date(certificate.notAfter)
  const { validityYears } = products[order.product]
  const { validity } = termsOf(order)
  const ends = validity === 'addedYears' ? endOfValidity(new Date(), validityYears, old) : old
  const endsAt = validity && (made?.notAfter ?? ends).toISOString()
  const hosted = { code, certificate, signer: signer || null, endsAt, ...(named && { named }) }
  return { form: holderData(typed), problems: [], hosted }
}
