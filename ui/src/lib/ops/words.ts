import { m } from '#lib/paraglide/messages.js'
import type { OrderView } from '#lib/api/client.ts'
import { yuan } from '#lib/format.ts'
import type {
  ApiClient,
  BankReceipt,
  ClientCertificate,
  Check,
  KeyStation,
  MakingStep,
  OpsOrder,
  Permission,
  StaffMember,
  StaffTask,
} from './types.ts'

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
  signer: m.request_actor_signer,
  reviewer: m.ops_who_reviewer,
  keyStation: m.ops_who_keyStation,
  courier: m.ops_who_courier,
  payment: m.ops_who_payment,
  support: m.ops_who_support,
  bank: m.ops_who_bank,
  system: m.ops_who_system,
}

/** What a reviewer confirms before approving; each check looks at one picture, or at all of them. */
export const checkWords: Record<Check, () => string> = {
  licenceMatches: m.ops_check_licenceMatches,
  legalRepIdMatches: m.ops_check_legalRepIdMatches,
  authorisationStamped: m.ops_check_authorisationStamped,
  idCardMatches: m.person_check_matches,
  idCardInForce: m.person_check_inForce,
  picturesLegible: m.ops_check_picturesLegible,
  sealSampleMatches: m.seal_check,
}
export const checks = Object.keys(checkWords) as Check[]

/** The picture that a check is about; without one it is about them all. */
const checkedPicture: Partial<Record<Check, OpsOrder['materials'][number]['kind']>> = {
  licenceMatches: 'businessLicence',
  legalRepIdMatches: 'legalRepId',
  authorisationStamped: 'authorisation',
  idCardMatches: 'idCardPortrait',
  idCardInForce: 'idCardEmblem',
  sealSampleMatches: 'sealSample',
}

/** The checks of an order that has these pictures. */
export const checksOf = (kinds: readonly string[]) =>
  checks.filter((check) => kinds.includes(checkedPicture[check] ?? kinds[0]!))

/** Whether a reviewer can know: of the pictures that an order has, those that the check is about were opened. */
export const canCheck = (check: Check, kinds: string[], opened: ReadonlySet<string>) =>
  kinds.every((kind) => opened.has(kind) || kind !== (checkedPicture[check] ?? kind))

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
  'person.name': m.f_name,
  'person.idNumber': m.f_idNumber,
  'person.phone': m.f_phone,
  'proofing.bankCard': m.f_bankCard,
  'proofing.method': m.person_certificate,
}
export const factName = (field: string) => factWords[field]?.() ?? field

