import { createPrivateKey, type KeyObject } from 'node:crypto'
import graphene from 'graphene-pk11'
import {
  algorithmOfKey,
  algorithms,
  verifierOf,
  type Algorithm,
  type Hash,
  type KeyRule,
} from './algorithms.ts'
import { logIn, type HsmLogin } from './hsm.ts'
import type { KeyAttributes } from './key-evidence.ts'
import { guarded, TokenError } from './pkcs11.ts'
import { attributesOf, spkiOf } from './token-objects.ts'

// The token of the HSM in which the keys of hosted certificates are made and used. It keeps two secrets only: holders'
// private keys leave it wrapped (AES key wrap with padding, RFC 5649), and come back for one authorisation.

const { SECRET_KEY, PRIVATE_KEY } = graphene.ObjectClass
const WRAP = { name: 'AES_KEY_WRAP_PAD', params: null }
const WRAPPING_KEY = 'hosted-keys-v1'
const CODE_SECRET = 'signing-codes-v1'
const SECRET_BYTES = 32

/** A holder's key pair as it is kept: nobody but the vault can do anything with it. */
export interface WrappedPair {
  spki: Uint8Array
  attributes: KeyAttributes
  wrapped: Uint8Array
}

export interface KeyVault {
  /** Makes a key pair inside. */
  make(rule: KeyRule): WrappedPair
  /**
   * Signs each of these by a wrapped private key, which is there for that long.
   * @throws TokenError when it was not wrapped here; Error when it is not the key of `spki`.
   */
  sign(pair: Pick<WrappedPair, 'spki' | 'wrapped'>, data: readonly Uint8Array[]): Uint8Array[]
  /** The same over hashes that somebody else has made. */
  signHashes(pair: Pick<WrappedPair, 'spki' | 'wrapped'>, hashes: readonly Hash[]): Uint8Array[]
  /** HMAC-SHA256 with a secret that stays inside: by it nobody else knows a code, or makes a signer. */
  mac(text: string): Uint8Array
  /** X25519: what typed codes are sealed to. Made of the same secret, so that every worker has it. */
  readonly sealingKey: KeyObject
  close(): void
}

/** PrivateKeyInfo of an X25519 key (RFC 8410), before its 32 bytes. */
const X25519_PREFIX = Buffer.from('302e020100300506032b656e04220420', 'hex')

const inside = { private: true, sensitive: true } as const

/** Makes what the token lacks; safe to run again. @throws TokenError tokenNotFound, pinIncorrect, pinLocked. */
export function establishVault(login: HsmLogin): void {
  const session = logIn(login)
  guarded(() => {
    const kept = { ...inside, token: true, extractable: false, valueLen: SECRET_BYTES } as const
    const lacks = (label: string) => session.find({ class: SECRET_KEY, label }).length === 0
    if (lacks(WRAPPING_KEY))
      session.generateKey(graphene.KeyGenMechanism.AES, {
        ...kept,
        label: WRAPPING_KEY,
        wrap: true,
        unwrap: true,
      })
    if (lacks(CODE_SECRET))
      session.generateKey(graphene.KeyGenMechanism.GENERIC_SECRET, {
        ...kept,
        label: CODE_SECRET,
        sign: true,
        verify: true,
      })
  })
  session.logout()
  session.close()
}

/** Logs in to the vault. @throws TokenError tokenNotFound, pinIncorrect, pinLocked; keyNotFound before the ceremony. */
export function openKeyVault(login: HsmLogin): KeyVault {
  const session = logIn(login)
  const secret = (label: string) => {
    const found = guarded(() => session.find({ class: SECRET_KEY, label }))
    if (found.length === 0) throw new TokenError('keyNotFound', label)
    return found.items(0).toType<graphene.SecretKey>()
  }
  const [wrappingKey, codeSecret] = [secret(WRAPPING_KEY), secret(CODE_SECRET)]
  const mac = (text: string) =>
    guarded(() => new Uint8Array(session.createSign('SHA256_HMAC', codeSecret).once(Buffer.from(text))))

  /** Works with a wrapped private key, which is there for that long. */
  const withKey = <Result>(
    { spki, wrapped }: Pick<WrappedPair, 'spki' | 'wrapped'>,
    work: (key: graphene.PrivateKey, token: Algorithm['token']) => Result,
  ): Result => {
    const { token } = algorithmOfKey(spki)
    return guarded(() => {
      const key = session
        .unwrapKey(WRAP, wrappingKey, Buffer.from(wrapped), {
          ...inside,
          class: PRIVATE_KEY,
          keyType: token.keyType,
          token: false,
          extractable: false,
          sign: true,
        })
        .toType<graphene.PrivateKey>()
      try {
        return work(key, token)
      } finally {
        key.destroy()
      }
    })
  }
  // What lies in the database may have been put into another row.
  const mustBeOf = (isItsKey: boolean) => {
    if (!isItsKey) throw new Error('the wrapped key is not the one of this holder')
  }

  return {
    make: (rule) =>
      guarded(() => {
        const { mechanism, publicKey } = algorithms[rule.algorithm].token.generate
        // Session objects: what dies half-way is gone with the session.
        const pair = session.generateKeyPair(
          mechanism,
          { token: false, verify: true, ...publicKey(rule) },
          { ...inside, token: false, extractable: true, sign: true },
        )
        try {
          return {
            spki: spkiOf(pair.publicKey),
            attributes: attributesOf(pair.privateKey),
            wrapped: new Uint8Array(session.wrapKey(WRAP, wrappingKey, pair.privateKey)),
          }
        } finally {
          pair.privateKey.destroy()
          pair.publicKey.destroy()
        }
      }),
    sign(pair, data) {
      const signatures = withKey(pair, (key, { sign }) => data.map((one) => sign(session, key, one)))
      const { isSigned } = verifierOf(pair.spki)
      mustBeOf(data.every((one, index) => isSigned(one, signatures[index]!)))
      return signatures
    },
    signHashes(pair, hashes) {
      const signatures = withKey(pair, (key, { signHash }) =>
        hashes.map((one) => signHash(session, key, one)),
      )
      const { isHashSigned } = verifierOf(pair.spki)
      mustBeOf(hashes.every((one, index) => isHashSigned(one, signatures[index]!)))
      return signatures
    },
    mac,
    sealingKey: createPrivateKey({
      key: Buffer.concat([X25519_PREFIX, mac('what typed codes are sealed to')]),
      type: 'pkcs8',
      format: 'der',
    }),
    close() {
      guarded(() => {
        session.logout()
        session.close()
      })
    },
  }
}
