import { m } from '#lib/paraglide/messages.js'
import type { OrderState, OrderView } from '#lib/api/client.ts'

// Machine words of the API in the reader's language.

/** What an order is about. */
export const kindWords: Record<OrderView['kind'], () => string> = {
  newApplication: m.query_kind_newApplication,
  hostedApplication: m.hosted_kind,
  renewal: m.query_kind_renewal,
  unlock: m.query_kind_unlock,
  informationChange: m.query_kind_informationChange,
  lossReport: m.query_kind_lossReport,
  replacement: m.query_kind_replacement,
  revocation: m.query_kind_revocation,
  takeover: m.query_kind_takeover,
  signing: m.sign_kind,
  hashSigning: m.grant_kind,
  phoneChange: m.life_kind_phoneChange,
  signingRequest: m.request_kind,
  hostedReplacement: m.life_kind_hostedReplacement,
  signerNaming: m.signer_kind,
  hostedRenewal: m.life_kind_hostedRenewal,
  hostedChange: m.life_kind_hostedChange,
}

export const stateWords: Record<OrderState, () => string> = {
  draft: m.state_draft,
  confirmed: m.state_confirmed,
  materialsUploaded: m.state_materialsUploaded,
  awaitingPayment: m.state_awaitingPayment,
  inReview: m.state_inReview,
  materialsWanted: m.state_materialsWanted,
  making: m.state_making,
  shipping: m.state_shipping,
  returned: m.state_returned,
  completed: m.state_completed,
  refunding: m.state_refunding,
  rejected: m.state_rejected,
  expired: m.state_expired,
  cancelled: m.state_cancelled,
  undelivered: m.state_undelivered,
  issuing: m.hosted_state_issuing,
  activating: m.hosted_state_activating,
  unactivated: m.hosted_state_unactivated,
  bindingPhone: m.life_state_bindingPhone,
  drafting: m.sign_state_drafting,
  awaitingCode: m.sign_state_awaitingCode,
  awaitingSigners: m.request_state_awaitingSigners,
  declined: m.request_state_declined,
  stamping: m.sign_state_stamping,
  voided: m.sign_state_voided,
  verifying: m.unlock_state_verifying,
  riskReview: m.unlock_state_riskReview,
  authorised: m.unlock_state_authorised,
  needsReplacement: m.unlock_state_needsReplacement,
  refused: m.unlock_state_refused,
  confirming: m.key_state_confirming,
  writing: m.key_state_writing,
  requested: m.pki_state_requested,
  awaitingApproval: m.pki_state_awaitingApproval,
  withdrawn: m.pki_state_withdrawn,
  held: m.pki_state_held,
  revoked: m.pki_state_revoked,
  reported: m.loss_state_reported,
  lifted: m.loss_state_lifted,
  replaced: m.loss_state_replaced,
}

/** What is applied for. */
export const productWords: Record<OrderView['product'], { name: () => string; text: () => string }> = {
  organisationUkey: { name: m.product_organisationUkey, text: m.product_organisationUkey_text },
  organisationHostedBidding: {
    name: m.product_organisationHostedBidding,
    text: m.product_organisationHostedBidding_text,
  },
  organisationHostedContract: {
    name: m.product_organisationHostedContract,
    text: m.product_organisationHostedContract_text,
  },
  personUkey: { name: m.product_personUkey, text: m.product_personUkey_text },
  personHostedBidding: { name: m.product_personHostedBidding, text: m.product_personHostedBidding_text },
}

/** The steps of an order that makes a key. */
export const stageWords: Record<OrderView['progress'][number]['stage'], () => string> = {
  application: m.stage_application,
  verification: m.stage_verification,
  risk: m.stage_risk,
  report: m.stage_report,
  hold: m.stage_hold,
  confirmation: m.stage_confirmation,
  approval: m.stage_approval,
  newPin: m.stage_newPin,
  payment: m.stage_payment,
  review: m.stage_review,
  making: m.stage_making,
  mailing: m.stage_mailing,
  issuing: m.hosted_stage_issuing,
  activation: m.hosted_stage_activation,
  documents: m.sign_stage_documents,
  signature: m.sign_stage_signature,
  stamping: m.sign_stage_stamping,
  writing: m.stage_writing,
  refund: m.stage_refund,
}

