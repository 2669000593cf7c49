import { algorithmOfKey, isSignedByKey } from './algorithms.ts'
import type { Hsm } from './hsm.ts'
import { serviceKeys, type ServiceKeyId } from './issuers.ts'

// A signed statement as one line of text: JWS, compact serialisation (RFC 7515, 7.1).

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const decode = (part: string) => Buffer.from(part, 'base64url')

/** Signs by a key that is no CA's. */
export function signStatement(hsm: Hsm, key: ServiceKeyId, statement: object): string {
  const { label } = serviceKeys[key]
  const header = { alg: algorithmOfKey(hsm.publicKey(label)).jws, kid: label }
  const signed = `${encode(header)}.${encode(statement)}`
  return `${signed}.${Buffer.from(hsm.signAs(key, Buffer.from(signed))).toString('base64url')}`
}

/** What a statement says. @throws Error when the holder of the public key (SPKI, DER) did not sign it. */
export function readStatement(spki: Uint8Array, text: string): unknown {
  const [header = '', payload = '', signature = ''] = text.trim().split('.')
  // The algorithm is that of the key, whatever the header says.
  if (!isSignedByKey(spki, Buffer.from(`${header}.${payload}`), decode(signature)))
    throw new Error('the signature is not right')
  return JSON.parse(decode(payload).toString())
}
