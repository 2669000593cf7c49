import type { IncomingHttpHeaders } from 'node:http'
import wechatPay from 'wechatpay-axios-plugin'
import { z } from 'zod'
import { config } from '../../config.ts'

const { Aes, Formatter, Rsa } = wechatPay

const VALID_SECONDS = 300

const envelope = z.object({
  id: z.string().min(1).max(64),
  event_type: z.string(),
  resource: z.object({ ciphertext: z.string(), nonce: z.string(), associated_data: z.string().default('') }),
})
const transaction = z.object({ appid: z.string(), mchid: z.string(), out_trade_no: z.string().max(64) })

/**
 * `forged`: not WeChat's, too old, or for another merchant. `unreadable`: WeChat's, but not to be understood, e.g. encrypted
 * with another key. `other`: of something else than a payment, e.g. a refund, after which we ask by ourselves.
 */
export type WechatNotice =
  | { is: 'forged' | 'unreadable' | 'other' }
  | { is: 'payment'; id: string; outTradeNo: string; content: string }

function isGenuine(headers: IncomingHttpHeaders, body: string): boolean {
  const { WECHATPAY_PUBLIC_KEY_ID, WECHATPAY_PUBLIC_KEY } = config('wechatNotices')
  const header = (name: string) => String(headers[`wechatpay-${name}`] ?? '')
  const fresh = Math.abs(Date.now() / 1000 - Number(header('timestamp'))) < VALID_SECONDS
  if (!fresh || header('serial') !== WECHATPAY_PUBLIC_KEY_ID) return false
  const signed = Formatter.joinedByLineFeed(header('timestamp'), header('nonce'), body)
  return Rsa.verify(signed, header('signature'), WECHATPAY_PUBLIC_KEY)
}

/** @throws Error of many kinds for what cannot be understood. */
function readNotice(body: string): WechatNotice {
  const settings = config('wechatNotices')
  const { id, event_type: eventType, resource } = envelope.parse(JSON.parse(body))
  if (!eventType.startsWith('TRANSACTION.')) return { is: 'other' }
  const { ciphertext, nonce, associated_data: extra } = resource
  const content = Aes.AesGcm.decrypt(ciphertext, settings.WECHATPAY_API_V3_KEY, nonce, extra)
  const { appid, mchid, out_trade_no: outTradeNo } = transaction.parse(JSON.parse(content))
  const ours = appid === settings.WECHATPAY_APP_ID && mchid === settings.WECHATPAY_MERCHANT_ID
  return ours ? { is: 'payment', id, outTradeNo, content } : { is: 'forged' }
}

/** Verifies and decrypts a notice of WeChat Pay: its number, our trade's number and the decrypted content. */
export function openNotice(headers: IncomingHttpHeaders, body: string): WechatNotice {
  if (!isGenuine(headers, body)) return { is: 'forged' }
  try {
    return readNotice(body)
  } catch {
    return { is: 'unreadable' }
  }
}
