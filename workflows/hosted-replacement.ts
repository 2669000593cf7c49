import { keyFound } from './replacement.ts'
import { submitApplication } from './steps/application.ts'
import { activateHosted, issueHosted } from './steps/hosted-certificate.ts'
import { oldCertificate, tellLossReport } from './steps/old-certificate.ts'
import { openOrder, type OrderInput } from './steps/order.ts'
import { review } from './steps/review.ts'
import { makeSeal } from './steps/seal.ts'

export interface HostedReplacementInput extends OrderInput {
  certificateId: string
}

/**
 * 托管证书补办, as procedure 6 of the manual: the signer's phone is lost. Whose phone uses a key is for that phone alone to
 * change, so a lost one is followed by another key and certificate, which the CA issues after proofing and review.
 */
export async function hostedReplacement(input: HostedReplacementInput) {
  const order = openOrder('hostedReplacement', input)
  const old = oldCertificate(order, input.certificateId, 'lost')

  const end = await order.run(async () => {
    await tellLossReport(input.certificateId)
    const application = await submitApplication(order, { keyFound })
    if (application !== 'submitted') return order.forget() // cancelled, abandoned

    const verdict = await review(order, { keyFound })
    if (verdict !== 'approved') return // rejected, cancelled, lapsed: what was examined is kept a while (retention)

    await old.hold()
    await old.revoke()
    await issueHosted(order)
    makeSeal(order)
    await activateHosted(order) // activated, lapsed
  })
  // Whoever reported a loss chooses again.
  if (!order.is('completed', 'unactivated')) await tellLossReport(input.certificateId)
  return end
}
