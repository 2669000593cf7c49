import { collectChange } from './steps/changed-data.ts'
import { openOrder, type OrderInput } from './steps/order.ts'
import { review } from './steps/review.ts'
import { revoke } from './steps/revocation.ts'
import { offerWriting } from './steps/token-writing.ts'

/** Procedure 7 of the manual, 单位证书信息变更, free of charge: contact data, or another certificate in the same key. */
export async function informationChange(input: OrderInput) {
  const order = openOrder('informationChange', input)
  const writing = offerWriting(order)

  return order.run(async () => {
    await collectChange(order) // 变更信息, 短信验证码; contact data are changed by then
    if (order.is('inReview')) await review(order)
    order.mustGoOn()

    const written = await writing.ended() // 写入新证书
    if (written.end === 'lapsed') return
    await revoke(order, { certificateId: written.oldCertificateId, reason: 'affiliationChanged' })
  })
}

export { submit } from './steps/application.ts'
export { proposeChange, proveReservedPhone } from './steps/changed-data.ts'
