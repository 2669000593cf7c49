import { defineUpdate } from '@temporalio/workflow'
import type { Redeemed } from '../../activities/signing/authorisation.ts'
import type { OrderEvent } from '../../domain/kinds/kinds.ts'
import { codeRefusal, sendAuthorisation, type TypedCode } from './authorisation.ts'
import type { Order, Taking } from './order.ts'

/** 发送验证码: to the phone that is to sign. */
export const requestBindingCode = defineUpdate<void, []>('requestBindingCode')
/** Its code was typed in: from now on it signs. */
export const bind = defineUpdate<void, [TypedCode]>('bind')

/** Takes the code of a phone that is to sign by a hosted certificate. `activity`: makes it so; `bound`: it does. */
export function offerBinding(
  order: Order,
  step: Taking,
  event: OrderEvent,
  activity: (request: { orderId: string } & TypedCode) => Promise<Redeemed>,
  bound: () => Promise<void>,
): void {
  const { orderId } = order
  step.onUpdate(requestBindingCode, event, () => sendAuthorisation({ orderId, purpose: 'binding' }))
  step.onUpdate(bind, event, async (typed) => {
    const redeemed = await activity({ orderId, ...typed })
    if (redeemed.verdict !== 'ok') throw codeRefusal(redeemed)
    await bound()
  })
}
