import { confirmContactData } from './steps/contact-data.ts'
import { startInvoice } from './steps/invoice.ts'
import { openOrder, type OrderInput } from './steps/order.ts'
import { collectPayment } from './steps/payment.ts'
import { giveBack } from './steps/refund.ts'
import { makeSeal } from './steps/seal.ts'
import { writeIntoKey, writingUntil } from './steps/token-writing.ts'

/** Procedure 2 of the manual, 单位证书更新: another year in the same key. */
export async function renewal(input: OrderInput) {
  const order = openOrder('renewal', input)

  return order.run(async () => {
    const data = await confirmContactData(order) // 核对信息, 短信验证码, 确认订单
    if (data !== 'submitted') return order.forget() // cancelled, abandoned

    const payment = await collectPayment(order, { waitsThen: writingUntil }) // 支付
    if (payment !== 'paid') return order.forget() // cancelled, expired
    const invoice = await startInvoice(order, 'blue')

    const { end } = await writeIntoKey(order) // 写入新证书
    if (end !== 'written') return giveBack(order, end, invoice) // cancelled, lapsed
    // The old certificate is not revoked: it simply ends.
    makeSeal(order)
    await invoice.result()
  })
}

export { confirmData } from './steps/contact-data.ts'
export { proveReservedPhone } from './steps/reserved-phone.ts'
export { certificateWritten, keyGenerated, writingFinished } from './steps/token-writing.ts'
