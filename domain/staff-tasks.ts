// Work that ends up with a person because no retry can mend it.

/** Each kind, and whose it is. */
export const staffTaskKinds = {
  /** A provider refuses to return money: finance transfers it by hand. */
  refundFailed: 'finance',
  /** Another amount than asked for came in: finance looks and returns it. */
  wrongAmount: 'finance',
  /** The picture of a voucher was shown for another order before. */
  doubledVoucher: 'finance',
  /** The tax platform keeps failing an invoice. */
  invoiceFailed: 'finance',
  /** A parcel came back and waits for a good address. */
  parcelReturned: 'support',
  /** A parcel on its way for too long. */
  deliveryOverdue: 'support',
  /** The certificate password could not be delivered. */
  passwordUndelivered: 'support',
} as const satisfies Record<string, 'finance' | 'support'>

export type StaffTaskKind = keyof typeof staffTaskKinds
