import { defineUpdate } from '@temporalio/workflow'
import type { OrderEvent } from '../../domain/kinds/kinds.ts'
import { codeRefusal, keepConsent, sendAuthorisation, type TypedCode } from './authorisation.ts'
import type { Order, Taking } from './order.ts'

/** 发送验证码: to the signer, for what the order's form says. */
export const requestConsentCode = defineUpdate<void, []>('requestConsentCode')
/** The signer typed it in. */
export const giveConsent = defineUpdate<void, [TypedCode]>('giveConsent')

/** Takes the signer's code, by which they agree to what an order makes of their certificate. `given`: they have. */
export function offerConsent(
  order: Order,
  step: Taking,
  event: OrderEvent,
  given: () => Promise<void>,
): void {
  const { orderId } = order
  step.onUpdate(requestConsentCode, event, () => sendAuthorisation({ orderId, purpose: 'consent' }))
  step.onUpdate(giveConsent, event, async (typed) => {
    const redeemed = await keepConsent({ orderId, ...typed })
    if (redeemed.verdict !== 'ok') throw codeRefusal(redeemed)
    await given()
  })
}
