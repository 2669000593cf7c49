import { standingOf, type CertificateState } from './certificate-states.ts'
import { changeRefusal, type ChangeRefusal } from './information-change.ts'

/** Where the picture of a seal is from: drawn by us, or taken from an imprint (采样). */
export const sealKinds = ['generated', 'sampled'] as const
export type SealKind = (typeof sealKinds)[number]

export const sealStates = ['making', 'good', 'held', 'ended'] as const
export type SealState = (typeof sealStates)[number]

/** How a seal stands at a time: it is good as long as its certificate is, and that has no newer one. */
export function sealState(
  seal: {
    madeAt: Date | null
    replacedAt: Date | null
    certificate: { state: CertificateState; notAfter: Date }
  },
  now: Date,
): SealState {
  const standing = standingOf(seal.certificate, now)
  if (standing === 'expired' || standing === 'revoked' || seal.replacedAt) return 'ended'
  if (!seal.madeAt) return 'making'
  return standing === 'held' ? 'held' : 'good'
}

/** Why no seal is ordered for a certificate now; undefined when one may be. */
export const sealRefusal = (
  { state, notAfter, supersededBy }: { state: CertificateState; notAfter: Date; supersededBy: string | null },
  now: Date,
): ChangeRefusal | undefined =>
  // A key that was reported lost has its certificate on hold.
  changeRefusal({ certificate: state, token: 'active', notAfter, superseded: supersededBy !== null }, now)
