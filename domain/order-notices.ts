// Who is told when an order moves.
import { kinds, type OrderEvent, type OrderKind } from './kinds/kinds.ts'
import { notices, type Notice, type NoticeId, type NoticeWhere } from './notices.ts'

const told = (kind: OrderKind, event: OrderEvent): readonly NoticeId[] => {
  const { tells }: { tells: Partial<Record<OrderEvent, readonly NoticeId[]>> } = kinds[kind]
  return tells[event] ?? []
}

/** What is told at an event, to holders whose certificate password goes that way and whose key that carries. */
export function noticesOf(kind: OrderKind, event: OrderEvent, ...holds: NoticeWhere[]): NoticeId[] {
  return told(kind, event).filter((id) => {
    const notice: Notice = notices[id]
    return notice.channel === 'mail' || !notice.where || holds.includes(notice.where)
  })
}

/** Whether anybody is told of an event at all. */
export const isTold = (kind: OrderKind, event: OrderEvent) => told(kind, event).length > 0
