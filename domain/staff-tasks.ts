// Work that ends up with a person because no retry can mend it.

export const staffTaskRoles = ['finance', 'support', 'seniorReviewer', 'administrator'] as const
export type StaffTaskRole = (typeof staffTaskRoles)[number]

/** Each kind, and whose it is. */
export const staffTaskKinds = {
  /** A provider refuses to return money: finance transfers it by hand. */
  refundFailed: 'finance',
  /** A provider neither confirms nor refuses a refund: finance asks it, and transfers nothing. */
  refundUnclear: 'finance',
  /** Another amount than asked for came in: finance looks and returns it. */
  wrongAmount: 'finance',
  /** The picture of a voucher was shown for another order before. */
  doubledVoucher: 'finance',
  /** The tax platform keeps failing an invoice. */
  invoiceFailed: 'finance',
  /** A key that is not made yet: no operator, no blank key, or the CA is away. */
  makingOverdue: 'support',
  /** A hosted certificate, or a seal, that is not issued yet: its HSM or the CA is away. */
  issuingOverdue: 'support',
  /** A parcel came back and waits for a good address. */
  parcelReturned: 'support',
  /** A parcel on its way for too long. */
  deliveryOverdue: 'support',
  /** The certificate password could not be delivered. */
  passwordUndelivered: 'support',
  /** A key was unlocked often: somebody asks its organisation before it is unlocked again. */
  unlockRisk: 'seniorReviewer',
  /** An unlock instruction went out and nobody said how it ended. */
  unlockUnconfirmed: 'support',
  /** A CRL runs out and no next one has come: the CA worker or its HSM is away. */
  crlLate: 'administrator',
  /** Rows of the audit log wait for their seal: the CA worker is away, or refuses to go on. */
  auditUnsealed: 'administrator',
  /** Heads of the audit log wait for their time stamp: the timestamp authority is away, or its clock is not known. */
  auditUnstamped: 'administrator',
  /** The audit log is not what was sealed. */
  auditBroken: 'administrator',
  /** A process was cancelled, terminated or failed at Temporal: it goes on when this is done. */
  runEnded: 'administrator',
  /** The SMS provider takes no messages: the account is empty, a text or signature is not approved. */
  smsStopped: 'administrator',
} as const satisfies Record<string, StaffTaskRole>

/** What cannot wait for another day: the system itself stands or is in doubt. */
const sameDay: readonly string[] = [
  'crlLate',
  'auditUnsealed',
  'auditUnstamped',
  'auditBroken',
  'runEnded',
  'smsStopped',
]

/** In how many working days a task is due; 0 is the day on which it came up. */
export const taskWorkingDays = (kind: StaffTaskKind): number => (sameDay.includes(kind) ? 0 : 1)

export type StaffTaskKind = keyof typeof staffTaskKinds
