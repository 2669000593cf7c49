import {
  createCipheriv,
  createDecipheriv,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
} from 'node:crypto'

// A message only one recipient can open (ECIES: X25519, HKDF-SHA256, AES-256-GCM). Bound to a context, so it cannot
// be passed off as another. Layout: sender's public key (32), nonce (12), ciphertext, tag (16).

const SPKI_PREFIX = Buffer.from('302a300506032b656e032100', 'hex')

function rawPublicKey(key: KeyObject): Buffer {
  return key.export({ type: 'spki', format: 'der' }).subarray(-32)
}

function messageKey(shared: Buffer, ephemeral: Buffer, context: string): Buffer {
  return Buffer.from(hkdfSync('sha256', shared, ephemeral, `yinxin/sealed|${context}`, 32))
}

/** Seals bytes to an X25519 public key. The context (who, what for) has to be the same on opening. */
export function seal(plain: Uint8Array, recipient: KeyObject, context: string): Uint8Array {
  const sender = generateKeyPairSync('x25519')
  const ephemeral = rawPublicKey(sender.publicKey)
  const shared = diffieHellman({ privateKey: sender.privateKey, publicKey: recipient })
  // The key is used for this one message, so a constant nonce never repeats under it.
  const nonce = Buffer.alloc(12)
  const cipher = createCipheriv('aes-256-gcm', messageKey(shared, ephemeral, context), nonce)
  cipher.setAAD(Buffer.from(context))
  return Buffer.concat([ephemeral, nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** Whether anything can be sealed to this SPKI (DER): an X25519 key that is no point of small order (RFC 7748, 6.1). */
export function takesSeals(spki: Uint8Array): boolean {
  try {
    seal(new Uint8Array(), createPublicKey({ key: Buffer.from(spki), type: 'spki', format: 'der' }), '')
    return true
  } catch {
    return false
  }
}

/** @throws Error when it was sealed for somebody else, for another context, or changed. */
export function open(sealed: Uint8Array, privateKey: KeyObject, context: string): Buffer {
  const bytes = Buffer.from(sealed)
  const ephemeral = bytes.subarray(0, 32)
  const publicKey = createPublicKey({
    key: Buffer.concat([SPKI_PREFIX, ephemeral]),
    type: 'spki',
    format: 'der',
  })
  const shared = diffieHellman({ privateKey, publicKey })
  const decipher = createDecipheriv(
    'aes-256-gcm',
    messageKey(shared, ephemeral, context),
    bytes.subarray(32, 44),
  )
  decipher.setAAD(Buffer.from(context))
  decipher.setAuthTag(bytes.subarray(-16))
  return Buffer.concat([decipher.update(bytes.subarray(44, -16)), decipher.final()])
}
