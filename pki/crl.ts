import * as asn1 from 'asn1js'
import { CertificateRevocationList, Extension, Extensions, RevokedCertificate } from 'pkijs'
import { revocationReasons } from '../domain/certificate-states.ts'
import { algorithmOfKey } from './algorithms.ts'
import { authorityKeyIdentifier, x509Time, type Issuer } from './certificate.ts'
import { buffer } from './der.ts'
import { oids } from './profiles.ts'

export interface RevokedEntry {
  /** Lower-case hex. */
  serial: string
  at: Date
  reason: number
  /** Since when the key may have been in other hands (RFC 5280, 5.3.2). */
  invalidityDate?: Date | null
}

export interface CrlRequest {
  issuer: Issuer
  number: number
  thisUpdate: Date
  nextUpdate: Date
  revoked: readonly RevokedEntry[]
}

const wholeSeconds = (date: Date) => new Date(Math.floor(date.getTime() / 1000) * 1000)

function entry({ serial, at, reason, invalidityDate }: RevokedEntry): RevokedCertificate {
  const extensions: Extension[] = []
  // RFC 5280, 5.3.1: the reason "unspecified" is left out.
  if (reason !== revocationReasons.unspecified) {
    const value = new asn1.Enumerated({ value: reason }).toBER(false)
    extensions.push(new Extension({ extnID: oids.reasonCode, critical: false, extnValue: value }))
  }
  if (invalidityDate) {
    const value = new asn1.GeneralizedTime({ valueDate: wholeSeconds(invalidityDate) }).toBER(false)
    extensions.push(new Extension({ extnID: oids.invalidityDate, critical: false, extnValue: value }))
  }
  return new RevokedCertificate({
    userCertificate: asn1.Integer.fromBigInt(BigInt(`0x${serial}`)),
    revocationDate: x509Time(wholeSeconds(at)),
    ...(extensions.length > 0 && { crlEntryExtensions: new Extensions({ extensions }) }),
  })
}

/** pkijs keeps the encoding of the part to be signed to itself; an external signer needs it. */
class UnsignedCrl extends CertificateRevocationList {
  toBeSigned(): Uint8Array {
    return new Uint8Array(this.encodeTBS().toBER())
  }
}

/** Builds the bytes of a CRL to be signed (TBSCertList, DER); `assemble` of certificate.ts completes it. */
export function prepareCrl({ issuer, number, thisUpdate, nextUpdate, revoked }: CrlRequest): Uint8Array {
  const crl = new UnsignedCrl()
  crl.version = 1
  crl.signature = algorithmOfKey(issuer.spki).identifier()
  crl.signatureAlgorithm = crl.signature
  crl.issuer = issuer.name
  crl.thisUpdate = x509Time(wholeSeconds(thisUpdate))
  crl.nextUpdate = x509Time(wholeSeconds(nextUpdate))
  // An empty list is left out (RFC 5280, 5.1.2.6).
  if (revoked.length > 0) crl.revokedCertificates = revoked.map(entry)
  const crlNumber = new asn1.Integer({ value: number }).toBER(false)
  crl.crlExtensions = new Extensions({
    extensions: [
      authorityKeyIdentifier(issuer),
      new Extension({ extnID: oids.crlNumber, critical: false, extnValue: crlNumber }),
    ],
  })
  return crl.toBeSigned()
}

/** What a CRL (DER) says of itself, and the part of it that was signed. */
export function readCrl(der: Uint8Array): {
  number: number
  thisUpdate: Date
  nextUpdate: Date
  tbs: Uint8Array
} {
  const crl = CertificateRevocationList.fromBER(buffer(der))
  const number = crl.crlExtensions?.extensions.find(({ extnID }) => extnID === oids.crlNumber)
  const { valueBlock } = number?.parsedValue as unknown as asn1.Integer
  return {
    number: valueBlock.valueDec,
    thisUpdate: crl.thisUpdate.value,
    nextUpdate: crl.nextUpdate!.value,
    tbs: crl.tbsView,
  }
}