/** What a state means for the applicant, in a sentence. */
export const stateTexts: Record<OrderState, () => string> = {
  draft: m.state_draft_text,
  confirmed: m.state_confirmed_text,
  materialsUploaded: m.state_materialsUploaded_text,
  awaitingPayment: m.state_awaitingPayment_text,
  inReview: m.state_inReview_text,
  materialsWanted: m.state_materialsWanted_text,
  making: m.state_making_text,
  shipping: m.state_shipping_text,
  returned: m.state_returned_text,
  completed: m.state_completed_text,
  refunding: m.state_refunding_text,
  rejected: m.state_rejected_text,
  expired: m.state_expired_text,
  cancelled: m.state_cancelled_text,
  undelivered: m.state_undelivered_text,
  issuing: m.hosted_state_issuing_text,
  activating: m.hosted_state_activating_text,
  unactivated: m.hosted_state_unactivated_text,
  bindingPhone: m.life_state_bindingPhone_text,
  drafting: m.sign_state_drafting_text,
  awaitingCode: m.sign_state_awaitingCode_text,
  awaitingSigners: m.request_state_awaitingSigners_text,
  declined: m.request_state_declined_text,
  stamping: m.sign_state_stamping_text,
  voided: m.sign_state_voided_text,
  verifying: m.unlock_state_verifying_text,
  riskReview: m.unlock_state_riskReview_text,
  authorised: m.unlock_state_authorised_text,
  needsReplacement: m.unlock_state_needsReplacement_text,
  refused: m.unlock_state_refused_text,
  confirming: m.key_state_confirming_text,
  writing: m.key_state_writing_text,
  requested: m.pki_order_requested_text,
  awaitingApproval: m.pki_order_awaitingApproval_text,
  withdrawn: m.pki_order_withdrawn_text,
  reported: m.loss_state_reported_text,
  held: m.loss_state_held_text,
  lifted: m.loss_state_lifted_text,
  replaced: m.loss_state_replaced_text,
  revoked: m.loss_state_revoked_text,
}

export const stateTone: Record<OrderState, 'good' | 'warn' | 'info' | 'quiet'> = {
  draft: 'warn',
  confirmed: 'warn',
  materialsUploaded: 'warn',
  awaitingPayment: 'warn',
  inReview: 'info',
  materialsWanted: 'warn',
  making: 'info',
  shipping: 'info',
  returned: 'warn',
  completed: 'good',
  refunding: 'info',
  rejected: 'quiet',
  expired: 'quiet',
  cancelled: 'quiet',
  undelivered: 'quiet',
  issuing: 'info',
  activating: 'warn',
  unactivated: 'quiet',
  bindingPhone: 'warn',
  drafting: 'warn',
  awaitingCode: 'warn',
  awaitingSigners: 'info',
  declined: 'quiet',
  stamping: 'info',
  voided: 'quiet',
  verifying: 'warn',
  riskReview: 'info',
  authorised: 'warn',
  needsReplacement: 'quiet',
  refused: 'quiet',
  confirming: 'warn',
  writing: 'warn',
  requested: 'info',
  awaitingApproval: 'info',
  withdrawn: 'quiet',
  held: 'warn',
  reported: 'warn',
  lifted: 'good',
  replaced: 'good',
  revoked: 'quiet',
}

type Role = OrderView['timeline'][number]['by']

/** Who does a step. */
export const actorWords: Record<Role, () => string> = {
  applicant: m.actor_applicant,
  signer: m.request_actor_signer,
  reviewer: m.actor_reviewer,
  keyStation: m.actor_keyStation,
  courier: m.actor_courier,
  payment: m.actor_payment,
  support: m.actor_support,
  bank: m.actor_bank,
  system: m.actor_system,
}

export const waitingWords: Record<Role, () => string> = {
  applicant: m.who_applicant,
  signer: m.request_actor_signer,
  reviewer: m.who_reviewer,
  keyStation: m.who_keyStation,
  courier: m.who_courier,
  payment: m.who_payment,
  support: m.who_support,
  bank: m.who_bank,
  system: m.who_system,
}

