import type { Database } from '../../db/database.ts'
import { activationSubject } from '../../db/hosted-certificates.ts'
import type { OrderRows } from '../../db/order-rows.ts'
import type { OrderRow } from '../../db/orders.ts'
import { codeTimes, liveCode } from '../orders/code-view.ts'
import type { OrderView } from '../orders/order-schema.ts'

/** What only an application for a hosted certificate has. */
export async function hostedPart(
  _db: Database,
  { id }: OrderRow,
  { codes }: OrderRows,
): Promise<Pick<OrderView, 'hosted'>> {
  const code = liveCode(codes, 'activation', activationSubject(id))
  return { hosted: { code: code ? codeTimes(code) : null } }
}
