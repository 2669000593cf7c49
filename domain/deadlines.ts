import { kinds, orderKinds, type OrderKind } from './kinds/kinds.ts'

type Together<Union> = (Union extends unknown ? (one: Union) => void : never) extends (all: infer All) => void
  ? All
  : never

const ofKinds = Object.assign({}, ...orderKinds.map((kind) => kinds[kind].deadlines)) as Together<
  (typeof kinds)[OrderKind]['deadlines']
>

// How long an order waits for people, in days or minutes. Data, so that a CA can set its own. What only one kind of
// order knows stands in its description.

export const deadlines = {
  /** A form that nobody touches is closed and its personal data wiped (PIPL art. 19: shortest retention). */
  draftIdleDays: 30,
  /**
   * How long personal data stay after an order that was paid or examined came to no certificate: for objections and the
   * return of the money. What stands behind a certificate stays as long as the law asks (Electronic Signature Law,
   * art. 24).
   */
  unissuedDays: 90,
  certificateRecordYears: 5,
  /** One QR code; the applicant can ask for another while the order may be paid. */
  qrMinutes: 120,
  paymentDays: 7,
  /** How often an unpaid trade is asked for, in case its notification was lost. */
  paymentPollMinutes: 5,
  /** When a key of an approved order should be made: support is told, and again after as many days. */
  makingWorkingDays: 3,
  /** How long a parcel usually takes: for people to plan by. */
  mailingWorkingDays: 3,
  /** How often the courier is asked for the route, in case a push was lost. */
  routePollHours: 6,
  /** A material that was returned: reminders after so many days, and when the order is closed with a refund. */
  materialReminderDays: [3, 7],
  materialDays: 30,
  /** A parcel that came back waits so long for an address; one on its way longer than that is looked for. */
  returnedParcelDays: 30,
  deliveryDays: 30,
  /** A 1-cent transfer: how long its code is good, and how long a bank may still send it back. */
  depositHours: 72,
  depositPollSeconds: 5,
  depositPollHours: 6,
  /** How long a refund is tried before a person has to make it by hand, and an invoice likewise. */
  refundHours: 72,
  invoiceHours: 24,
  /** How often an invoice that is being issued is asked for, in seconds. */
  invoicePollSeconds: 5,
  /** A remittance that does not come: when the applicant is asked, and when the order closes. */
  remittanceAskWorkingDays: 5,
  remittanceDays: 15,
  /** How often the bank statement is read, in minutes; off the full and half hour, as the bank asks. */
  statementMinutes: 4,
  /** How often a transfer back is asked for. */
  returnPollSeconds: 5,
  returnPollHours: 6,
  /** A certificate that is ready for a key in the applicant's hand: reminders, and when it is given up. */
  writingReminderDays: [7, 21],
  /** Days on which it is looked whether there is still a certificate to be followed; the reminders are among them. */
  writingLookDays: [0, 1, 2, 4, 7, 14, 21],
  writingDays: 30,
  /** How often processes are looked for that somebody ended at Temporal. */
  runWatchMinutes: 2,
  /** How often the CRLs are looked after, and how long before the end of one the administrators are warned. */
  authorityWatchMinutes: 15,
  /** That of the root is signed in a ceremony, for which people have to meet. */
  crlWarningHours: { issuing: 2, root: 30 * 24 },
  /** How often it is looked whether rows of the audit log wait for their seal, and after how long somebody is told. */
  auditWatchMinutes: 15,
  auditSealMinutes: 5,
  /** How long a bundle of evidence can be taken away. */
  evidenceDays: 7,
  /** After how long somebody is told that heads of the audit log wait for their time stamp. */
  auditStampHours: 3,
  ...ofKinds,
} as const
