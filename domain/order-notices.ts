// Who is told when an order moves.
import { kinds, type OrderEvent, type OrderKind } from './kinds/kinds.ts'
import { notices, type Notice, type NoticeId } from './notices.ts'
import type { PasswordChannel } from './proofing.ts'

const told = (kind: OrderKind, event: OrderEvent): readonly NoticeId[] => {
  const { tells }: { tells: Partial<Record<OrderEvent, readonly NoticeId[]>> } = kinds[kind]
  return tells[event] ?? []
}

/** What is told at an event, to holders whose certificate password goes by this channel. */
export function noticesOf(kind: OrderKind, event: OrderEvent, channel: PasswordChannel): NoticeId[] {
  return told(kind, event).filter((id) => {
    const notice: Notice = notices[id]
    return notice.channel === 'mail' || !notice.where || notice.where === channel
  })
}

/** Whether anybody is told of an event at all. */
export const isTold = (kind: OrderKind, event: OrderEvent) => told(kind, event).length > 0
