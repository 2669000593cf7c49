import { deadlines } from '../domain/deadlines.ts'
import { cancel } from './steps/application.ts'
import { bindSigner } from './steps/authorisation.ts'
import { openFilling } from './steps/filling.ts'
import { offerBinding } from './steps/hosted-binding.ts'
import { offerConsent } from './steps/hosted-consent.ts'
import { openOrder, type Order, type OrderInput } from './steps/order.ts'

/**
 * 指定签署人: the first signer agrees by a code over exactly this person, phone and limits; the person shows by another
 * that the phone is theirs. From then on they sign by the certificate until they are taken back.
 */
export async function signerNaming(input: OrderInput) {
  const order = openOrder('signerNaming', input)

  return order.run(async () => {
    if ((await nameSigner(order)) !== 'named') return order.forget() // cancelled, abandoned
  })
}

async function nameSigner(order: Order): Promise<'named' | 'cancelled' | 'abandoned'> {
  return order.step<'named' | 'cancelled' | 'abandoned'>(async (step) => {
    const { touch, closes } = openFilling(order, deadlines.signerNamingDays)

    offerConsent(order, step, 'namingAgreed', () => order.move('namingAgreed', touch()))
    offerBinding(order, step, 'signerNamed', bindSigner, async () => {
      await order.move('signerNamed')
      step.end('named')
    })
    step.onUpdate(cancel, 'cancelled', async () => {
      await order.move('cancelled')
      step.end('cancelled')
    })
    await closes(step, 'both phones agree; closed when idle')
  })
}
