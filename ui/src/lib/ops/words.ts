import { m } from '#lib/paraglide/messages.js'
import type { OrderView } from '#lib/api/client.ts'
import type { Check, KeyStation, MakingStep, Permission, StaffMember } from './types.ts'

// Machine words that only staff see, in the reader's language.

export const roleWords: Record<StaffMember['role'], () => string> = {
  reviewer: m.ops_role_reviewer,
  seniorReviewer: m.ops_role_seniorReviewer,
  keyStation: m.ops_role_keyStation,
  finance: m.ops_role_finance,
  support: m.ops_role_support,
  auditor: m.ops_role_auditor,
  administrator: m.ops_role_administrator,
}

/** Who moved an order, or whose move it is. */
export const whoWords: Record<OrderView['timeline'][number]['by'], () => string> = {
  applicant: m.ops_who_applicant,
  reviewer: m.ops_who_reviewer,
  keyStation: m.ops_who_keyStation,
  courier: m.ops_who_courier,
  payment: m.ops_who_payment,
  system: m.ops_who_system,
}

/** What a reviewer confirms before approving; each check looks at one picture, or at all of them. */
export const checkWords: Record<Check, () => string> = {
  licenceMatches: m.ops_check_licenceMatches,
  legalRepIdMatches: m.ops_check_legalRepIdMatches,
  authorisationStamped: m.ops_check_authorisationStamped,
  picturesLegible: m.ops_check_picturesLegible,
}
export const checks = Object.keys(checkWords) as Check[]

/** The steps of making a key, in the order they happen, and what to do when one fails. */
export const stepWords: Record<MakingStep, () => string> = {
  formatting: m.ops_step_formatting,
  generatingKey: m.ops_step_generatingKey,
  issuing: m.ops_step_issuing,
  writing: m.ops_step_writing,
  verified: m.ops_step_verified,
}
export const steps = Object.keys(stepWords) as MakingStep[]

export const adviceWords: Record<MakingStep, () => string> = {
  formatting: m.ops_advice_formatting,
  generatingKey: m.ops_advice_generatingKey,
  issuing: m.ops_advice_issuing,
  writing: m.ops_advice_writing,
  verified: m.ops_advice_verified,
}

export const tokenWords: Record<KeyStation['plugged'][number]['state'], () => string> = {
  blank: m.ops_token_blank,
  inUse: m.ops_token_inUse,
  made: m.ops_token_made,
}

/** Facts that identity proofing can find inconsistent. */
const factWords: Record<string, () => string> = {
  'organisation.name': m.f_organisation_name,
  'organisation.uscc': m.f_organisation_uscc,
  'organisation.status': m.field_organisation_status,
  'legalRepresentative.name': m.ops_fact_legal_name,
  'legalRepresentative.idNumber': m.ops_fact_legal_id,
  'legalRepresentative.phone': m.ops_fact_legal_phone,
}
export const factName = (field: string) => factWords[field]?.() ?? field

const actionWords: Record<string, () => string> = {
  'order.read': m.ops_audit_order_read,
  'material.read': m.ops_audit_material_read,
  'label.read': m.ops_audit_label_read,
  'review.approved': m.ops_audit_review_approved,
  'review.rejected': m.ops_audit_review_rejected,
  'key.making': m.ops_audit_key_making,
  'key.damaged': m.ops_audit_key_damaged,
  'certificate.issued': m.ops_audit_certificate_issued,
  'certificate.revoked': m.ops_audit_certificate_revoked,
  'payment.booked': m.ops_audit_payment_booked,
  'payment.refunded': m.ops_audit_payment_refunded,
  'staff.added': m.ops_audit_staff_added,
}
export const actionName = (action: string) => actionWords[action]?.() ?? action

/** The pages of the console, each with what one needs to see it. */
export const places: { href: string; needs: Permission; words: () => string }[] = [
  { href: '/ops/reviews', needs: 'review', words: m.ops_nav_reviews },
  { href: '/ops/key-stations', needs: 'makeKeys', words: m.ops_nav_key_stations },
  { href: '/ops/orders', needs: 'readOrders', words: m.ops_nav_orders },
  { href: '/ops/audit', needs: 'readAudit', words: m.ops_nav_audit },
]
