import {
  constants,
  createPublicKey,
  publicDecrypt,
  verify,
  X509Certificate,
  type KeyObject,
} from 'node:crypto'
import * as asn1 from 'asn1js'
import type { PrivateKey, Session, SessionObject } from 'graphene-pk11'
import { AlgorithmIdentifier } from 'pkijs'
import type { AlgorithmId } from '../domain/certificate-kinds.ts'
import type { HashAlgorithm } from '../domain/hash-signing.ts'
import { digestInfo } from './digest-info.ts'

// The one place that knows signature algorithms: how X.509 names them, how a PKCS#11 token makes them, how they are
// verified, which keys are good. Another algorithm is another row. Nobody may count on a signature to be the same
// twice: that of some algorithms is random.

/** Which keys of an algorithm a profile takes. New ones are made with the least. */
export type KeyRule = { algorithm: 'rsaSha256'; bits: { minimum: number; maximum: number } }
type RuleOf<Id extends AlgorithmId> = Extract<KeyRule, { algorithm: Id }>

/** A hash, and what it was made by. */
export interface Hash {
  algorithm: HashAlgorithm
  value: Uint8Array
}

export interface Algorithm<Rule extends KeyRule = KeyRule> {
  id: Rule['algorithm']
  /** AlgorithmIdentifier of its signatures (RFC 5280, 4.1.1.2). */
  identifier: () => AlgorithmIdentifier
  /** Its name in a JWS (RFC 7518, 3.1). */
  jws: string
  /** Hash that its signatures are made over, as Node names it. */
  digest: string
  isKey: (key: KeyObject) => boolean
  /** What is wrong with a public key under a rule; empty when it is good. */
  keyFaults: (key: KeyObject, rule: Rule) => string[]
  verify: (data: Uint8Array, signature: Uint8Array, key: KeyObject) => boolean
  /** The same over a hash that somebody else has made. */
  verifyHash: (hash: Hash, signature: Uint8Array, key: KeyObject) => boolean
  /** At a PKCS#11 token. */
  token: {
    /** CKA_KEY_TYPE of its keys. */
    keyType: number
    generate: { mechanism: string; publicKey: (rule: Rule) => object }
    sign: (session: Session, key: PrivateKey, data: Uint8Array) => Uint8Array
    signHash: (session: Session, key: PrivateKey, hash: Hash) => Uint8Array
    /** SubjectPublicKeyInfo (DER) of a public key object. */
    spki: (publicKey: SessionObject) => Uint8Array
  }
}

const derKey = (spki: Uint8Array) => createPublicKey({ key: Buffer.from(spki), type: 'spki', format: 'der' })
const SHA256 = 'sha256'
const MAX_EXPONENT = 2n ** 256n

