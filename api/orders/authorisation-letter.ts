import type { OrganisationForm } from '../../domain/application-form.ts'
import { typeset } from '../../signing/printing/typeset.ts'

/**
 * 法人授权书: the legal representative of the organisation authorises the operator. Filled from the form; it is
 * printed, signed, stamped and uploaded again (manual 1, 第一步).
 */
export function authorisationLetter(
  no: string,
  { organisation, legalRepresentative, operator }: OrganisationForm,
): Buffer {
  const { name } = legalRepresentative
  return typeset('authorisation-letter', { no, organisation, legalRepresentative: { name }, operator })
}
