import { m } from '#lib/paraglide/messages.js'
import type { OrderState, OrderView } from '#lib/api/client.ts'

// Machine words of the API in the reader's language.

export const stateWords: Record<OrderState, () => string> = {
  draft: m.state_draft,
  confirmed: m.state_confirmed,
  materialsUploaded: m.state_materialsUploaded,
  awaitingPayment: m.state_awaitingPayment,
  inReview: m.state_inReview,
  making: m.state_making,
  shipping: m.state_shipping,
  completed: m.state_completed,
  refunding: m.state_refunding,
  rejected: m.state_rejected,
  expired: m.state_expired,
  cancelled: m.state_cancelled,
}

/** What a state means for the applicant, in a sentence. */
export const stateTexts: Record<OrderState, () => string> = {
  draft: m.state_draft_text,
  confirmed: m.state_confirmed_text,
  materialsUploaded: m.state_materialsUploaded_text,
  awaitingPayment: m.state_awaitingPayment_text,
  inReview: m.state_inReview_text,
  making: m.state_making_text,
  shipping: m.state_shipping_text,
  completed: m.state_completed_text,
  refunding: m.state_refunding_text,
  rejected: m.state_rejected_text,
  expired: m.state_expired_text,
  cancelled: m.state_cancelled_text,
}

export const stateTone: Record<OrderState, 'good' | 'warn' | 'info' | 'quiet'> = {
  draft: 'warn',
  confirmed: 'warn',
  materialsUploaded: 'warn',
  awaitingPayment: 'warn',
  inReview: 'info',
  making: 'info',
  shipping: 'info',
  completed: 'good',
  refunding: 'info',
  rejected: 'quiet',
  expired: 'quiet',
  cancelled: 'quiet',
}

type Role = OrderView['timeline'][number]['by']

export const waitingWords: Record<Role, () => string> = {
  applicant: m.who_applicant,
  reviewer: m.who_reviewer,
  keyStation: m.who_keyStation,
  courier: m.who_courier,
  payment: m.who_payment,
  system: m.who_system,
}

export const eventWords: Record<OrderView['timeline'][number]['event'], () => string> = {
  formSaved: m.event_formSaved,
  proofed: m.event_proofed,
  confirmed: m.event_confirmed,
  returnedToModify: m.event_returnedToModify,
  materialsUploaded: m.event_materialsUploaded,
  submitted: m.event_submitted,
  cancelled: m.event_cancelled,
  abandoned: m.event_abandoned,
  qrRenewed: m.event_qrRenewed,
  paid: m.event_paid,
  paymentExpired: m.event_paymentExpired,
  approved: m.event_approved,
  refused: m.event_refused,
  refunded: m.event_refunded,
  keyMade: m.event_keyMade,
  keyDamaged: m.event_keyDamaged,
  delivered: m.event_delivered,
}

export const itemWords: Record<OrderView['priceItems'][number]['item'], () => string> = {
  certificateYear: m.item_certificateYear,
  token: m.item_token,
  seal: m.item_seal,
}

export const materialWords: Record<OrderView['materials'][number]['kind'], () => string> = {
  businessLicence: m.material_businessLicence,
  legalRepId: m.material_legalRepId,
  authorisation: m.material_authorisation,
}

export const materialHints: Record<OrderView['materials'][number]['kind'], () => string> = {
  businessLicence: m.material_businessLicence_hint,
  legalRepId: m.material_legalRepId_hint,
  authorisation: m.material_authorisation_hint,
}

const registerFields: Record<string, () => string> = {
  'organisation.name': m.f_organisation_name,
  'organisation.uscc': m.f_organisation_uscc,
  'organisation.status': m.field_organisation_status,
  'legalRepresentative.name': m.field_legalRepresentative_name,
  'legalRepresentative.idNumber': m.field_legalRepresentative_idNumber,
  'legalRepresentative.phone': m.field_legalRepresentative_phone,
}

/** The name of what identity proofing compared. */
export const registerWords = (field: string): string => (registerFields[field] ?? m.form_organisation)()

/** Why a review ended in a rejection; a reason this page does not know is "other". */
export const reasonWords: Record<string, () => string> = {
  licenceMismatch: m.reason_licenceMismatch,
  legalRepIdMismatch: m.reason_legalRepIdMismatch,
  authorisationMissingStamp: m.reason_authorisationMissingStamp,
  pictureIllegible: m.reason_pictureIllegible,
  organisationNotActive: m.reason_organisationNotActive,
  suspectedImpersonation: m.reason_suspectedImpersonation,
  other: m.reason_other,
}
