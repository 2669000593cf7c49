import { createCipheriv, createSign, createVerify, randomBytes } from 'node:crypto'
import { settings } from '../settings.ts'

// APIv3: every call and every answer is signed over lines of text; notices carry encrypted content.

const lines = (...parts: string[]) => parts.map((part) => `${part}\n`).join('')
const VALID_SECONDS = 300

/** Whether the merchant signed this call (Authorization: WECHATPAY2-SHA256-RSA2048 …). */
export function callIsSigned(call: {
  method: string
  url: string
  body: string
  authorization: string
}): boolean {
  const [scheme = '', rest = ''] = call.authorization.split(/ (.*)/s)
  const fields = Object.fromEntries(
    [...rest.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value]),
  )
  const { mchid, nonce_str, signature, timestamp, serial_no } = fields
  const { merchantId, merchantSerial, merchantPublicKey } = settings.wechatPay
  if (scheme !== 'WECHATPAY2-SHA256-RSA2048' || mchid !== merchantId || serial_no !== merchantSerial)
    return false
  if (!(Math.abs(Date.now() / 1000 - Number(timestamp)) < VALID_SECONDS)) return false
  const text = lines(call.method, call.url, timestamp ?? '', nonce_str ?? '', call.body)
  return createVerify('RSA-SHA256')
    .update(text)
    .verify(merchantPublicKey, signature ?? '', 'base64')
}

/** The headers that sign a body as WeChat. */
export function signedHeaders(body: string): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1000))
  const nonce = randomBytes(16).toString('hex')
  return {
    'wechatpay-timestamp': timestamp,
    'wechatpay-nonce': nonce,
    'wechatpay-serial': settings.wechatPay.publicKeyId,
    'wechatpay-signature': createSign('RSA-SHA256')
      .update(lines(timestamp, nonce, body))
      .sign(settings.wechatPay.privateKey, 'base64'),
  }
}

/** What a notice is about, encrypted with the merchant's APIv3 key. */
export function encryptedResource(content: object) {
  const nonce = randomBytes(6).toString('hex')
  const cipher = createCipheriv('aes-256-gcm', settings.wechatPay.apiV3Key, nonce)
  cipher.setAAD(Buffer.from('transaction'))
  const text = Buffer.concat([
    cipher.update(JSON.stringify(content), 'utf8'),
    cipher.final(),
    cipher.getAuthTag(),
  ])
  return {
    algorithm: 'AEAD_AES_256_GCM',
    ciphertext: text.toString('base64'),
    associated_data: 'transaction',
    nonce,
    original_type: 'transaction',
  }
}
