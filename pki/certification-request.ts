import { CertificationRequest } from 'pkijs'
import { algorithmNamed, isSignedByKey, keyFaults, type KeyRule } from './algorithms.ts'
import { buffer } from './der.ts'

export type RequestFault = 'requestUnreadable' | 'requestKey' | 'requestUnproved'

/** A request in PEM as bytes (DER); those of no request are no DER. */
export const requestOfPem = (pem: string): Uint8Array =>
  Buffer.from(pem.replace(/-----(BEGIN|END) (NEW )?CERTIFICATE REQUEST-----/g, ''), 'base64')

/**
 * The public key (SPKI, DER) that whoever made a PKCS#10 request (RFC 2986, DER) has proved to hold the private half of.
 * Whom else the request names counts for nothing: what a certificate says comes from our own rows.
 */
export function keyOfRequest(
  der: Uint8Array,
  rule: KeyRule,
): { spki: Uint8Array; fault?: undefined } | { spki?: undefined; fault: RequestFault } {
  let request
  let spki
  try {
    request = CertificationRequest.fromBER(buffer(der))
    spki = new Uint8Array(request.subjectPublicKeyInfo.toSchema().toBER())
  } catch {
    return { fault: 'requestUnreadable' }
  }
  if (keyFaults(spki, rule).length > 0) return { fault: 'requestKey' }
  try {
    const isOurs = algorithmNamed(request.signatureAlgorithm).id === rule.algorithm
    const signature = request.signatureValue.valueBlock.valueHexView
    if (isOurs && isSignedByKey(spki, request.tbsView, signature)) return { spki }
  } catch {
    // An algorithm that is none of ours proves nothing to us.
  }
  return { fault: 'requestUnproved' }
}
