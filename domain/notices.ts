// What people are told: whom a notice goes to, and how. Its words stand in messages/, which notice at which event in the
// kinds of orders.
import type { KeyCarrier, Subject } from './certificate-kinds.ts'
import type { PasswordChannel } from './proofing.ts'

export const languages = ['zh', 'en'] as const
export type Language = (typeof languages)[number]
export type Recipient =
  | 'operator'
  /** Whoever has to sign; the text says what. */
  | 'signer'
  | 'operatorMailbox'
  /** The phone that a change of information has put another in the place of. */
  | 'formerPhone'
  | 'legalRepresentative'
  | 'invoiceMailbox'
  /** Which the holder of a hosted certificate has named for the monthly list of its uses. */
  | 'usesMailbox'
  | 'reviewers'
  | 'seniorReviewers'
  | 'administrators'
  | 'auditors'

export type NoticeWhere = PasswordChannel | KeyCarrier

export interface SmsNotice {
  to: Recipient
  channel: 'sms'
  /** Of the template that a CA registers with its SMS provider. */
  template: number
  /** Told only where the certificate password goes this way, or where this carries the key. */
  where?: NoticeWhere
}

export interface MailNotice {
  to: Recipient
  channel: 'mail'
}

export type Notice = SmsNotice | MailNotice

const sms = (to: Recipient, template: number, where?: NoticeWhere): SmsNotice => ({
  to,
  channel: 'sms',
  template,
  ...(where && { where }),
})

const mail = (to: Recipient): MailNotice => ({ to, channel: 'mail' })

