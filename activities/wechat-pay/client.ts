import { isAxiosError } from 'axios'
import wechatPay from 'wechatpay-axios-plugin'
import { z } from 'zod'
import { config } from '../../config.ts'
import { isRefusal, ProviderRefusal } from '../provider-refusal.ts'

// WeChat Pay APIv3, Native 支付, in public-key mode. The SDK signs each call and verifies each answer.

const { Wechatpay } = wechatPay

const tradeStates = [
  'SUCCESS',
  'REFUND',
  'NOTPAY',
  'CLOSED',
  'REVOKED',
  'USERPAYING',
  'ACCEPT',
  'PAYERROR',
] as const
const prepaid = z.object({ code_url: z.string() })
const transaction = z.object({
  trade_state: z.enum(tradeStates),
  transaction_id: z.string().optional(),
  amount: z.object({ total: z.number().int() }).optional(),
})
const refund = z.object({ status: z.enum(['SUCCESS', 'CLOSED', 'PROCESSING', 'ABNORMAL']) })
export type RefundStatus = z.infer<typeof refund>['status']
const problem = z.object({ code: z.string() })

function merchant() {
  const { WECHATPAY_APP_ID: appid, WECHATPAY_MERCHANT_ID: mchid } = config('wechatPay')
  return { appid, mchid }
}

/** One call. @throws ProviderRefusal with WeChat's code when it understood the call and refused it. */
async function call(method: 'get' | 'post', path: string, content?: object): Promise<unknown> {
  const settings = config('wechatPay')
  const client = new Wechatpay({
    mchid: settings.WECHATPAY_MERCHANT_ID,
    serial: settings.WECHATPAY_MERCHANT_SERIAL,
    privateKey: settings.WECHATPAY_MERCHANT_PRIVATE_KEY,
    certs: { [settings.WECHATPAY_PUBLIC_KEY_ID]: settings.WECHATPAY_PUBLIC_KEY },
    baseURL: settings.WECHATPAY_URL,
    timeout: 8000,
    // Asks for answers signed with this key.
    headers: { 'Wechatpay-Serial': settings.WECHATPAY_PUBLIC_KEY_ID },
  })
  const endpoint = client.chain(path)
  try {
    const answer = method === 'get' ? await endpoint.get({ params: content }) : await endpoint.post(content)
    return answer.data
  } catch (error) {
    // Not `instanceof`: the SDK loads a copy of its own.
    const refused = isAxiosError(error) ? problem.safeParse(error.response?.data) : undefined
    if (refused?.success)
      throw new ProviderRefusal(`WeChat Pay refused: ${refused.data.code}`, refused.data.code)
    throw new Error(`WeChat Pay: ${(error as Error).message}`)
  }
}

const byNumber = (outTradeNo: string) => `v3/pay/transactions/out-trade-no/${outTradeNo}`

/** A QR code for an amount in fen. */
export async function prepayNative(trade: {
  outTradeNo: string
  description: string
  amountFen: number
  expiresAt: Date
  notifyUrl: string
}): Promise<{ codeUrl: string }> {
  const answer = await call('post', 'v3/pay/transactions/native', {
    ...merchant(),
    description: trade.description,
    out_trade_no: trade.outTradeNo,
    time_expire: trade.expiresAt.toISOString().replace(/\.\d+Z$/, '+00:00'),
    notify_url: trade.notifyUrl,
    amount: { total: trade.amountFen, currency: 'CNY' },
  })
  return { codeUrl: prepaid.parse(answer).code_url }
}

/** How a transaction stands, by our number. */
export async function queryTransaction(
  outTradeNo: string,
): Promise<
  'unknown' | { tradeState: (typeof tradeStates)[number]; transactionId?: string; amountFen?: number }
> {
  try {
    const answer = transaction.parse(await call('get', byNumber(outTradeNo), { mchid: merchant().mchid }))
    return {
      tradeState: answer.trade_state,
      ...(answer.transaction_id && { transactionId: answer.transaction_id }),
      ...(answer.amount && { amountFen: answer.amount.total }),
    }
  } catch (error) {
    if (isRefusal(error, 'ORDER_NOT_EXIST')) return 'unknown'
    throw error
  }
}

/** Closes a transaction. @throws ProviderRefusal ORDERPAID when somebody has paid it. */
export async function closeTransaction(outTradeNo: string): Promise<void> {
  await call('post', `${byNumber(outTradeNo)}/close`, { mchid: merchant().mchid })
}

/** How a refund stands, by our number of it. */
export async function queryTransactionRefund(outRefundNo: string): Promise<'unknown' | RefundStatus> {
  try {
    return refund.parse(await call('get', `v3/refund/domestic/refunds/${outRefundNo}`)).status
  } catch (error) {
    if (isRefusal(error, 'RESOURCE_NOT_EXISTS')) return 'unknown'
    throw error
  }
}

/** Gives money back; the same number moves it once. */
export async function refundTransaction(money: {
  outTradeNo: string
  outRefundNo: string
  amountFen: number
  totalFen: number
  reason: string
}): Promise<RefundStatus> {
  const answer = await call('post', 'v3/refund/domestic/refunds', {
    out_trade_no: money.outTradeNo,
    out_refund_no: money.outRefundNo,
    reason: money.reason,
    amount: { refund: money.amountFen, total: money.totalFen, currency: 'CNY' },
  })
  return refund.parse(answer).status
}
