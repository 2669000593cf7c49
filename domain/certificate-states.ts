// The life of a certificate, and why it may end early. The workers move by this table, site and console show by it.

export const certificateStates = ['prepared', 'issued', 'active', 'held', 'revoked'] as const
export type CertificateState = (typeof certificateStates)[number]

/** Of a certificate that somebody has, or may have by now, and that was not given up. */
export const inHands = ['issued', 'active', 'held'] as const satisfies CertificateState[]

export type CertificateEvent =
  'issued' | 'activated' | 'held' | 'released' | 'releasedUndelivered' | 'revoked'

interface Move {
  from: readonly CertificateState[]
  to: CertificateState
}

export const certificateMoves: Record<CertificateEvent, Move> = {
  issued: { from: ['prepared'], to: 'issued' },
  activated: { from: ['issued'], to: 'active' },
  held: { from: ['issued', 'active'], to: 'held' },
  // Only a hold can be taken back (RFC 5280, 5.3.1).
  released: { from: ['held'], to: 'active' },
  // Its holder has not proved to have it yet: it becomes active by that, as any other.
  releasedUndelivered: { from: ['held'], to: 'issued' },
  // What is prepared may be signed already, by a worker that died before it could say so.
  revoked: { from: ['prepared', 'issued', 'active', 'held'], to: 'revoked' },
}

/** The state after an event, or undefined when the table does not allow it. */
export function certificateAfter(
  state: CertificateState,
  event: CertificateEvent,
): CertificateState | undefined {
  const { from, to } = certificateMoves[event]
  return from.includes(state) ? to : undefined
}

/** What the world should believe of a certificate: past its end it is expired, unless it was given up before. */
export const certificateStandings = [...certificateStates, 'expired'] as const
export type CertificateStanding = (typeof certificateStandings)[number]

/** How a certificate stands at a time. Its last second still counts (RFC 5280, 4.1.2.5). */
export function standingOf(
  { state, notAfter }: { state: CertificateState; notAfter: Date },
  now: Date,
): CertificateStanding {
  return state !== 'revoked' && now.getTime() >= notAfter.getTime() + 1000 ? 'expired' : state
}

/** CRLReason of RFC 5280, 5.3.1. 7 is not used; 2, 8 and 10 are for CAs. */
export const revocationReasons = {
  unspecified: 0,
  keyCompromise: 1,
  affiliationChanged: 3,
  superseded: 4,
  cessationOfOperation: 5,
  certificateHold: 6,
  privilegeWithdrawn: 9,
} as const

/** A reason to give a certificate up for good. */
export type RevocationReason = Exclude<keyof typeof revocationReasons, 'certificateHold'>

/** The name of a stored reason. @throws RangeError for a number that we never give. */
export function reasonNamed(code: number): keyof typeof revocationReasons {
  for (const [name, value] of Object.entries(revocationReasons)) {
    if (value === code) return name as keyof typeof revocationReasons
  }
  throw new RangeError(`no reason ${code}`)
}
