import { proxyActivities } from '@temporalio/workflow'
import type { NoticeActivities } from '../activities/notices/notices.ts'
import type { MakingActivities } from '../activities/orders/making.ts'
import type { PasswordActivities } from '../activities/sms/certificate-password.ts'
import { activityClasses } from '../temporal.config.ts'
import { submitApplication } from './steps/application.ts'
import { startInvoice } from './steps/invoice.ts'
import { produceKey } from './steps/key-making.ts'
import { openOrder, type OrderInput } from './steps/order.ts'
import { collectPayment, refund } from './steps/payment.ts'
import { review } from './steps/review.ts'
import { awaitDelivery, shipKey } from './steps/shipping.ts'

const { sendNotice } = proxyActivities<NoticeActivities>(activityClasses.provider)
const { sendCertificatePassword } = proxyActivities<PasswordActivities>(activityClasses.provider)
const { createCertificatePassword, destroyCertificatePassword } = proxyActivities<PasswordActivities>(
  activityClasses.record,
)
const { activateCertificate } = proxyActivities<MakingActivities>(activityClasses.record)

/** Procedure 1 of the manual, 单位证书申请: from the first saved form to the delivered key. */
export async function newApplication(input: OrderInput) {
  const order = openOrder('newApplication', input)
  const { orderId } = order

  return order.run(async () => {
    await submitApplication(order) //   第一步 提交订单
    await collectPayment(order) //      第二步 支付证书费用
    const invoice = await startInvoice(order, 'blue')

    if ((await review(order)) === 'rejected') {
      await order.move('refused')
      await sendNotice({ orderId, notice: 'rejected' })
      await refund(order)
      await invoice.result()
      await startInvoice(order, 'red')
      await order.move('refunded')
      return
    }

    await order.move('approved') //     第三步 审核通过, 法人收到证书密码
    const { passwordId } = await createCertificatePassword({ orderId })
    const told = Promise.all([
      sendNotice({ orderId, notice: 'approved' }),
      sendCertificatePassword({ orderId, passwordId }),
    ])
    const { tokenSerial } = await produceKey(order, passwordId)
    await told
    await destroyCertificatePassword({ passwordId })

    const { shipmentId } = await shipKey(order, tokenSerial)
    await order.move('keyMade') //      第四步 接收证书产品
    await sendNotice({ orderId, notice: 'shipped' })
    await awaitDelivery(shipmentId)
    await activateCertificate({ orderId })
    await order.move('delivered')
  })
}

export {
  cancel,
  completeMaterials,
  confirm,
  proveByCode,
  requestConfirmationCode,
  requestProofingCode,
  returnToModify,
  saveForm,
  submit,
} from './steps/application.ts'
export { makeKey } from './steps/key-making.ts'
export { paymentReported, renewQr } from './steps/payment.ts'
export { reviewDecided } from './steps/review.ts'
export { routeReported } from './steps/shipping.ts'
