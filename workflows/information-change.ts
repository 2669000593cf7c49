import { collectChange } from './steps/changed-data.ts'
import { openOrder, type OrderInput } from './steps/order.ts'
import { review } from './steps/review.ts'
import { revoke } from './steps/revocation.ts'
import { makeSeal } from './steps/seal.ts'
import { writeIntoKey, writingUntil } from './steps/token-writing.ts'

/** Procedure 7 of the manual, 单位证书信息变更, free of charge: contact data, or another certificate in the same key. */
export async function informationChange(input: OrderInput) {
  const order = openOrder('informationChange', input)

  return order.run(async () => {
    const change = await collectChange(order) // 变更信息, 短信验证码
    if (change === 'contactChanged') return // Changed by that.
    if (change === 'cancelled' || change === 'abandoned') return order.forget()

    if (change === 'submittedForReview') {
      const verdict = await review(order, { waitsThen: writingUntil })
      if (verdict !== 'approved') return // rejected, cancelled, lapsed: what was examined is kept a while (retention)
    }

    const written = await writeIntoKey(order) // 写入新证书
    // What came to no certificate keeps no personal data.
    if (written.end !== 'written') return written.issued ? undefined : order.forget() // cancelled, lapsed
    makeSeal(order)
    await revoke(order, { certificateId: written.oldCertificateId, reason: 'affiliationChanged' })
  })
}

export { proposeChange } from './steps/changed-data.ts'
