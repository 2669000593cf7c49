import { x25519 } from '@noble/curves/ed25519'
import type { OrderView } from '#lib/api/client.ts'

// A typed code, readable only to the worker that holds the keys: X25519, HKDF-SHA256, AES-256-GCM, as pki/sealed.ts opens
// it. Not all phones know X25519 by themselves yet.

type Authorisation = NonNullable<NonNullable<OrderView['signing']>['code']>

/** What is sent for a typed code. */
export interface SealedCode {
  authorisationId: string
  sealed: string
}

const RAW_BYTES = 32
const NONCE_BYTES = 12

const fromBase64 = (text: string) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0))
const toBase64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes))

/** What is sent for a code that was typed in for this authorisation. */
export async function sealCode(
  { id, sealTo }: Pick<Authorisation, 'id' | 'sealTo'>,
  code: string,
): Promise<SealedCode> {
  const secret = x25519.utils.randomSecretKey()
  const sender = x25519.getPublicKey(secret)
  const shared = x25519.getSharedSecret(secret, fromBase64(sealTo).slice(-RAW_BYTES))
  const text = new TextEncoder()
  const material = await crypto.subtle.importKey('raw', shared as BufferSource, 'HKDF', false, ['deriveKey'])
  const key = await crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: sender as BufferSource, info: text.encode(`yinxin/sealed|${id}`) },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt'],
  )
  // The key is used for this one message.
  const iv = new Uint8Array(NONCE_BYTES)
  const algorithm = { name: 'AES-GCM', iv, additionalData: text.encode(id) }
  const sealed = new Uint8Array(await crypto.subtle.encrypt(algorithm, key, text.encode(code)))
  return { authorisationId: id, sealed: toBase64(new Uint8Array([...sender, ...iv, ...sealed])) }
}
