import { activateHosted, issueHosted } from './steps/hosted-certificate.ts'
import { submitApplication } from './steps/application.ts'
import { startInvoice } from './steps/invoice.ts'
import { openOrder, type OrderInput } from './steps/order.ts'
import { collectPayment } from './steps/payment.ts'
import { giveBack } from './steps/refund.ts'
import { review } from './steps/review.ts'
import { makeSeal } from './steps/seal.ts'

/** 托管证书申请: as procedure 1 of the manual, without medium and courier; the key is made in the HSM. */
export async function hostedApplication(input: OrderInput) {
  const order = openOrder('hostedApplication', input)

  return order.run(async () => {
    const application = await submitApplication(order) // 第一步 提交订单
    if (application !== 'submitted') return order.forget() // cancelled, abandoned

    const payment = await collectPayment(order) // 第二步 支付证书费用
    if (payment !== 'paid') return order.forget() // cancelled, expired
    const invoice = await startInvoice(order, 'blue')

    const verdict = await review(order) // 第三步 等待审核
    if (verdict !== 'approved') return giveBack(order, verdict, invoice) // rejected, cancelled, lapsed

    await issueHosted(order)
    makeSeal(order)
    await activateHosted(order) // 第四步 启用证书: activated, lapsed
    await invoice.result() // delivered, givenUp
  })
}

export { activate, requestActivationCode } from './steps/hosted-certificate.ts'
