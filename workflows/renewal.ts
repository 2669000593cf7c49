import { confirmContactData } from './steps/contact-data.ts'
import { startInvoice } from './steps/invoice.ts'
import { openOrder, type OrderInput } from './steps/order.ts'
import { collectPayment } from './steps/payment.ts'
import { giveBack } from './steps/refund.ts'
import { offerWriting, writingUntil } from './steps/token-writing.ts'

/** Procedure 2 of the manual, 单位证书更新: another year in the same key. */
export async function renewal(input: OrderInput) {
  const order = openOrder('renewal', input)
  const writing = offerWriting(order)

  return order.run(async () => {
    await confirmContactData(order) // 核对信息, 短信验证码, 确认订单
    await collectPayment(order, writingUntil) // 支付
    const invoice = await startInvoice(order, 'blue')

    const { end } = await writing.ended() // 写入新证书
    if (end !== 'written') return giveBack(order, end, invoice)
    // The old certificate is not revoked: it simply ends.
    await invoice.result()
  })
}

export { confirmData } from './steps/contact-data.ts'
export { proveReservedPhone } from './steps/reserved-phone.ts'
export { certificateWritten, keyGenerated, writingFinished } from './steps/token-writing.ts'