export const algorithms: { [Id in AlgorithmId]: Algorithm<RuleOf<Id>> } = {
  /** RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017, 8.2). */
  rsaSha256: {
    id: 'rsaSha256',
    // RFC 4055, 5: the parameters are NULL, and there.
    identifier: () =>
      new AlgorithmIdentifier({ algorithmId: '1.2.840.113549.1.1.11', algorithmParams: new asn1.Null() }),
    jws: 'RS256',
    digest: SHA256,
    isKey: (key) => key.asymmetricKeyType === 'rsa',
    keyFaults(key, { bits: { minimum, maximum } }) {
      const { modulusLength = 0, publicExponent = 0n } = key.asymmetricKeyDetails ?? {}
      const faults = []
      // NIST SP 800-57 part 1: 2048 bits are the least.
      if (modulusLength < minimum || modulusLength > maximum)
        faults.push(`RSA key has ${modulusLength} bits, the profile allows ${minimum} to ${maximum}`)
      // FIPS 186-5, A.1.1: odd, above 2^16, below 2^256.
      if (publicExponent % 2n === 0n || publicExponent <= 65536n || publicExponent >= MAX_EXPONENT)
        faults.push('RSA public exponent is not an odd number above 65536')
      return faults
    },
    verify: (data, signature, key) => verify(SHA256, data, key, signature),
    verifyHash(hash, signature, key) {
      try {
        const padding = constants.RSA_PKCS1_PADDING
        return publicDecrypt({ key, padding }, signature).equals(digestInfo(hash))
      } catch {
        return false
      }
    },
    token: {
      keyType: 0,
      generate: {
        mechanism: 'RSA_PKCS_KEY_PAIR_GEN',
        publicKey: ({ bits }) => ({ modulusBits: bits.minimum, publicExponent: Buffer.from([1, 0, 1]) }),
      },
      sign: (session, key, data) =>
        new Uint8Array(session.createSign('SHA256_RSA_PKCS', key).once(Buffer.from(data))),
      // The token pads what is to be signed; what that is says RFC 8017, 9.2.
      signHash: (session, key, hash) =>
        new Uint8Array(session.createSign('RSA_PKCS', key).once(digestInfo(hash))),
      spki(publicKey) {
        const { modulus, publicExponent } = publicKey.getAttribute({ modulus: null, publicExponent: null })
        const [n, e] = [modulus, publicExponent].map((part) => (part as Buffer).toString('base64url'))
        const key = createPublicKey({ key: { kty: 'RSA', n: n!, e: e! }, format: 'jwk' })
        return new Uint8Array(key.export({ type: 'spki', format: 'der' }))
      },
    },
  },
}

const known = Object.values(algorithms)

/** The algorithm that X.509 names so. @throws Error for one that we do not use. */
export function algorithmNamed(identifier: AlgorithmIdentifier): Algorithm {
  const der = (one: AlgorithmIdentifier) => Buffer.from(one.toSchema().toBER())
  const found = known.find((one) => der(one.identifier()).equals(der(identifier)))
  if (!found) throw new Error(`unknown signature algorithm ${identifier.algorithmId}`)
  return found
}

/** The algorithm that a public key (SPKI, DER) signs by. @throws Error for a key that is none, or not one of ours. */
export function algorithmOfKey(spki: Uint8Array): Algorithm {
  const key = derKey(spki)
  const found = known.find((one) => one.isKey(key))
  if (!found) throw new Error('no algorithm of ours for this key')
  return found
}

/** What is wrong with a public key (SPKI, DER) under a rule; empty when it is good. */
export function keyFaults(spki: Uint8Array, rule: KeyRule): string[] {
  let key
  try {
    key = derKey(spki)
  } catch {
    return ['public key cannot be read']
  }
  const { isKey, keyFaults: faults } = algorithms[rule.algorithm]
  return isKey(key) ? faults(key, rule) : [`key is not one of ${rule.algorithm}`]
}

/**
 * Tells what the holder of a public key (SPKI, DER) has signed. For many signatures of one key: to read it, and to use it
 * the first time, costs half a signature. @throws Error for a key that is not one of ours.
 */
export function verifierOf(spki: Uint8Array) {
  const key = derKey(spki)
  const { verify, verifyHash } = algorithmOfKey(spki)
  return {
    isSigned: (data: Uint8Array, signature: Uint8Array): boolean => verify(data, signature, key),
    isHashSigned: (hash: Hash, signature: Uint8Array): boolean => verifyHash(hash, signature, key),
  }
}

/** Whether the holder of a public key (SPKI, DER) signed this. @throws Error for a key that is not one of ours. */
export const isSignedByKey = (spki: Uint8Array, data: Uint8Array, signature: Uint8Array): boolean =>
  verifierOf(spki).isSigned(data, signature)

/** The subject public key of a certificate (SPKI, DER). */
export function publicKeyOf(der: Uint8Array): Uint8Array {
  return new Uint8Array(new X509Certificate(der).publicKey.export({ type: 'spki', format: 'der' }))
}
