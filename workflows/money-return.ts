import { returnMoney } from './steps/refund.ts'

/** Gives back money that came in with another amount than the order asked for; finance starts it. */
export async function moneyReturn(money: { orderId: string; outTradeNo: string }): Promise<void> {
  await returnMoney({ ...money, reason: 'surplus' })
}
