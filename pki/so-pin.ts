import type { Hsm } from './hsm.ts'
import { hsmSecrets } from './issuers.ts'

/**
 * The SO PIN of a token: derived in the HSM from the token's serial number and the generation, so that it is stored
 * nowhere and can be changed after each use. 24 characters, 144 bits.
 */
export function deriveSoPin(hsm: Hsm, tokenSerial: string, generation: number): string {
  const mac = hsm.hmac(hsmSecrets.soPin, Buffer.from(`ukey-so-v1|${tokenSerial}|${generation}`))
  return Buffer.from(mac).toString('base64url').slice(0, 24)
}
