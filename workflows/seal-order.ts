import { startInvoice } from './steps/invoice.ts'
import { openOrder, type OrderInput } from './steps/order.ts'
import { collectPayment } from './steps/payment.ts'
import { giveBack } from './steps/refund.ts'
import { review } from './steps/review.ts'
import { chooseSeal, makeOrderedSeal, showImprint } from './steps/seal.ts'

/** 签章制作 for a certificate that its holder has already: paid as an application is, made at once or after review. */
export async function sealOrder(input: OrderInput) {
  const order = openOrder('sealOrder', input)

  return order.run(async () => {
    const choice = await chooseSeal(order) // 选择图样, 短信验证码
    if (choice !== 'submitted') return order.forget() // cancelled, abandoned

    const payment = await collectPayment(order) // 支付签章制作费
    if (payment !== 'paid') return order.forget() // cancelled, expired
    const invoice = await startInvoice(order, 'blue')

    if (await showImprint(order)) {
      const verdict = await review(order) // 等待审核
      if (verdict !== 'approved') return giveBack(order, verdict, invoice) // rejected, cancelled, lapsed
    }

    const seal = await makeOrderedSeal(order) // 制作签章
    if (seal !== 'made') return giveBack(order, seal, invoice) // lapsed
    await invoice.result()
  })
}
