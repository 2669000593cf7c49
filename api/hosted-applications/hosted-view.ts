import type { Database } from '../../db/database.ts'
import type { OrderRow } from '../../db/orders.ts'
import type { OrderView } from '../orders/order-schema.ts'
import { viewAuthorisation } from '../signings/authorisation-view.ts'

/** What only an application for a hosted certificate has. */
export async function hostedPart(db: Database, { id }: OrderRow): Promise<Pick<OrderView, 'hosted'>> {
  return { hosted: { code: await viewAuthorisation(db, id), certificate: null, signer: null, endsAt: null } }
}
