// The life of a certificate as the CA sees it: which state may follow which.

export type CertificateState = 'prepared' | 'issued' | 'active' | 'held' | 'revoked'

const followers: Record<CertificateState, readonly CertificateState[]> = {
  prepared: ['issued', 'revoked'],
  issued: ['active', 'held', 'revoked'],
  active: ['held', 'revoked'],
  // Only a hold can be taken back (RFC 5280, 5.3.1).
  held: ['active', 'revoked'],
  revoked: [],
}

/** Whether a certificate may go from one state to another; staying where it is is no move. */
export function mayFollow(from: CertificateState, to: CertificateState): boolean {
  return followers[from].includes(to)
}
