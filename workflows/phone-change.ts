import { defineUpdate } from '@temporalio/workflow'
import { deadlines } from '../domain/deadlines.ts'
import { cancel } from './steps/application.ts'
import { bindPhone, codeRefusal, sendAuthorisation, type TypedCode } from './steps/authorisation.ts'
import { openFilling } from './steps/filling.ts'
import { offerConsent } from './steps/hosted-consent.ts'
import { openOrder, type Order, type OrderInput } from './steps/order.ts'

/** 发送验证码: to the new phone. */
export const requestBindingCode = defineUpdate<void, []>('requestBindingCode')
/** Its code was typed in: from now on it is the signer's. */
export const bind = defineUpdate<void, [TypedCode]>('bind')

/**
 * 更换签署手机: the signer agrees by a code to the old phone, and shows by another that the new one is theirs. Whoever has
 * lost the old one has the certificate replaced.
 */
export async function phoneChange(input: OrderInput) {
  const order = openOrder('phoneChange', input)

  return order.run(async () => {
    const change = await changePhone(order)
    if (change !== 'bound') return order.forget() // cancelled, abandoned
  })
}

async function changePhone(order: Order): Promise<'bound' | 'cancelled' | 'abandoned'> {
  const { orderId } = order
  return order.step<'bound' | 'cancelled' | 'abandoned'>(async (step) => {
    const { touch, closes } = openFilling(order, deadlines.phoneChangeDays)

    offerConsent(order, step, 'reservedPhoneProved', () => order.move('reservedPhoneProved', touch()))
    step.onUpdate(requestBindingCode, 'phoneBound', () => sendAuthorisation({ orderId, purpose: 'binding' }))
    step.onUpdate(bind, 'phoneBound', async (typed) => {
      const redeemed = await bindPhone({ orderId, ...typed })
      if (redeemed.verdict !== 'ok') throw codeRefusal(redeemed)
      await order.move('phoneBound')
      step.end('bound')
    })
    step.onUpdate(cancel, 'cancelled', async () => {
      await order.move('cancelled')
      step.end('cancelled')
    })
    await closes(step, 'the old phone and the new one agree; closed when idle')
  })
}

export { giveConsent, requestConsentCode } from './steps/hosted-consent.ts'