export const notices = {
  proofingCode: sms('legalRepresentative', 1),
  confirmOrderCode: sms('operator', 2),
  orderQueryCode: sms('operator', 3),
  orderQueryCodeLegal: sms('legalRepresentative', 60),
  expiryReminder: sms('operator', 61),
  expiryToday: sms('operator', 62),
  expiryReminderMail: mail('operatorMailbox'),
  expiryTodayMail: mail('operatorMailbox'),
  approved: sms('operator', 4, 'phone'),
  certificatePassword: sms('legalRepresentative', 5),
  rejected: sms('operator', 6),
  shipped: sms('operator', 7),
  depositArrived: sms('operator', 8),
  depositFailed: sms('operator', 9),
  approvedByMemo: sms('operator', 10, 'accountMemo'),
  paymentReceived: sms('operator', 11),
  paymentExpired: sms('operator', 12),
  surplusReturned: sms('operator', 13),
  materialsReturned: sms('operator', 14),
  materialsReminder: sms('operator', 15),
  lapsed: sms('operator', 16),
  refunded: sms('operator', 17),
  reviewLate: sms('operator', 18),
  parcelReturned: sms('operator', 19),
  parcelLost: sms('operator', 20),
  delivered: sms('operator', 21),
  undelivered: sms('operator', 22),
  holderCode: sms('operator', 70),
  holderCodeLegal: sms('legalRepresentative', 81),
  lossHeld: sms('operator', 71, 'token'),
  lossHeldLegal: sms('legalRepresentative', 72),
  lossLifted: sms('operator', 73, 'token'),
  lossLiftedLegal: sms('legalRepresentative', 74),
  liftClosed: sms('operator', 75),
  liftReopened: sms('operator', 76, 'token'),
  lossRevoked: sms('operator', 77),
  oldRevoked: sms('operator', 78),
  remittanceShort: sms('operator', 79),
  remittanceMissed: sms('operator', 80),
  replacementApproved: mail('operatorMailbox'),
  replacementRefused: mail('operatorMailbox'),
  unlockCode: sms('operator', 41),
  unlockAuthorisationCode: sms('legalRepresentative', 42),
  unlockDone: sms('operator', 43),
  unlockDoneLegal: sms('legalRepresentative', 44),
  reservedPhoneCode: sms('operator', 51),
  renewalPaid: sms('operator', 52),
  writingReminder: sms('operator', 53),
  writingLapsed: sms('operator', 54),
  writingRevoked: sms('operator', 63),
  certificateInKey: sms('operator', 55),
  changeReady: sms('operator', 56),
  changeRejected: sms('operator', 57),
  changeLapsed: sms('operator', 58),
  contactChanged: sms('operator', 59),
  phoneReplaced: sms('formerPhone', 99),
  invoiceIssued: mail('invoiceMailbox'),
  invoiceReversed: mail('invoiceMailbox'),
  reviewDueSoon: mail('reviewers'),
  reviewOverdue: mail('seniorReviewers'),
  revocationCode: sms('operator', 90),
  revocationHeld: sms('operator', 91),
  revocationHeldLegal: sms('legalRepresentative', 92),
  revocationProposed: sms('operator', 93),
  revocationReminder: sms('operator', 94),
  revocationDone: sms('operator', 95),
  revocationDoneLegal: sms('legalRepresentative', 96),
  revocationTakenBack: sms('operator', 97),
  revocationTakenBackLegal: sms('legalRepresentative', 98),
  crlLate: mail('administrators'),
  auditUnsealed: mail('administrators'),
  auditUnstamped: mail('administrators'),
  auditBroken: mail('auditors'),
  auditHead: mail('auditors'),
  activationCode: sms('operator', 30),
  hostedIssued: sms('operator', 31),
  activationReminder: sms('operator', 32),
  hostedActivated: sms('operator', 33),
  hostedActivatedLegal: sms('legalRepresentative', 34),
  activationLapsed: sms('operator', 35),
  signingCode: sms('operator', 36),
  hashSigningCode: sms('operator', 39),
  usesMailAsked: mail('usesMailbox'),
  usesOfMonth: mail('usesMailbox'),
  documentsSigned: sms('operator', 37),
  signingLocked: sms('operator', 38),
  liftCode: sms('operator', 49),
  lossHeldHosted: sms('operator', 64, 'hsm'),
  lossLiftedHosted: sms('operator', 65, 'hsm'),
  liftReopenedHosted: sms('operator', 66, 'hsm'),
  hostedReplacementRefused: sms('operator', 67),
  hostedOldRevoked: sms('operator', 68),
  hostedRenewalCode: sms('operator', 82),
  hostedRenewalDone: sms('operator', 83),
  hostedRenewalEnded: sms('operator', 84),
  hostedChangeCode: sms('operator', 85),
  hostedChangeDone: sms('operator', 86),
  sealMade: sms('operator', 87),
  sealNotMade: sms('operator', 88),
  newPhoneCode: sms('operator', 46),
  phoneChangeCode: sms('operator', 45),
  signerPhoneChanged: sms('operator', 47),
  signerPhoneChangedLegal: sms('legalRepresentative', 48),
  signerNamingCode: sms('operator', 127),
  namedSignerCode: sms('signer', 128),
  signerNamed: sms('operator', 129),
  signerNamedLegal: sms('legalRepresentative', 130),
  signatureAsked: sms('signer', 120),
  signatureReminder: sms('signer', 121),
  signatureDone: sms('signer', 122),
  signatureClosed: sms('signer', 123),
  requestCompleted: sms('operator', 124),
  requestDeclined: sms('operator', 125),
  requestClosed: sms('operator', 126),
  personProofingCode: sms('operator', 101),
  personApproved: sms('operator', 102, 'phone'),
  personUnlockCode: sms('operator', 103),
  certificateProofingCode: sms('operator', 104),
  smsStopped: mail('administrators'),
  runEnded: mail('administrators'),
} as const

export type NoticeId = keyof typeof notices
export type SmsNoticeId = {
  [Id in NoticeId]: (typeof notices)[Id] extends SmsNotice ? Id : never
}[NoticeId]
export type MailNoticeId = Exclude<NoticeId, SmsNoticeId>

/** What a person is told in words of its own: nobody stands between, so a code is for nobody else. */
const ofPerson: Partial<Record<NoticeId, SmsNoticeId>> = {
  proofingCode: 'personProofingCode',
  approved: 'personApproved',
  unlockAuthorisationCode: 'personUnlockCode',
}

/** The notice in the words for such a holder. */
export function noticeFor<Id extends NoticeId>(id: Id, subject: Subject): Id | SmsNoticeId {
  return (subject === 'person' && ofPerson[id]) || id
}

export const noticeIds = Object.keys(notices) as NoticeId[]
export const isSms = (id: NoticeId): id is SmsNoticeId => notices[id].channel === 'sms'
export const smsNoticeIds = noticeIds.filter(isSms)
