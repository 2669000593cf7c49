import type { OrderRow } from '../../db/orders.ts'
import { checkApplicationForm, type FormCheck } from '../../domain/application-form.ts'
import { cpsVersions, currentCps } from '../../domain/cps.ts'
import { isFilledIn } from '../../domain/order-states.ts'
import type { ProductId } from '../../domain/products.ts'

/**
 * Checks a typed form by the domain's rules, and what was agreed to: a published practice statement, and that of today
 * as long as the order's form can still be filled in. A newer version changes nothing for those who have gone on.
 */
export function checkForm(
  typed: unknown,
  product: ProductId,
  order?: Pick<OrderRow, 'kind' | 'state'>,
): FormCheck {
  const check = checkApplicationForm(typed, product)
  if (!check.complete) return check
  const agreeable = order && isFilledIn(order) ? [currentCps] : cpsVersions
  if (agreeable.some(({ version }) => version === check.form.agreement.cpsVersion)) return check
  return { complete: false, problems: [{ field: 'agreement.accepted', problem: 'agreement' }] }
}