export const eventWords: Record<OrderView['timeline'][number]['event'], () => string> = {
  begun: m.event_begun,
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
  depositSent: m.event_depositSent,
  depositArrived: m.event_depositArrived,
  depositFailed: m.event_depositFailed,
  firstApproved: m.event_firstApproved,
  materialsReturned: m.event_materialsReturned,
  materialsResent: m.event_materialsResent,
  escalated: m.event_escalated,
  cancellationAsked: m.event_cancellationAsked,
  cancellationAgreed: m.event_cancellationAgreed,
  lapsed: m.event_lapsed,
  cancellationRefunded: m.event_cancellationRefunded,
  lapseRefunded: m.event_lapseRefunded,
  parcelReturned: m.event_parcelReturned,
  reshipped: m.event_reshipped,
  parcelLost: m.event_parcelLost,
  givenUp: m.event_givenUp,
  certificateIssued: m.hosted_event_certificateIssued,
  activationReminded: m.hosted_event_activationReminded,
  activated: m.hosted_event_activated,
  activationLapsed: m.hosted_event_activationLapsed,
  phoneBound: m.life_event_phoneBound,
  documentsReady: m.sign_event_documentsReady,
  documentsReopened: m.sign_event_documentsReopened,
  signed: m.sign_event_signed,
  stamped: m.sign_event_stamped,
  signingWithdrawn: m.sign_event_signingWithdrawn,
  signingLocked: m.sign_event_signingLocked,
  certificateEnded: m.sign_event_certificateEnded,
  signingExpired: m.sign_event_signingExpired,
  requestSent: m.request_event_requestSent,
  signerTakenBack: m.request_event_signerTakenBack,
  namingAgreed: m.signer_event_namingAgreed,
  signerNamed: m.signer_event_signerNamed,
  delegated: m.request_event_delegated,
  signersReminded: m.request_event_signersReminded,
  signerUrged: m.request_event_signerUrged,
  allSigned: m.request_event_allSigned,
  declined: m.request_event_declined,
  unlockBegun: m.unlock_event_unlockBegun,
  unlockRefused: m.unlock_event_unlockRefused,
  unlockQuestioned: m.unlock_event_unlockQuestioned,
  unlockCleared: m.unlock_event_unlockCleared,
  unlockNotCleared: m.unlock_event_unlockNotCleared,
  proofingChosen: m.unlock_event_proofingChosen,
  reservedPhoneProved: m.key_event_reservedPhoneProved,
  phoneCodeRight: m.unlock_event_phoneCodeRight,
  unlockIssued: m.unlock_event_unlockIssued,
  unlocked: m.unlock_event_unlocked,
  unlockUnconfirmed: m.unlock_event_unlockUnconfirmed,
  authorisationOver: m.unlock_event_authorisationOver,
  soPinLocked: m.unlock_event_soPinLocked,
  keyGenerated: m.key_event_keyGenerated,
  certificateWritten: m.key_event_certificateWritten,
  writingFinished: m.key_event_writingFinished,
  leftUnfinished: m.key_event_leftUnfinished,
  revokedUnfinished: m.key_event_revokedUnfinished,
  writingLapsed: m.key_event_writingLapsed,
  changeUnmatched: m.change_event_changeUnmatched,
  contactChanged: m.change_event_contactChanged,
  submittedForReview: m.change_event_submittedForReview,
  revocationAsked: m.pki_event_revocationAsked,
  revocationProposed: m.pki_event_revocationProposed,
  revocationReminded: m.pki_event_revocationReminded,
  revocationConfirmed: m.pki_event_revocationConfirmed,
  revocationWithdrawn: m.pki_event_revocationWithdrawn,
  revocationFirstApproved: m.pki_event_revocationFirstApproved,
  revocationApproved: m.pki_event_revocationApproved,
  revocationRefused: m.pki_event_revocationRefused,
  proposalWithdrawn: m.pki_event_proposalWithdrawn,
  revokedElsewhere: m.pki_event_revokedElsewhere,
  certificateExpired: m.pki_event_certificateExpired,
  certificateHeld: m.loss_event_certificateHeld,
  keyFound: m.loss_event_keyFound,
  liftClosed: m.loss_event_liftClosed,
  liftReopened: m.loss_event_liftReopened,
  lifted: m.loss_event_lifted,
  oldRevoked: m.loss_event_oldRevoked,
  remittanceMissed: m.loss_event_remittanceMissed,
  remittanceShort: m.loss_event_remittanceShort,
  replaced: m.loss_event_replaced,
  revocationChosen: m.loss_event_revocationChosen,
}

export const itemWords: Record<OrderView['priceItems'][number]['item'], () => string> = {
  certificateYear: m.item_certificateYear,
  token: m.item_token,
  seal: m.item_seal,
}

type Seal = NonNullable<OrderView['seal']>

