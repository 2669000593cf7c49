// Rules of changing information (manual 7): what is only contact data, what stands in the certificate, what is refused.
import { holderName, type ApplicationForm } from './application-form.ts'
import { daysLeft, type CertificateStanding, type RenewalRefusal } from './renewal.ts'
import { keyRefusal } from './unlock.ts'

export type ChangeRefusal = Exclude<RenewalRefusal, 'tooEarly' | 'tooLate' | 'givenUpTooOften'> | 'expired'

/** Why nothing is changed with this certificate now; undefined when it may be. */
export function changeRefusal(
  { certificate, token, notAfter, superseded }: CertificateStanding,
  now: Date,
): ChangeRefusal | undefined {
  if (superseded) return 'alreadyRenewed'
  const refused = keyRefusal({ certificate, token })
  if (refused) return refused
  return daysLeft(notAfter, now) < 0 ? 'expired' : undefined
}

/** `contact` is kept by us alone and changes at once; what stands in a `certificate` needs another certificate. */
type ChangeClass = 'contact' | 'certificate'

export interface Change {
  class: ChangeClass
  /** The reserved phone is another one: the old and the new one each get a code. */
  newPhone: boolean
  /** A register has to agree: names the organisation or its legal representative, or the person. */
  registered: boolean
}

/** What a new form changes; `none` where it is the same, `otherHolder` where somebody else stands in it. */
export function classifyChange(
  before: ApplicationForm,
  after: ApplicationForm,
): Change | 'none' | 'otherHolder' {
  const numberOf = ({ organisation, operator }: ApplicationForm) => organisation?.uscc ?? operator.idNumber
  if (numberOf(before) !== numberOf(after)) return 'otherHolder'
  const newPhone = before.operator.phone !== after.operator.phone
  if (holderName(before) !== holderName(after)) {
    return { class: 'certificate', newPhone, registered: true }
  }
  const represents = ({ legalRepresentative: { name, idType, idNumber } }: ApplicationForm) =>
    JSON.stringify([name, idType, idNumber])
  const same =
    JSON.stringify([before.legalRepresentative, before.operator, before.invoice]) ===
    JSON.stringify([after.legalRepresentative, after.operator, after.invoice])
  if (same) return 'none'
  const registered = after.organisation !== undefined && represents(before) !== represents(after)
  return { class: 'contact', newPhone, registered }
}
