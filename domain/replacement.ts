// Which certificates may be reported lost, and which get a new key (manual 6; notes: only active or held ones, an
// expired one is applied for anew). Pure.
import type { CertificateState } from './certificate-states.ts'
import { deadlines } from './deadlines.ts'
import type { OrderKind } from './kinds/kinds.ts'

const DAY = 86_400_000

/** The orders of another key, or of another hosted certificate, for one whose key or phone was lost. */
export const replacementKinds = ['replacement', 'hostedReplacement'] as const satisfies OrderKind[]
export type ReplacementKind = (typeof replacementKinds)[number]

export const isReplacement = (kind: OrderKind): kind is ReplacementKind =>
  replacementKinds.some((known) => known === kind)

export interface LossCandidate {
  state: CertificateState
  notAfter: Date
  /** A renewal or a change has put another beside it on the same key. */
  superseded: boolean
  /** It is being written into a key that its holder has in hands. */
  inWriting: boolean
}

/** What is in its holder's hands can be put on hold at any hour. */
export function mayReportLoss(
  { state, notAfter, inWriting }: Omit<LossCandidate, 'superseded'>,
  now: Date,
): boolean {
  return (state === 'active' || (state === 'issued' && inWriting)) && notAfter > now
}

/** Why a certificate gets no new key, or undefined when it may. */
export function replacementRefusal(
  { state, notAfter, superseded, inWriting }: LossCandidate,
  now: Date,
): 'superseded' | 'notInUse' | 'expired' | 'endsSoon' | undefined {
  if (superseded) return 'superseded'
  // Until it is in use its own order gives it, or the money back.
  if (inWriting || (state !== 'active' && state !== 'held')) return 'notInUse'
  if (notAfter <= now) return 'expired'
  return notAfter.getTime() - now.getTime() < deadlines.replaceableDays * DAY ? 'endsSoon' : undefined
}
