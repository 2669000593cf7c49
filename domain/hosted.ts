// What may be begun with a hosted certificate, and when: as with one in a key, but that its key is always in its place.
import type { CertificateState } from './certificate-states.ts'
import { changeRefusal, type ChangeRefusal } from './information-change.ts'
import type { KindsThat } from './kinds/kinds.ts'
import { renewalRefusal, type RenewalRefusal } from './renewal.ts'

/** The orders that make something else of a hosted certificate. */
export type HostedProcess = KindsThat<'followsHosted'>

export interface HostedStanding {
  state: CertificateState
  notAfter: Date
  /** Another certificate took its place already. */
  superseded: boolean
}

/** Why a process is not begun with a hosted certificate now; undefined when it may be. */
export function hostedRefusal(
  { state, notAfter, superseded }: HostedStanding,
  process: HostedProcess,
  now: Date,
): RenewalRefusal | ChangeRefusal | undefined {
  const standing = { certificate: state, token: 'active', notAfter, superseded } as const
  return process === 'hostedRenewal'
    ? renewalRefusal({ ...standing, givenUp: 0 }, now)
    : changeRefusal(standing, now)
}
