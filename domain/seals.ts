import type { CertificateState } from './certificate-states.ts'
import { standingOf } from './certificate-states.ts'

/** Where the picture of a seal is from: drawn by us, or taken from an imprint (采样). */
export const sealKinds = ['generated', 'sampled'] as const
export type SealKind = (typeof sealKinds)[number]

export const sealStates = ['making', 'good', 'held', 'ended'] as const
export type SealState = (typeof sealStates)[number]

/** How a seal stands at a time: it is good as long as its certificate is. */
export function sealState(
  seal: { madeAt: Date | null; certificate: { state: CertificateState; notAfter: Date } },
  now: Date,
): SealState {
  const standing = standingOf(seal.certificate, now)
  if (standing === 'expired' || standing === 'revoked') return 'ended'
  if (!seal.madeAt) return 'making'
  return standing === 'held' ? 'held' : 'good'
}
