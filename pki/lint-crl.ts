import { type AuthorityKeyIdentifier, CertificateRevocationList, type RevokedCertificate } from 'pkijs'
import type * as asn1 from 'asn1js'
import { revocationReasons } from '../domain/certificate-states.ts'
import { algorithmOf, keyIdentifier, unsigned, type Issuer } from './certificate.ts'
import { issuers } from './issuers.ts'
import { oids } from './profiles.ts'

// The rules of a CRL (RFC 5280, 5), on what is read back from the bytes to be signed.

const DAY = 86_400_000
const hex = (bytes: ArrayBuffer | Uint8Array) => Buffer.from(bytes as Uint8Array).toString('hex')
const reasons = new Set<number>(Object.values(revocationReasons))

/** Whether an entry says why, if it says so, by a reason that entries have (5.3.1: never "unspecified"). */
function isGoodEntry({ userCertificate, crlEntryExtensions }: RevokedCertificate): boolean {
  const serial = userCertificate.valueBlock.valueHexView
  const reason = crlEntryExtensions?.extensions.find(({ extnID }) => extnID === oids.reasonCode)
  const code = (reason?.parsedValue as asn1.Enumerated | undefined)?.valueBlock.valueDec
  return serial.length > 0 && serial[0]! <= 0x7f && (code === undefined || (code !== 0 && reasons.has(code)))
}

/** What is wrong with a CRL that is about to be signed (TBSCertList, DER); empty when it may be. */
export function crlFaults(tbs: Uint8Array, wanted: { issuer: Issuer; number: number }): string[] {
  const { issuer, number } = wanted
  const { profile, crlDays } = issuers[issuer.id]
  let crl
  try {
    if (algorithmOf(tbs).id !== profile.key.algorithm)
      return [`signature algorithm is not ${profile.key.algorithm}`]
    crl = CertificateRevocationList.fromBER(unsigned(tbs))
  } catch {
    return ['CRL cannot be read']
  }
  const faults = []
  if (crl.version !== 1) faults.push('CRL is not of version 2')
  const der = (name: Issuer['name']) => hex(name.toSchema().toBER())
  if (der(crl.issuer) !== der(issuer.name)) faults.push('issuer is not the CA that signs')
  const span = (crl.nextUpdate?.value.getTime() ?? NaN) - crl.thisUpdate.value.getTime()
  // 5.1.2.5: nextUpdate is in every CRL.
  if (!(span > 0 && span <= crlDays * DAY)) faults.push(`CRL is not good for up to ${crlDays} days`)

  const extensions = crl.crlExtensions?.extensions ?? []
  const find = (oid: string) => extensions.find(({ extnID }) => extnID === oid)?.parsedValue as unknown
  const expected = [oids.authorityKeyIdentifier, oids.crlNumber]
  if (extensions.map(({ extnID }) => extnID).join() !== expected.join())
    faults.push('extensions are not authorityKeyIdentifier and cRLNumber')
  if (extensions.some(({ critical }) => critical)) faults.push('an extension is critical')
  const keyId = (find(oids.authorityKeyIdentifier) as AuthorityKeyIdentifier | undefined)?.keyIdentifier
  if (!keyId || hex(keyId.valueBlock.valueHexView) !== hex(keyIdentifier(issuer.spki)))
    faults.push('authorityKeyIdentifier is not that of the CA that signs')
  const read = (find(oids.crlNumber) as asn1.Integer | undefined)?.valueBlock.valueDec
  if (read !== number || number < 1) faults.push('cRLNumber is not the one that is stored')

  const revoked = crl.revokedCertificates ?? []
  if (!revoked.every(isGoodEntry))
    faults.push('an entry has no serial number, or a reason that entries have not')
  const serials = new Set(revoked.map(({ userCertificate }) => hex(userCertificate.valueBlock.valueHexView)))
  if (serials.size !== revoked.length) faults.push('a certificate is listed twice')
  return faults
}
