import { deadlines } from '../domain/deadlines.ts'
import { issueSuccessor } from './steps/hosted-certificate.ts'
import { agreeOnData } from './steps/hosted-data.ts'
import { startInvoice } from './steps/invoice.ts'
import { openOrder, type OrderInput } from './steps/order.ts'
import { collectPayment } from './steps/payment.ts'
import { giveBack } from './steps/refund.ts'
import { makeSeal } from './steps/seal.ts'

const DAY = 86_400_000

/** 托管证书更新, as procedure 2 of the manual: another year, for the phone that uses the certificate. */
export async function hostedRenewal(input: OrderInput) {
  const order = openOrder('hostedRenewal', input)

  return order.run(async () => {
    const data = await agreeOnData(order, {
      contactOnly: 'submitted',
      mismatch: 'OrganisationChanged',
      waitsThen: () => Date.now() + deadlines.paymentDays * DAY,
    }) // 核对信息, 签署人验证码
    if (data !== 'submitted') return order.forget() // cancelled, abandoned

    const payment = await collectPayment(order) // 支付
    if (payment !== 'paid') return order.forget() // cancelled, expired
    const invoice = await startInvoice(order, 'blue')

    const { end } = await issueSuccessor(order) // 签发新证书
    if (end !== 'issued') return giveBack(order, 'lapsed', invoice)
    // The old certificate is not revoked: it simply ends, and what waits for its signature goes on.
    makeSeal(order)
    await invoice.result()
  })
}

export { confirmHostedData } from './steps/hosted-data.ts'
