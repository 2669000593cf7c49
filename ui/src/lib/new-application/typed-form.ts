import type { HTMLInputAttributes } from 'svelte/elements'
import type { ApplicationForm } from '#lib/api/client.ts'

/** The form as the page holds it: every field there, so that each can be bound to its input. */
export function typedForm(stored: ApplicationForm | null | undefined, cpsVersion: string) {
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
    proofing: {
      method: 'legalRepPhone',
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
  'organisation' | 'legalRepresentative' | 'operator' | 'proofing' | 'invoice' | 'delivery'

export type FormState = ReturnType<typeof typedForm>

export type InputDetails = Pick<
  HTMLInputAttributes,
  'type' | 'readonly' | 'inputmode' | 'autocomplete' | 'autocapitalize' | 'spellcheck' | 'list'
> & { hint?: string; optional?: boolean }
