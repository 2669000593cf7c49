import type { HTMLInputAttributes } from 'svelte/elements'
import type { ApplicationForm, OrderView } from '#lib/api/client.ts'

type Method = OrderView['proofing']['method']

/**
 * The form as the page holds it: every field there, so that each can be bound to its input. `method`: the way of
 * proofing where none is chosen yet.
 */
export function typedForm(
  stored: ApplicationForm | null | undefined,
  cpsVersion: string,
  method: Method = 'legalRepPhone',
) {
  const agreedTo = stored?.agreement?.cpsVersion
  return {
    organisation: { name: '', uscc: '', ...stored?.organisation },
    legalRepresentative: {
      name: '',
      idType: 'residentId',
      idNumber: '',
      phone: '',
      ...stored?.legalRepresentative,
    },
    operator: { name: '', idNumber: '', phone: '', email: '', ...stored?.operator },
    person: { name: '', idNumber: '', phone: '', email: '', ...stored?.person },
    proofing: {
      method: method as string,
      bankCard: '',
      cardConsent: '' as NonNullable<ApplicationForm['proofing']>['cardConsent'] & string,
      bank: '',
      account: '',
      ...stored?.proofing,
    },
    invoice: { email: '', address: '', phone: '', bank: '', account: '', ...stored?.invoice },
    delivery: { name: '', phone: '', province: '', city: '', district: '', street: '', ...stored?.delivery },
    options: [...(stored?.options ?? [])],
    // Consent is to one version of the practice statement: to a newer one it has to be given again.
    agreement: { accepted: agreedTo === cpsVersion && stored?.agreement?.accepted === true, cpsVersion },
  }
}

/** The sections of the form that hold lines of text only. */
export type TextSection =
  'organisation' | 'legalRepresentative' | 'operator' | 'person' | 'proofing' | 'invoice' | 'delivery'

export type FormState = ReturnType<typeof typedForm>

export type InputDetails = Pick<
  HTMLInputAttributes,
  'type' | 'readonly' | 'inputmode' | 'autocomplete' | 'autocapitalize' | 'spellcheck' | 'list'
> & { hint?: string; optional?: boolean }
