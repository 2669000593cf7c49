import { AlipaySdk } from 'alipay-sdk'
import { config } from '../../config.ts'

/** The official SDK, answers verified with Alipay's public key. */
export function alipayClient(): AlipaySdk {
  const { ALIPAY_APP_ID, ALIPAY_APP_PRIVATE_KEY, ALIPAY_PUBLIC_KEY, ALIPAY_GATEWAY } = config('alipay')
  return new AlipaySdk({
    appId: ALIPAY_APP_ID,
    privateKey: ALIPAY_APP_PRIVATE_KEY,
    alipayPublicKey: ALIPAY_PUBLIC_KEY,
    gateway: ALIPAY_GATEWAY,
    keyType: ALIPAY_APP_PRIVATE_KEY.includes('BEGIN PRIVATE KEY') ? 'PKCS8' : 'PKCS1',
    timeout: 8000,
  })
}
