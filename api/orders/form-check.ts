import { checkApplicationForm, type FormCheck } from '../../domain/application-form.ts'
import { currentCps } from '../../domain/cps.ts'

/** Checks a typed form by the domain's rules, and that what was agreed to is the practice statement of today. */
export function checkForm(typed: unknown): FormCheck {
  const check = checkApplicationForm(typed)
  if (!check.complete || check.form.agreement.cpsVersion === currentCps.version) return check
  return { complete: false, problems: [{ field: 'agreement.accepted', problem: 'agreement' }] }
}
