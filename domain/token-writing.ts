import type { CertificateState } from './certificate-states.ts'
import type { OrderState } from './kinds/kinds.ts'

// How far a certificate is that goes into a key in its holder's hands.

/** When the key had made its pair, had the certificate in it, and had proved that it is the one it uses. */
export interface WritingTimes {
  generatedAt: Date | null
  writtenAt: Date | null
  finishedAt: Date | null
}

/** What is to be done at the key next. */
export type WritingStep = 'generate' | 'write' | 'finish' | 'done'

export function stepOf({ generatedAt, writtenAt, finishedAt }: WritingTimes): WritingStep {
  if (finishedAt) return 'done'
  if (writtenAt) return 'finish'
  return generatedAt ? 'write' : 'generate'
}

/** Whether the new certificate is in the key and the old one was never taken away from there. */
export const isUnfinished = ({ writtenAt, finishedAt }: WritingTimes): boolean =>
  writtenAt !== null && finishedAt === null

/**
 * Whether something is left to be done at the key: also when the old certificate was never taken away, though its order
 * is complete.
 */
export function isToBeWritten(
  { state }: { state: OrderState },
  { writing, certificate }: { writing: WritingTimes; certificate: { state: CertificateState } | null },
): boolean {
  if (state !== 'completed') return state === 'writing'
  return isUnfinished(writing) && certificate?.state === 'active'
}

/**
 * Whether a key with this certificate is still in an order: in an open one, or in one that put another certificate into
 * the key and is complete though this one was never taken away. On hold or not: there the other one counts.
 */
export function keepsKey(
  order: { state: OrderState; endedAt: Date | null; certificateId: string | null },
  writing: WritingTimes | null,
  certificateId: string,
): boolean {
  if (order.endedAt === null) return true
  const itsOld = order.state === 'completed' && order.certificateId === certificateId
  return itsOld && writing !== null && isUnfinished(writing)
}
