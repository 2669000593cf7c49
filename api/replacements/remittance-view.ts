import { config } from '../../config.ts'
import type { Database } from '../../db/database.ts'
import type { OrderRow } from '../../db/orders.ts'
import { receiptsOf } from '../../db/remittance.ts'
import { maskName } from '../../domain/identifiers.ts'
import { totalFen } from '../../domain/products.ts'
import { isSameHolder, remittanceReference } from '../../domain/remittance.ts'
import type { OrderView } from '../orders/order-schema.ts'

/** Where to transfer, with which reference, and what has arrived. */
export async function viewRemittance(
  db: Database,
  { id, no, priceItems, holderName }: OrderRow,
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
      payer: isSameHolder(payer.name, holderName ?? '') ? payer.name : maskName(payer.name),
      amountFen: sum,
      acceptedFen,
      state,
    })),
  }
}