const actionWords: Record<string, () => string> = {
  'audit.verified': m.ops_audit_verified,
  'audit.broken': m.ops_audit_broken_row,
  'order.read': m.ops_audit_order_read,
  'order.foundByPerson': m.work_audit_foundByPerson,
  'work.taken': m.work_audit_taken,
  'work.takenOver': m.work_audit_takenOver,
  'work.assigned': m.work_audit_assigned,
  'work.released': m.work_audit_released,
  'work.urgent': m.work_audit_urgent,
  'work.normal': m.work_audit_normal,
  'material.read': m.ops_audit_material_read,
  'label.read': m.ops_audit_label_read,
  'review.approved': m.ops_audit_review_approved,
  'review.rejected': m.ops_audit_review_rejected,
  'key.making': m.ops_audit_key_making,
  'key.damaged': m.ops_audit_key_damaged,
  'certificate.issued': m.ops_audit_certificate_issued,
  'certificate.takenOver': m.ops_audit_certificate_takenOver,
  'certificate.revoked': m.ops_audit_certificate_revoked,
  'order.parcelLost': m.ops_audit_parcel_lost,
  'order.reshipped': m.ops_audit_reshipped,
  'order.interrupted': m.ops_audit_interrupted,
  'order.goesOn': m.ops_audit_goes_on,
  'payment.booked': m.ops_audit_payment_booked,
  'payment.refunded': m.ops_audit_payment_refunded,
  'certificate.held': m.pki_audit_held,
  'certificate.released': m.pki_audit_released,
  'certificate.releasedUndelivered': m.pki_audit_released,
  'revocation.asked': m.pki_audit_asked,
  'revocation.approved': m.pki_audit_approved,
  'revocation.refused': m.pki_audit_refused,
  'revocation.withdrawn': m.pki_audit_withdrawn,
  'responder.issued': m.pki_audit_responder,
  'timestampAuthority.issued': m.pki_audit_timestamp_authority,
  'sealMaker.issued': m.seal_audit_maker,
  'seal.made': m.seal_audit_made,
  'evidence.asked': m.evidence_audit_asked,
  'evidence.taken': m.evidence_audit_taken,
  'evidenceKey.issued': m.evidence_audit_key,
  'legalHold.set': m.hold_audit_set,
  'legalHold.lifted': m.hold_audit_lifted,
  'record.purged': m.purge_audit,
  'staff.added': m.ops_audit_staff_added,
  'staff.closed': m.ops_audit_staff_closed,
  'staff.signedIn': m.ops_audit_staff_signed_in,
  'staff.signInRefused': m.ops_audit_staff_sign_in_refused,
  'staff.signInSlowed': m.ops_audit_staff_sign_in_slowed,
  'receipt.match': m.remit_ops_audit_match,
  'receipt.return': m.remit_ops_audit_return,
  'receipt.accepted': m.remit_ops_audit_accepted,
  'receipt.suspense': m.remit_ops_audit_suspense,
  'receipt.surplus': m.remit_ops_audit_surplus,
  'return.done': m.remit_ops_audit_done,
  'return.byHand': m.remit_ops_audit_byHand,
  'token.suspended': m.loss_ops_audit_suspended,
  'confirmation.signed': m.loss_ops_audit_signed,
  'unlock.issued': m.unlock_audit_issued,
  'unlock.confirmed': m.unlock_audit_confirmed,
  'unlock.unconfirmed': m.unlock_audit_unconfirmed,
}
export const actionName = (action: string) => actionWords[action]?.() ?? action

/** The pages of the console, each with what one needs to see it. */
export const places: { href: string; needs: Permission; words: () => string }[] = [
  { href: '/ops', needs: 'readOrders', words: m.work_nav_overview },
  { href: '/ops/reviews', needs: 'review', words: m.ops_nav_reviews },
  { href: '/ops/key-stations', needs: 'makeKeys', words: m.ops_nav_key_stations },
  { href: '/ops/orders', needs: 'readOrders', words: m.ops_nav_orders },
  { href: '/ops/certificates', needs: 'readOrders', words: m.pki_ops_nav },
  { href: '/ops/receipts', needs: 'handleMoney', words: m.remit_ops_nav },
  { href: '/ops/tasks', needs: 'handleMoney', words: m.ops_nav_tasks },
  { href: '/ops/tasks', needs: 'handleParcels', words: m.ops_nav_tasks },
  { href: '/ops/tasks', needs: 'clearRisks', words: m.ops_nav_tasks },
  { href: '/ops/tasks', needs: 'setRules', words: m.ops_nav_tasks },
  { href: '/ops/rules', needs: 'setRules', words: m.ops_nav_rules },
  { href: '/ops/api-clients', needs: 'setApiClients', words: m.client_title },
  { href: '/ops/audit', needs: 'readAudit', words: m.ops_nav_audit },
]

/** Rules of four eyes. */
export const ruleWords: Record<OpsOrder['fourEyes'][number], () => string> = {
  usccDoubtful: m.ops_rule_usccDoubtful,
  operatorIsLegalRep: m.ops_rule_operatorIsLegalRep,
  foreignLegalRep: m.ops_rule_foreignLegalRep,
  severalMismatches: m.ops_rule_severalMismatches,
}

