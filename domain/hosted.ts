// What may be begun with a hosted certificate, and when. Its key has no state of its own: it is where the certificate is.
import type { CertificateState } from './certificate-states.ts'
import type { KindsThat } from './kinds/kinds.ts'

/** The orders that make something else of a hosted certificate. */
export type HostedProcess = KindsThat<'followsHosted'>

export type HostedRefusal = 'alreadyRenewed' | 'notInUse' | 'expired'

export interface HostedStanding {
  state: CertificateState
  notAfter: Date
  /** Another certificate took its place already. */
  superseded: boolean
}

/** Why a process is not begun with a hosted certificate now; undefined when it may be. */
export function hostedRefusal(
  { state, notAfter, superseded }: HostedStanding,
  _process: HostedProcess,
  now: Date,
): HostedRefusal | undefined {
  if (superseded) return 'alreadyRenewed'
  if (state !== 'active') return 'notInUse'
  return notAfter <= now ? 'expired' : undefined
}