export const sealKindWords: Record<Seal['kind'], () => string> = {
  generated: m.seal_kind_generated,
  sampled: m.seal_kind_sampled,
}
export const sealStateWords: Record<Seal['state'], () => string> = {
  making: m.seal_state_making,
  good: m.seal_state_good,
  held: m.seal_state_held,
  ended: m.seal_state_ended,
}
export const sealStateTone: Record<Seal['state'], 'good' | 'warn' | 'info' | 'quiet'> = {
  making: 'info',
  good: 'good',
  held: 'warn',
  ended: 'quiet',
}

export const materialWords: Record<OrderView['materials'][number]['kind'], () => string> = {
  businessLicence: m.material_businessLicence,
  legalRepId: m.material_legalRepId,
  authorisation: m.material_authorisation,
  idCardPortrait: m.person_material_portrait,
  idCardEmblem: m.person_material_emblem,
  paymentVoucher: m.loss_material_paymentVoucher,
  sealSample: m.seal_material,
}

export const materialHints: Record<OrderView['materials'][number]['kind'], () => string> = {
  businessLicence: m.material_businessLicence_hint,
  legalRepId: m.material_legalRepId_hint,
  authorisation: m.material_authorisation_hint,
  idCardPortrait: m.person_material_portrait_hint,
  idCardEmblem: m.person_material_emblem_hint,
  paymentVoucher: m.loss_material_paymentVoucher_hint,
  sealSample: m.seal_material_hint,
}

const registerFields: Record<string, () => string> = {
  'organisation.name': m.f_organisation_name,
  'organisation.uscc': m.f_organisation_uscc,
  'organisation.status': m.field_organisation_status,
  'legalRepresentative.name': m.field_legalRepresentative_name,
  'legalRepresentative.idNumber': m.field_legalRepresentative_idNumber,
  'legalRepresentative.phone': m.field_legalRepresentative_phone,
  'person.phone': m.f_phone,
  'proofing.bankCard': m.f_bankCard,
}

/** The name of what identity proofing compared. */
export const registerWords = (field: string): string => (registerFields[field] ?? m.form_organisation)()

/** Why a review ended in a rejection; a reason this page does not know is "other". */
export const reasonWords: Record<string, () => string> = {
  licenceMismatch: m.reason_licenceMismatch,
  legalRepIdMismatch: m.reason_legalRepIdMismatch,
  authorisationMissingStamp: m.reason_authorisationMissingStamp,
  idCardMismatch: m.person_reason_mismatch,
  idCardExpired: m.person_reason_expired,
  pictureIllegible: m.reason_pictureIllegible,
  organisationNotActive: m.reason_organisationNotActive,
  suspectedImpersonation: m.reason_suspectedImpersonation,
  other: m.reason_other,
}

export const idTypeWords = {
  residentId: m.idType_residentId,
  hkMacaoPermit: m.idType_hkMacaoPermit,
  taiwanPermit: m.idType_taiwanPermit,
  foreignResidentPermit: m.idType_foreignResidentPermit,
  passport: m.idType_passport,
}

type Method = OrderView['proofing']['method']

/** The ways of identity proofing, where each sends the certificate password, and what it asks besides a phone. */
export const methodWords: Record<
  Method,
  { name: () => string; text: () => string; asks?: 'card' | 'account' }
> = {
  legalRepPhone: { name: m.proofing_legalRepPhone, text: m.proofing_legalRepPhone_text },
  legalRepBankCard: {
    name: m.proofing_legalRepBankCard,
    text: m.proofing_legalRepBankCard_text,
    asks: 'card',
  },
  microDeposit: { name: m.proofing_microDeposit, text: m.proofing_microDeposit_text, asks: 'account' },
  ownPhone: { name: m.proofing_ownPhone, text: m.proofing_ownPhone_text },
  ownBankCard: { name: m.proofing_ownBankCard, text: m.proofing_ownBankCard_text, asks: 'card' },
}

type Returned = NonNullable<NonNullable<OrderView['review']>['returned']>[number]

/** Why a document has to be sent again. */
export const returnWords: Record<Returned['reason'], () => string> = {
  illegible: m.return_illegible,
  incomplete: m.return_incomplete,
  wrongDocument: m.return_wrongDocument,
  expired: m.return_expired,
  stampMissing: m.return_stampMissing,
  mismatch: m.return_mismatch,
}
