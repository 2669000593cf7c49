import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
} from 'node:crypto'
import { customType } from 'drizzle-orm/pg-core'
import { config } from '../config.ts'

// Encryption at rest: AES-256-GCM, a fresh 96-bit nonce each time. What is sealed opens only in its own place and tells
// which key it was sealed by. Layout: version byte, key id, nonce, ciphertext, tag.

const VERSION = 2
const ID_BYTES = 4
const NONCE_BYTES = 12
const TAG_BYTES = 16
/** Version and key id: what stands at the beginning of everything that was sealed by one key. */
export const HEADER_BYTES = 1 + ID_BYTES

function derived(master: string, purpose: string, bytes = 32): Buffer {
  return Buffer.from(
    hkdfSync('sha256', Buffer.from(master, 'base64'), Buffer.alloc(0), `yinxin/${purpose}`, bytes),
  )
}

/** Made once for each argument: a key is derived once in the life of a process. */
function once<Value>(make: (argument: string) => Value): (argument: string) => Value {
  const made = new Map<string, Value>()
  return (argument) => {
    const known = made.get(argument) ?? make(argument)
    made.set(argument, known)
    return known
  }
}

const dataKeyOf = once((master) => ({
  header: Buffer.concat([Buffer.of(VERSION), derived(master, 'key-id', ID_BYTES)]),
  key: createSecretKey(derived(master, 'at-rest')),
}))

/** The key that seals, and all that open. */
function dataKeys() {
  const keys = config('dataKey').DATA_KEY.map(dataKeyOf)
  return { sealing: keys[0]!, opening: keys }
}

/** Where something sealed lies: table, column, and what names the row. */
export type Place = readonly (string | number)[]

/** Encrypts bytes so that only a holder of DATA_KEY reads them, and only out of this place. */
export function encrypt(place: Place, plain: Uint8Array): Buffer {
  const { header, key } = dataKeys().sealing
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(aad(header, place))
  return Buffer.concat([header, nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** @throws Error when the bytes were changed, come from another place, or no key of DATA_KEY has sealed them. */
export function decrypt(place: Place, sealed: Uint8Array): Buffer {
  const header = sealed.subarray(0, HEADER_BYTES)
  const found = dataKeys().opening.find((key) => key.header.equals(header))
  if (!found) throw new Error('sealed by a key that is not in DATA_KEY')
  const nonce = sealed.subarray(HEADER_BYTES, HEADER_BYTES + NONCE_BYTES)
  const decipher = createDecipheriv('aes-256-gcm', found.key, nonce, { authTagLength: TAG_BYTES })
  decipher.setAAD(aad(header, place)).setAuthTag(sealed.subarray(-TAG_BYTES))
  const content = sealed.subarray(HEADER_BYTES + NONCE_BYTES, -TAG_BYTES)
  return Buffer.concat([decipher.update(content), decipher.final()])
}

const aad = (header: Uint8Array, place: Place) => Buffer.concat([header, Buffer.from(JSON.stringify(place))])

/** How everything begins that the first key of DATA_KEY has sealed. */
export const currentHeader = (): Buffer => dataKeys().sealing.header

/** Whether the first key has sealed it. */
export const isCurrent = (sealed: Uint8Array): boolean =>
  currentHeader().equals(sealed.subarray(0, HEADER_BYTES))

const fingerprintKeyOf = once((purpose) => ({
  of: once((master) => createSecretKey(derived(master, purpose))),
}))
const keyed = (purpose: string) =>
  createHmac('sha256', fingerprintKeyOf(purpose).of(config('fingerprints').FINGERPRINT_KEY))

/** A keyed fingerprint: finds or compares a value (phone, form) without storing it. */
export function fingerprint(purpose: string, value: string): string {
  return keyed(purpose).update(value).digest('base64url')
}

/** The verification code that belongs to a code's row. Derived, so it is stored nowhere and a retry sends the same. */
export function verificationCode(codeId: string, digits: number): string {
  const mac = keyed('verification-code').update(codeId).digest()
  return String(mac.readUInt32BE(0) % 10 ** digits).padStart(digits, '0')
}

declare const content: unique symbol
/** JSON that is sealed for one place (db/sealed-columns.ts): no other bytes come into such a column. */
export type Sealed<T> = Uint8Array & { readonly [content]: T }

/** As the driver gives it; within what Postgres joined to JSON it is in hex, after `\\x`. */
const bytesOf = (value: Buffer | string): Uint8Array =>
  new Uint8Array(typeof value === 'string' ? Buffer.from(value.slice(2), 'hex') : value)

/** A column of it. */
export const sealed = <T>(name: string) =>
  customType<{ data: Sealed<T>; driverData: Buffer | string }>({
    dataType: () => 'bytea',
    toDriver: (value) => Buffer.from(value),
    fromDriver: (value) => bytesOf(value) as Sealed<T>,
  })(name)

/** A column of raw bytes. */
export const bytes = customType<{ data: Uint8Array; driverData: Buffer | string }>({
  dataType: () => 'bytea',
  toDriver: (value) => Buffer.from(value),
  fromDriver: bytesOf,
})
