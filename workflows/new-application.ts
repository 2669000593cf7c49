import { submitApplication } from './steps/application.ts'
import { preparePassword } from './steps/certificate-password.ts'
import { startInvoice } from './steps/invoice.ts'
import { makingDue, produceKey } from './steps/key-making.ts'
import { openOrder, type OrderInput } from './steps/order.ts'
import { collectPayment } from './steps/payment.ts'
import { giveBack } from './steps/refund.ts'
import { review } from './steps/review.ts'
import { makeSeal } from './steps/seal.ts'
import { deliverKey } from './steps/shipping.ts'

/** Procedure 1 of the manual, 单位证书申请: from the first saved form to the delivered key. */
export async function newApplication(input: OrderInput) {
  const order = openOrder('newApplication', input)

  return order.run(async () => {
    const application = await submitApplication(order) // 第一步 提交订单
    if (application !== 'submitted') return order.forget() // cancelled, abandoned

    const payment = await collectPayment(order) // 第二步 支付证书费用
    if (payment !== 'paid') return order.forget() // cancelled, expired
    const invoice = await startInvoice(order, 'blue')

    const verdict = await review(order, { waitsThen: makingDue }) // 第三步 等待审核
    if (verdict !== 'approved') return giveBack(order, verdict, invoice) // rejected, cancelled, lapsed

    let parcel: Awaited<ReturnType<typeof deliverKey>>
    do {
      const password = await preparePassword(order)
      const key = await produceKey(order, password.passwordId)
      makeSeal(order)
      await password.destroy()
      parcel = await deliverKey(order, key) // 第四步 接收证书产品
    } while (parcel === 'lost') // Another key is free.
    await invoice.result() // delivered, givenUp
  })
}

export {
  cancel,
  completeMaterials,
  confirm,
  requestConfirmationCode,
  returnToModify,
  submit,
} from './steps/application.ts'
export { makeKey } from './steps/key-making.ts'
export { paymentReported, renewQr } from './steps/payment-messages.ts'
export { proveByCertificate, proveByCode, requestProofingCode } from './steps/proofing.ts'
export { taskDone } from './steps/refund.ts'
export { resendMaterials, reviewDecided } from './steps/review.ts'
export { reportLoss, reship, routeReported } from './steps/shipping.ts'
