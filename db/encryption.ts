import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { customType } from 'drizzle-orm/pg-core'
import { config } from '../config.ts'

// Encryption at rest: AES-256-GCM, a fresh 96-bit nonce each time, one derived key a purpose.
// Layout: version byte, nonce, ciphertext, tag.

const VERSION = 1

function derived(purpose: string): Buffer {
  const master = Buffer.from(config('dataKey').DATA_KEY, 'base64')
  return Buffer.from(hkdfSync('sha256', master, Buffer.alloc(0), `yinxin/${purpose}`, 32))
}

/** Encrypts bytes so that only the holder of DATA_KEY reads them again. */
export function encrypt(plain: Uint8Array): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', derived('at-rest'), nonce)
  return Buffer.concat([Buffer.of(VERSION), nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** @throws Error when the bytes were changed or belong to another DATA_KEY. */
export function decrypt(sealed: Uint8Array): Buffer {
  if (sealed[0] !== VERSION) throw new Error('unknown encryption version')
  const decipher = createDecipheriv('aes-256-gcm', derived('at-rest'), sealed.subarray(1, 13))
  decipher.setAuthTag(sealed.subarray(-16))
  return Buffer.concat([decipher.update(sealed.subarray(13, -16)), decipher.final()])
}

/** A keyed fingerprint: finds or compares a value (phone, form) without storing it. */
export function fingerprint(purpose: string, value: string): string {
  return createHmac('sha256', derived(purpose)).update(value).digest('base64url')
}

/** The verification code that belongs to a code's row. Derived, so it is stored nowhere and a retry sends the same. */
export function verificationCode(codeId: string, digits: number): string {
  const mac = createHmac('sha256', derived('verification-code')).update(codeId).digest()
  return String(mac.readUInt32BE(0) % 10 ** digits).padStart(digits, '0')
}

/** A column of encrypted JSON. */
export const encryptedJson = <T>(name: string) =>
  customType<{ data: T; driverData: Buffer }>({
    dataType: () => 'bytea',
    toDriver: (value) => encrypt(Buffer.from(JSON.stringify(value))),
    fromDriver: (value) => JSON.parse(decrypt(value).toString()) as T,
  })(name)

/** A column of raw bytes. */
export const bytes = customType<{ data: Uint8Array; driverData: Buffer }>({
  dataType: () => 'bytea',
  toDriver: (value) => Buffer.from(value),
  fromDriver: (value) => new Uint8Array(value),
})
