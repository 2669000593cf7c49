import { collection } from './world.ts'

/**
 * How payment providers take refunds now. `refused`: the merchant's balance does not suffice; `lost`: they are made,
 * but no answer comes; `late`: no answer comes, and they are made when all is `normal` again.
 */
export const refundModes = ['normal', 'refused', 'lost', 'late'] as const
export type RefundMode = (typeof refundModes)[number]

const modes = collection<{ mode: RefundMode }>('refund.mode')

export const refundMode = (): RefundMode => modes.get('refunds')?.mode ?? 'normal'
export const setRefundMode = (mode: RefundMode) => modes.put('refunds', { mode })

/** A call that was carried out, or will be, and gets no answer. */
export class AnswerLost extends Error {
  readonly statusCode = 502
}

/** Of a refund that is taken now: what makes it wait. */
export const takenLate = () => (refundMode() === 'late' ? { late: true } : {})

/** Whether a refund that was taken has been made. */
export const isMade = ({ late = false }: { late?: boolean }) => !late || refundMode() === 'normal'

/** @throws AnswerLost where none comes about this refund now. */
export function mayAnswer(refund: { late?: boolean }): void {
  const isLost = refundMode() === 'lost' || !isMade(refund)
  if (isLost) throw new AnswerLost('the answer to a refund is lost')
}
