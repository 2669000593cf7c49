import { config } from '../../config.ts'
import type { Database } from '../../db/database.ts'
import type { OrderRow } from '../../db/orders.ts'
import { receiptsOf } from '../../db/remittance.ts'
import { totalFen } from '../../domain/products.ts'
import { isSameHolder, remittanceReference } from '../../domain/remittance.ts'
import type { OrderView } from '../orders/order-schema.ts'

/** Somebody else's name is not for everybody who may open the order. */
const masked = (name: string) => `${name.slice(0, 1)}**`

/** Where to transfer, with which reference, and what has arrived. */
export async function viewRemittance(
  db: Database,
  { id, no, priceItems, organisationName }: OrderRow,
): Promise<NonNullable<OrderView['remittance']>> {
  const { BANK_ACCOUNT, BANK_ACCOUNT_HOLDER, BANK_ACCOUNT_BANK } = config('ownAccount')
  const receipts = await receiptsOf(db, id)
  const amountFen = totalFen(priceItems)
  const receivedFen = receipts.reduce((sum, { acceptedFen }) => sum + acceptedFen, 0)
  return {
    account: { number: BANK_ACCOUNT, holder: BANK_ACCOUNT_HOLDER, bank: BANK_ACCOUNT_BANK },
    reference: remittanceReference(no),
    amountFen,
    receivedFen,
    missingFen: Math.max(0, amountFen - receivedFen),
    arrivals: receipts.map(({ bookedAt, payer, amountFen: sum, acceptedFen, state }) => ({
      at: bookedAt.toISOString(),
      payer: isSameHolder(payer.name, organisationName ?? '') ? payer.name : masked(payer.name),
      amountFen: sum,
      acceptedFen,
      state,
    })),
  }
}
