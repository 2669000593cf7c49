import { defineUpdate } from '@temporalio/workflow'
import { deadlines } from '../domain/deadlines.ts'
import type { PaymentMode } from '../domain/payment.ts'
import { submitApplication } from './steps/application.ts'
import { preparePassword } from './steps/certificate-password.ts'
import { signedConfirmation } from './steps/confirmation.ts'
import { startInvoice } from './steps/invoice.ts'
import { makingDue, produceKey } from './steps/key-making.ts'
import { oldCertificate, tellLossReport, type KeyFate } from './steps/old-certificate.ts'
import { openOrder, type OrderInput } from './steps/order.ts'
import { collectPayment } from './steps/payment.ts'
import { giveBack } from './steps/refund.ts'
import { collectRemittance, returnRemittances } from './steps/remittance.ts'
import { review } from './steps/review.ts'
import { makeSeal } from './steps/seal.ts'
import { deliverKey } from './steps/shipping.ts'

/** The lost key is found: no other is needed. The report of its loss is lifted after this. */
export const keyFound = defineUpdate<void, []>('keyFound')

export interface ReplacementInput extends OrderInput {
  certificateId: string
  fate: KeyFate
  payBy: PaymentMode
}

/** Procedure 6 of the manual, 单位证书丢失补办: another key for a certificate whose key was lost or damaged. */
export async function replacement(input: ReplacementInput) {
  const order = openOrder('replacement', input)
  const byTransfer = input.payBy === 'remittance'
  const old = oldCertificate(order, input.certificateId, input.fate)

  const end = await order.run(async () => {
    // Before the application begins: of two local activities at once a replay does not know which answered first.
    await tellLossReport(input.certificateId)
    const payDays = byTransfer ? deadlines.remittanceDays : deadlines.paymentDays
    // 第一步 提交订单, 第二步 上传证件照片及付款凭证
    const application = await submitApplication(order, { payDays, keyFound })
    if (application !== 'submitted') return order.forget() // cancelled, abandoned
    await signedConfirmation(order) // (8) 签名验证

    const payment = await (byTransfer
      ? collectRemittance(order, { keyFound })
      : collectPayment(order, { keyFound }))
    if (payment !== 'paid') {
      // Money does not wait for those who carry the news.
      await returnRemittances(order)
      return order.forget() // cancelled, expired
    }
    const invoice = await startInvoice(order, 'blue')

    const verdict = await review(order, { keyFound, waitsThen: makingDue }) // 第三步 等待审核
    if (verdict !== 'approved') {
      // rejected, cancelled, lapsed
      return giveBack(order, verdict, invoice, byTransfer ? () => returnRemittances(order) : undefined)
    }

    await old.hold()
    let parcel: Awaited<ReturnType<typeof deliverKey>> | undefined
    do {
      const password = await preparePassword(order)
      const key = await produceKey(order, password.passwordId)
      await password.destroy()
      if (!parcel) await old.revoke()
      makeSeal(order)
      parcel = await deliverKey(order, key) // 第四步 接收证书产品
    } while (parcel === 'lost') // Another key is free.
  })
  // Whoever transferred for an order that came to nothing gets it back; whoever reported a loss chooses again.
  if (!order.is('completed', 'undelivered')) {
    await returnRemittances(order)
    await tellLossReport(input.certificateId)
  }
  return end
}
