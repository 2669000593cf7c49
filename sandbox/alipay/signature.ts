import { createSign, createVerify } from 'node:crypto'
import { settings } from '../settings.ts'

function content(fields: Record<string, string>, without: string[]): string {
  return Object.keys(fields)
    .filter((name) => !without.includes(name) && fields[name] !== '' && fields[name] !== undefined)
    .sort()
    .map((name) => `${name}=${fields[name]}`)
    .join('&')
}

/** True when the app signed this request (RSA2 over every field but `sign`). */
export function requestIsSigned(fields: Record<string, string>): boolean {
  const verifier = createVerify('RSA-SHA256').update(content(fields, ['sign']), 'utf8')
  return verifier.verify(settings.alipay.appPublicKey, fields.sign ?? '', 'base64')
}

/** Signs as Alipay. */
export function alipaySign(text: string): string {
  return createSign('RSA-SHA256').update(text, 'utf8').sign(settings.alipay.privateKey, 'base64')
}

/** Adds Alipay's signature to a notification (over every field but `sign` and `sign_type`). */
export function signedNotification(fields: Record<string, string>): Record<string, string> {
  return { ...fields, sign_type: 'RSA2', sign: alipaySign(content(fields, ['sign', 'sign_type'])) }
}
