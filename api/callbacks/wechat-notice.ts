import type { IncomingHttpHeaders } from 'node:http'
import wechatPay from 'wechatpay-axios-plugin'
import { z } from 'zod'
import { config } from '../../config.ts'

const { Aes, Formatter, Rsa } = wechatPay

const VALID_SECONDS = 300

const envelope = z.object({
  id: z.string().min(1).max(64),
  resource: z.object({ ciphertext: z.string(), nonce: z.string(), associated_data: z.string().default('') }),
})
const transaction = z.object({ appid: z.string(), mchid: z.string(), out_trade_no: z.string().max(64) })

/**
 * Verifies and decrypts a notice of WeChat Pay. Gives its number, our trade's number and the decrypted content;
 * undefined when it is not WeChat's, too old, or for another merchant.
 */
export function openNotice(
  headers: IncomingHttpHeaders,
  body: string,
): { id: string; outTradeNo: string; content: string } | undefined {
  const settings = config('wechatNotices')
  const header = (name: string) => String(headers[`wechatpay-${name}`] ?? '')
  const fresh = Math.abs(Date.now() / 1000 - Number(header('timestamp'))) < VALID_SECONDS
  if (!fresh || header('serial') !== settings.WECHATPAY_PUBLIC_KEY_ID) return undefined
  const signed = Formatter.joinedByLineFeed(header('timestamp'), header('nonce'), body)
  if (!Rsa.verify(signed, header('signature'), settings.WECHATPAY_PUBLIC_KEY)) return undefined
  const { id, resource } = envelope.parse(JSON.parse(body))
  const { ciphertext, nonce, associated_data: extra } = resource
  const content = Aes.AesGcm.decrypt(ciphertext, settings.WECHATPAY_API_V3_KEY, nonce, extra)
  const { appid, mchid, out_trade_no: outTradeNo } = transaction.parse(JSON.parse(content))
  const ours = appid === settings.WECHATPAY_APP_ID && mchid === settings.WECHATPAY_MERCHANT_ID
  return ours ? { id, outTradeNo, content } : undefined
}
