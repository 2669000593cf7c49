import { deadlines } from '../domain/deadlines.ts'
import { cancel } from './steps/application.ts'
import { bindPhone } from './steps/authorisation.ts'
import { openFilling } from './steps/filling.ts'
import { offerBinding } from './steps/hosted-binding.ts'
import { offerConsent } from './steps/hosted-consent.ts'
import { openOrder, type Order, type OrderInput } from './steps/order.ts'

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
  return order.step<'bound' | 'cancelled' | 'abandoned'>(async (step) => {
    const { touch, closes } = openFilling(order, deadlines.phoneChangeDays)

    offerConsent(order, step, 'reservedPhoneProved', () => order.move('reservedPhoneProved', touch()))
    offerBinding(order, step, 'phoneBound', bindPhone, async () => {
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

export { bind, requestBindingCode } from './steps/hosted-binding.ts'
export { giveConsent, requestConsentCode } from './steps/hosted-consent.ts'
