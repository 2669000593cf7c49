// What steps that several kinds of order share bring with them: moves, and who is told.

export const filling = ['draft', 'confirmed', 'materialsUploaded'] as const
export const judging = ['inReview', 'materialsWanted'] as const

/** Whom an application waits for until it is approved. */
export const applyingStates = {
  draft: 'applicant',
  confirmed: 'applicant',
  materialsUploaded: 'applicant',
  awaitingPayment: 'applicant',
  inReview: 'reviewer',
  materialsWanted: 'applicant',
} as const

/** From the empty form to the order whose documents are there. */
export const fillingIn = [
  { event: 'begun', from: ['draft'], by: 'applicant' },
  { event: 'depositSent', from: ['draft'], by: 'applicant' },
  { event: 'depositArrived', from: ['draft'], by: 'bank' },
  { event: 'depositFailed', from: filling, to: 'draft', by: 'bank' },
  { event: 'proofed', from: ['draft'], by: 'applicant' },
  { event: 'confirmed', from: ['draft'], to: 'confirmed', by: 'applicant' },
  { event: 'returnedToModify', from: ['confirmed', 'materialsUploaded'], to: 'draft', by: 'applicant' },
  { event: 'materialsUploaded', from: ['confirmed'], to: 'materialsUploaded', by: 'applicant' },
  { event: 'abandoned', from: filling, to: 'expired', by: 'system' },
] as const

/** From the empty form to the submitted order (manual 1, 第一步). */
export const applying = [
  ...fillingIn,
  { event: 'submitted', from: ['materialsUploaded'], to: 'awaitingPayment', by: 'applicant' },
  { event: 'cancelled', from: [...filling, 'awaitingPayment'], to: 'cancelled', by: 'applicant' },
] as const

/** The money of an order that came to nothing is back. */
export const refunding = [
  { event: 'refunded', from: ['refunding'], to: 'rejected', by: 'system' },
  { event: 'cancellationRefunded', from: ['refunding'], to: 'cancelled', by: 'system' },
  { event: 'lapseRefunded', from: ['refunding'], to: 'expired', by: 'system' },
] as const

/** A QR code is shown until it is paid. */
export const paying = <const Paid extends string>(paid: Paid) =>
  [
    { event: 'qrRenewed', from: ['awaitingPayment'], by: 'applicant' },
    { event: 'paid', from: ['awaitingPayment'], to: paid, by: 'payment' },
    { event: 'paymentExpired', from: ['awaitingPayment'], to: 'expired', by: 'system' },
  ] as const

/** A reviewer decides, may ask for documents again, and agrees when the applicant wants no certificate any more. */
export const judged = <
  const Approved extends string,
  const Refused extends string,
  const Cancelled extends string,
  const Lapsed extends string,
>(to: {
  approved: Approved
  refused: Refused
  cancelled: Cancelled
  lapsed: Lapsed
}) =>
  [
    { event: 'firstApproved', from: ['inReview'], by: 'reviewer' },
    { event: 'approved', from: ['inReview'], to: to.approved, by: 'reviewer' },
    { event: 'refused', from: ['inReview'], to: to.refused, by: 'reviewer' },
    { event: 'materialsReturned', from: ['inReview'], to: 'materialsWanted', by: 'reviewer' },
    { event: 'materialsResent', from: ['materialsWanted'], to: 'inReview', by: 'applicant' },
    { event: 'escalated', from: ['inReview'], by: 'system' },
    // Nobody has begun to examine it: it ends at once. Otherwise the reviewer agrees, or has decided already.
    { event: 'cancelled', from: judging, to: to.cancelled, by: 'applicant' },
    { event: 'cancellationAsked', from: ['inReview'], by: 'applicant' },
    { event: 'cancellationAgreed', from: ['inReview'], to: to.cancelled, by: 'reviewer' },
    { event: 'lapsed', from: ['materialsWanted'], to: to.lapsed, by: 'system' },
  ] as const

/**
 * A certificate goes into the key in the applicant's hand. What is unplugged in between goes on where it was; until it
 * is in the key it can be given up, and it is when the certificate that it follows is revoked. `givenUp`, `over`: where
 * that leads.
 */
export const writing = <const GivenUp extends string, const Over extends string>(
  givenUp: GivenUp,
  over: Over,
) =>
  [
    { event: 'keyGenerated', from: ['writing'], by: 'applicant' },
    { event: 'certificateWritten', from: ['writing'], by: 'applicant' },
    { event: 'writingFinished', from: ['writing'], to: 'completed', by: 'applicant' },
    // It is in the key and works; only the old one was never taken away.
    { event: 'leftUnfinished', from: ['writing'], to: 'completed', by: 'system' },
    // It is in the key, and was revoked since: its holder knows of that by the revocation.
    { event: 'revokedUnfinished', from: ['writing'], to: 'completed', by: 'system' },
    { event: 'cancelled', from: ['writing'], to: givenUp, by: 'applicant' },
    { event: 'revokedElsewhere', from: ['writing'], to: over, by: 'system' },
    { event: 'writingLapsed', from: ['writing'], to: over, by: 'system' },
  ] as const

/** The reserved phone is to be another one: the old one's code, or where that is gone the identity proved anew. */
export const replacingPhone = [
  { event: 'reservedPhoneProved', from: ['confirming'], by: 'applicant' },
  { event: 'proofingChosen', from: ['confirming'], by: 'applicant' },
  { event: 'depositSent', from: ['confirming'], by: 'applicant' },
  { event: 'depositArrived', from: ['confirming'], by: 'bank' },
  { event: 'depositFailed', from: ['confirming'], by: 'bank' },
  { event: 'proofed', from: ['confirming'], by: 'applicant' },
] as const

export const proofingTells = {
  depositArrived: ['depositArrived'],
  depositFailed: ['depositFailed'],
} as const

export const reviewTells = {
  materialsReturned: ['materialsReturned'],
  escalated: ['reviewOverdue', 'reviewLate'],
} as const

export const refundTells = {
  cancellationRefunded: ['refunded'],
  lapseRefunded: ['refunded'],
} as const

/** What an application tells, whatever it is for: of proof, payment, review and money that goes back. */
export const applicationTells = {
  ...proofingTells,
  ...reviewTells,
  ...refundTells,
  paid: ['paymentReceived'],
  paymentExpired: ['paymentExpired'],
  refused: ['rejected'],
  lapsed: ['lapsed'],
  refunded: ['refunded'],
} as const

export const writingTells = {
  writingFinished: ['certificateInKey', 'phoneReplaced'],
  leftUnfinished: ['certificateInKey', 'phoneReplaced'],
  revokedUnfinished: ['phoneReplaced'],
  revokedElsewhere: ['writingRevoked'],
} as const
