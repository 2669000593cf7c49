import { eq } from 'drizzle-orm'
import { fingerprint } from './encryption.ts'
import { orders } from './schema/orders.ts'

/** What an order is asked for by: the organisation, or the person who operates (fingerprint of the identity number). */
export type QueriedBy = { uscc: string } | { operator: string }

/** The orders that are meant. */
export function queriedOrders(by: QueriedBy) {
  return 'uscc' in by ? eq(orders.uscc, by.uscc) : eq(orders.operatorFingerprint, by.operator)
}

/** What a code of such a query confirms. */
export function querySubject(purpose: 'orderQuery' | 'holder', by: QueriedBy): string {
  return fingerprint(purpose, 'uscc' in by ? by.uscc : by.operator)
}
