import type { Database } from '../../db/database.ts'
import { currentForm } from '../../db/forms.ts'
import type { OrderRow } from '../../db/orders.ts'
import { checkApplicationForm, isOrganisation, type FormCheck } from '../../domain/application-form.ts'
import { cpsVersions, currentCps } from '../../domain/cps.ts'
import { isOfAge } from '../../domain/identifiers.ts'
import { isFilledIn } from '../../domain/order-states.ts'
import type { ProductId } from '../../domain/products.ts'
import { plainLine } from '../../domain/typed-text.ts'
import { beijingDate } from '../../domain/working-days.ts'
import { isPrintable } from '../../signing/fonts.ts'
import { Problem } from '../problems.ts'

/** What stands on the letter or on the parcel's label. */
const printedFields = [
  'organisation.name',
  'legalRepresentative.name',
  'operator.name',
  'person.name',
  'delivery.name',
  'delivery.province',
  'delivery.city',
  'delivery.district',
  'delivery.street',
]

/** Adds the printed fields that have a character which no font of ours can print. */
function withPrintable(check: FormCheck, typed: unknown): FormCheck {
  const problems = check.complete ? [] : check.problems
  const good = (field: string) => !problems.some((one) => one.field === field)
  const unprintable = printedFields.filter((field) => {
    const text = field
      .split('.')
      .reduce<unknown>((part, name) => (part as Record<string, unknown>)?.[name], typed)
    return good(field) && typeof text === 'string' && !isPrintable(plainLine(text))
  })
  if (unprintable.length === 0) return check
  return {
    complete: false,
    problems: [...problems, ...unprintable.map((field) => ({ field, problem: 'unprintable' }))],
  }
}

/**
 * Checks a typed form by the domain's rules, that all of it can be printed, that a person is of age today, and what was
 * agreed to: a published practice statement, and that of today as long as the order's form can still be filled in. A newer version changes nothing for those who have gone on.
 */
export function checkForm(
  typed: unknown,
  product: ProductId,
  order?: Pick<OrderRow, 'kind' | 'state'>,
): FormCheck {
  const check = withPrintable(checkApplicationForm(typed, product), typed)
  if (!check.complete) return check
  // A parent would have to apply for a minor, and we could not tell who is one.
  if (!isOrganisation(check.form) && !isOfAge(check.form.operator.idNumber, beijingDate(new Date())))
    return { complete: false, problems: [{ field: 'person.idNumber', problem: 'underAge' }] }
  const agreeable = order && isFilledIn(order) ? [currentCps] : cpsVersions
  if (agreeable.some(({ version }) => version === check.form.agreement.cpsVersion)) return check
  return { complete: false, problems: [{ field: 'agreement.accepted', problem: 'agreement' }] }
}

/** The stored form of an order, and as it was checked. @throws Problem formIncomplete that names the fields. */
export async function completeForm(db: Database, order: OrderRow) {
  const stored = await currentForm(db, order)
  const check = checkForm(stored?.typed ?? {}, order.product, order)
  if (!stored || !check.complete)
    throw new Problem('formIncomplete', { errors: check.complete ? [] : check.problems })
  return { ...stored, form: check.form }
}
