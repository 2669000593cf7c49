import { and, arrayOverlaps, desc, eq, ilike, inArray, or, sql } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/pg-core'
import { productIds, products } from '../domain/products.ts'
import { plainCode, plainLine, plainOrganisation, plainSerial } from '../domain/typed-text.ts'
import type { Database } from './database.ts'
import type { OrderRow } from './orders.ts'
import { fingerprintsOf } from './people.ts'
import { bankReceipts, bankReturns } from './schema/bank.ts'
import { certificates, tokens } from './schema/certificates.ts'
import { invoices, payments, refunds, transfers } from './schema/money.ts'
import { orders } from './schema/orders.ts'
import { shipments } from './schema/shipping.ts'
import { beginningWith, containing } from './search.ts'

/** Of these many letters on, a part of a name is found by its index wherever it stands; of fewer, where the name begins. */
const TRIGRAM = 3
/** A person’s name is found whole alone, by its fingerprint. */
const ofOrganisations = productIds.filter((id) => products[id].subject === 'organisation')
const DASHLESS = /^(\d{8})(\d{6,})$/

/**
 * Orders by anything that identifies them, open ones first, then the newest; at most so many. Whole: order number, USCC,
 * phone, identity number or name of a person, serial number of key or certificate, waybill, numbers of trade, refund,
 * transfer, invoice and bank receipt. In part: the organisation's name. `byPerson`: found by what is known of a person,
 * which is compared by fingerprint and stored nowhere.
 */
export async function searchOrders(
  db: Database,
  typed: string,
  most: number,
): Promise<{ rows: OrderRow[]; byPerson: boolean }> {
  const line = plainLine(typed)
  const code = plainCode(typed)
  const serial = plainSerial(typed)
  const name = plainOrganisation(typed)
  const either = [...new Set([line, code, code.replace(DASHLESS, '$1-$2')])]
  const ofPerson = await db
    .select({ id: orders.id })
    .from(orders)
    .where(arrayOverlaps(orders.fingerprints, fingerprintsOf(typed)))
    .orderBy(desc(orders.createdAt))
    .limit(most)
  const id = sql<string | null>`${orders.id}`.as('id')
  const found = unionAll(
    db
      .select({ id })
      .from(orders)
      .where(or(inArray(orders.no, either), eq(orders.holderNumber, code))),
    db.select({ id }).from(orders).where(inArray(orders.tokenSerial, either)),
    db
      .select({ id })
      .from(orders)
      .where(
        and(
          inArray(orders.product, ofOrganisations),
          ilike(orders.holderName, [...name].length < TRIGRAM ? beginningWith(name) : containing(name)),
        ),
      )
      .limit(most),
    db
      .select({ id })
      .from(orders)
      .innerJoin(certificates, eq(certificates.id, orders.certificateId))
      .where(eq(certificates.serial, serial)),
    db
      .select({ id: sql<string | null>`${certificates.orderId}`.as('id') })
      .from(certificates)
      .where(eq(certificates.serial, serial)),
    db
      .select({ id: sql<string | null>`${tokens.orderId}`.as('id') })
      .from(tokens)
      .where(inArray(tokens.serial, either)),
    db
      .select({ id: sql<string | null>`${shipments.orderId}`.as('id') })
      .from(shipments)
      .where(inArray(shipments.waybillNo, either)),
    db
      .select({ id: sql<string | null>`${payments.orderId}`.as('id') })
      .from(payments)
      .where(or(inArray(payments.outTradeNo, either), inArray(payments.tradeNo, either))),
    db
      .select({ id: sql<string | null>`${refunds.orderId}`.as('id') })
      .from(refunds)
      .where(inArray(refunds.outRequestNo, either)),
    db
      .select({ id: sql<string | null>`${transfers.orderId}`.as('id') })
      .from(transfers)
      .where(inArray(transfers.reference, either)),
    db
      .select({ id: sql<string | null>`${invoices.orderId}`.as('id') })
      .from(invoices)
      .where(or(inArray(invoices.number, either), inArray(invoices.requestNo, either))),
    db
      .select({ id: sql<string | null>`${bankReceipts.orderId}`.as('id') })
      .from(bankReceipts)
      .where(inArray(bankReceipts.bankSerial, either)),
    db
      .select({ id: sql<string | null>`${bankReturns.orderId}`.as('id') })
      .from(bankReturns)
      .where(inArray(bankReturns.reference, either)),
  )
  const others = await found
  const ids = [...ofPerson, ...others].flatMap((row) => row.id ?? [])
  if (ids.length === 0) return { rows: [], byPerson: false }
  const rows = await db
    .select()
    .from(orders)
    .where(inArray(orders.id, [...new Set(ids)]))
    .orderBy(sql`${orders.endedAt} is not null`, desc(orders.createdAt))
    .limit(most)
  return { rows, byPerson: ofPerson.length > 0 }
}