/** Work for people: what it is, and what to do. */
export const taskWords: Record<StaffTask['kind'], { name: () => string; text: () => string }> = {
  refundFailed: { name: m.ops_task_refundFailed, text: m.ops_task_refundFailed_text },
  refundUnclear: { name: m.ops_task_refundUnclear, text: m.ops_task_refundUnclear_text },
  wrongAmount: { name: m.ops_task_wrongAmount, text: m.ops_task_wrongAmount_text },
  invoiceFailed: { name: m.ops_task_invoiceFailed, text: m.ops_task_invoiceFailed_text },
  issuingOverdue: { name: m.ops_task_issuingOverdue, text: m.ops_task_issuingOverdue_text },
  makingOverdue: { name: m.ops_task_makingOverdue, text: m.ops_task_makingOverdue_text },
  parcelReturned: { name: m.ops_task_parcelReturned, text: m.ops_task_parcelReturned_text },
  deliveryOverdue: { name: m.ops_task_deliveryOverdue, text: m.ops_task_deliveryOverdue_text },
  doubledVoucher: { name: m.loss_task_doubledVoucher, text: m.loss_task_doubledVoucher_text },
  auditUnsealed: { name: m.ops_task_auditUnsealed, text: m.ops_task_auditUnsealed_text },
  auditUnstamped: { name: m.ops_task_auditUnstamped, text: m.ops_task_auditUnstamped_text },
  auditBroken: { name: m.ops_task_auditBroken, text: m.ops_task_auditBroken_text },
  crlLate: { name: m.pki_task_crlLate, text: m.pki_task_crlLate_text },
  runEnded: { name: m.ops_task_runEnded, text: m.ops_task_runEnded_text },
  smsStopped: { name: m.ops_task_smsStopped, text: m.ops_task_smsStopped_text },
  passwordUndelivered: { name: m.ops_task_passwordUndelivered, text: m.ops_task_passwordUndelivered_text },
  unlockRisk: { name: m.unlock_task_risk, text: m.unlock_task_risk_text },
  unlockUnconfirmed: { name: m.unlock_task_unconfirmed, text: m.unlock_task_unconfirmed_text },
}

/** How a review ended. */
export const verdictWords: Record<NonNullable<NonNullable<OpsOrder['review']>['decision']>, () => string> = {
  approved: m.ops_was_approved,
  rejected: m.ops_was_rejected,
  cancelled: m.ops_was_cancelled,
  lapsed: m.ops_was_lapsed,
}

/** On what ground a revocation was asked for. */
export const originWords: Record<'holder' | 'staff' | 'legalOrder', () => string> = {
  holder: m.pki_ops_origin_holder,
  staff: m.pki_ops_origin_staff,
  legalOrder: m.pki_ops_origin_legalOrder,
}

/** Why finance has to look at money that came in. */
export const suspenseWords: Record<NonNullable<BankReceipt['reason']>, () => string> = {
  unknownReference: m.remit_ops_reason_unknownReference,
  foreignPayer: m.remit_ops_reason_foreignPayer,
  orderClosed: m.remit_ops_reason_orderClosed,
}

/** How a transfer back stands. */
export function returnWordsOf({ state, amountFen, failure }: BankReceipt['returns'][number]): string {
  const amount = yuan(amountFen)
  return {
    requested: () => m.remit_ops_return_requested({ amount }),
    processing: () => m.remit_ops_return_processing({ amount }),
    done: () => m.remit_ops_return_done({ amount }),
    failed: () => m.remit_ops_return_failed({ amount, why: failure ?? '' }),
    byHand: () => m.remit_ops_return_byHand({ amount }),
  }[state]()
}

/** What an API client may be let do. */
export const permissionWords: Record<
  ApiClient['permissions'][number],
  { name: () => string; text: () => string }
> = {
  'signing-requests': {
    name: m.client_permission_signing_requests,
    text: m.client_permission_signing_requests_text,
  },
  csc: { name: m.client_permission_csc, text: m.client_permission_csc_text },
}

/** How a certificate of an API client stands. */
export const clientCertificateWords: Record<
  ClientCertificate['standing'],
  { word: () => string; tone: 'good' | 'info' | 'quiet' }
> = {
  inMaking: { word: m.client_certificate_inMaking, tone: 'info' },
  inUse: { word: m.client_live, tone: 'good' },
  expired: { word: m.pki_standing_expired, tone: 'quiet' },
  revoked: { word: m.pki_standing_revoked, tone: 'quiet' },
}

/** By what an API client proves itself. */
export const proofWords: Record<ApiClient['provesBy'], { name: () => string; text: () => string }> = {
  secret: { name: m.client_proof_secret, text: m.client_proof_secret_text },
  certificate: { name: m.client_proof_certificate, text: m.client_proof_certificate_text },
}
