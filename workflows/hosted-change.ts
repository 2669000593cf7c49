import { issueSuccessor } from './steps/hosted-certificate.ts'
import { agreeOnData } from './steps/hosted-data.ts'
import { openOrder, type OrderInput } from './steps/order.ts'
import { review } from './steps/review.ts'
import { revoke } from './steps/revocation.ts'
import { makeSeal } from './steps/seal.ts'

/** 托管证书信息变更, as procedure 7 of the manual, free of charge: contact data, or another certificate and key. */
export async function hostedChange(input: OrderInput) {
  const order = openOrder('hostedChange', input)

  return order.run(async () => {
    const change = await agreeOnData(order, {
      contactOnly: 'contactChanged',
      mismatch: 'ProofingMismatch',
    }) // 变更信息, 签署人验证码
    if (change === 'contactChanged') return // Changed by that.
    if (change === 'cancelled' || change === 'abandoned') return order.forget()

    if (change === 'submittedForReview') {
      const verdict = await review(order)
      if (verdict !== 'approved') return // rejected, cancelled, lapsed: what was examined is kept a while (retention)
    }

    const issued = await issueSuccessor(order) // 签发新证书
    if (issued.end !== 'issued') return // What was examined is kept a while (retention).
    makeSeal(order)
    await revoke(order, { certificateId: issued.oldCertificateId, reason: 'affiliationChanged' })
  })
}

export { confirmHostedData } from './steps/hosted-data.ts'
