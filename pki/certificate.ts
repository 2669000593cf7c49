import { createHash } from 'node:crypto'
import * as asn1 from 'asn1js'
import {
  AlgorithmIdentifier,
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  CertificatePolicies,
  CRLDistributionPoints,
  DistributionPoint,
  ExtKeyUsage,
  Extension,
  GeneralName,
  InfoAccess,
  AccessDescription,
  PolicyInformation,
  PolicyQualifierInfo,
  PublicKeyInfo,
  Time,
  type RelativeDistinguishedNames,
} from 'pkijs'
import type { IssuerId } from '../domain/certificate-kinds.ts'
import { algorithmNamed, algorithmOfKey, isSignedByKey, publicKeyOf, type Algorithm } from './algorithms.ts'
import { buffer, namedBits } from './der.ts'
import { keyUsage, oids, type Profile } from './profiles.ts'

// Making a certificate in three steps, so that what is signed can be stored before it is signed:
// prepare (build the bytes) → lint (read them back, refuse what must not be issued) → sign (in the HSM, once).

const URI = 6

/** One of our CAs, for what it is going to sign. */
export interface Issuer {
  id: IssuerId
  name: RelativeDistinguishedNames
  /** SubjectPublicKeyInfo, DER. */
  spki: Uint8Array
}

export interface CertificateRequest {
  profile: Profile
  subject: RelativeDistinguishedNames
  spki: Uint8Array
  /** Lower-case hex. */
  serial: string
  notBefore: Date
  notAfter: Date
  issuer: Issuer
  /** Where relying parties find the issuer's CRL, its certificate, its OCSP responder and the CPS. Absent in a root. */
  urls?: { crl: string; issuer: string; ocsp?: string; cps?: string }
}

/** The bits of a public key without its algorithm: what key identifiers are hashes of. */
export function keyBits(spki: Uint8Array): Uint8Array {
  return PublicKeyInfo.fromBER(buffer(spki)).subjectPublicKey.valueBlock.valueHexView
}

/** Key identifier: SHA-1 over the key bits (RFC 5280, 4.2.1.2, method 1). */
export function keyIdentifier(spki: Uint8Array): ArrayBuffer {
  return buffer(createHash('sha1').update(keyBits(spki)).digest())
}

function extension(extnID: string, critical: boolean, value: asn1.BaseBlock): Extension {
  return new Extension({ extnID, critical, extnValue: value.toBER(false) })
}

function uri(value: string): GeneralName {
  return new GeneralName({ type: URI, value })
}

/** Authority key identifier of an issuer; CRLs carry it too. */
export function authorityKeyIdentifier(issuer: Issuer): Extension {
  const keyId = new asn1.OctetString({ valueHex: keyIdentifier(issuer.spki) })
  return extension(
    oids.authorityKeyIdentifier,
    false,
    new AuthorityKeyIdentifier({ keyIdentifier: keyId }).toSchema(),
  )
}

function extensionsOf({ profile, spki, issuer, urls }: CertificateRequest): Extension[] {
  const subjectKey = new asn1.OctetString({ valueHex: keyIdentifier(spki) })
  const list = [
    authorityKeyIdentifier(issuer),
    extension(oids.subjectKeyIdentifier, false, subjectKey),
    extension(oids.keyUsage, true, namedBits(profile.keyUsage.map((usage) => keyUsage[usage]))),
  ]
  if (profile.ca) {
    const constraints = new BasicConstraints({
      cA: true,
      ...(profile.ca.pathLength !== undefined && { pathLenConstraint: profile.ca.pathLength }),
    })
    list.push(extension(oids.basicConstraints, true, constraints.toSchema()))
  }
  if (profile.extendedKeyUsage.length > 0) {
    list.push(
      extension(
        oids.extendedKeyUsage,
        profile.criticalExtendedKeyUsage ?? false,
        new ExtKeyUsage({ keyPurposes: [...profile.extendedKeyUsage] }).toSchema(),
      ),
    )
  }
  if (profile.policy) {
    const cps = urls?.cps && [
      new PolicyQualifierInfo({
        policyQualifierId: oids.cpsQualifier,
        qualifier: new asn1.IA5String({ value: urls.cps }),
      }),
    ]
    // An empty list of qualifiers is no DER of it.
    const policy = new PolicyInformation({
      policyIdentifier: profile.policy,
      ...(cps && { policyQualifiers: cps }),
    })
    list.push(
      extension(
        oids.certificatePolicies,
        false,
        new CertificatePolicies({ certificatePolicies: [policy] }).toSchema(),
      ),
    )
  }
  if (urls) {
    if (!profile.noRevocationCheck) {
      const point = new DistributionPoint({ distributionPoint: [uri(urls.crl)] })
      list.push(
        extension(
          oids.crlDistributionPoints,
          false,
          new CRLDistributionPoints({ distributionPoints: [point] }).toSchema(),
        ),
      )
    }
    const access = [new AccessDescription({ accessMethod: oids.caIssuers, accessLocation: uri(urls.issuer) })]
    if (urls.ocsp)
      access.unshift(new AccessDescription({ accessMethod: oids.ocsp, accessLocation: uri(urls.ocsp) }))
    list.push(
      extension(oids.authorityInfoAccess, false, new InfoAccess({ accessDescriptions: access }).toSchema()),
    )
  }
  if (profile.noRevocationCheck) list.push(extension(oids.ocspNoCheck, false, new asn1.Null()))
  return list
}

/** UTCTime through 2049, GeneralizedTime after (RFC 5280, 4.1.2.5); no fractions of a second. */
export function x509Time(value: Date): Time {
  return new Time({ type: value.getUTCFullYear() < 2050 ? 0 : 1, value })
}

/** Builds the bytes to be signed (TBSCertificate, DER). The same request gives the same bytes. */
export function prepareCertificate(request: CertificateRequest): Uint8Array {
  const certificate = new Certificate()
  certificate.version = 2
  certificate.serialNumber = new asn1.Integer({ valueHex: buffer(Buffer.from(request.serial, 'hex')) })
  certificate.signature = algorithmOfKey(request.issuer.spki).identifier()
  certificate.signatureAlgorithm = certificate.signature
  certificate.issuer = request.issuer.name
  certificate.subject = request.subject
  certificate.notBefore = x509Time(request.notBefore)
  certificate.notAfter = x509Time(request.notAfter)
  certificate.subjectPublicKeyInfo = PublicKeyInfo.fromBER(buffer(request.spki))
  certificate.extensions = extensionsOf(request)
  return new Uint8Array(certificate.encodeTBS().toBER())
}

/** The algorithm that bytes to be signed (TBSCertificate or TBSCertList, DER) name. @throws Error for an unknown one. */
export function algorithmOf(tbs: Uint8Array): Algorithm {
  // Version and serial number stand before it; it is the first SEQUENCE of either.
  const { value } = (asn1.fromBER(buffer(tbs)).result as asn1.Sequence).valueBlock
  const schema = value.find((block) => block instanceof asn1.Sequence)
  return algorithmNamed(new AlgorithmIdentifier({ schema }))
}

/** Puts bytes, the algorithm that they name and the signature together (Certificate or CertificateList, DER). */
export function assemble(tbs: Uint8Array, signature: Uint8Array): Uint8Array {
  const whole = new asn1.Sequence({
    value: [
      asn1.fromBER(buffer(tbs)).result,
      algorithmOf(tbs).identifier().toSchema(),
      new asn1.BitString({ valueHex: buffer(signature) }),
    ],
  })
  return new Uint8Array(whole.toBER(false))
}

/** True when a certificate or CRL (DER) was signed by the key (SPKI, DER) of an issuer. @throws Error when it is neither. */
export function isSignedBy(der: Uint8Array, issuerSpki: Uint8Array): boolean {
  const [tbs, , signature] = (asn1.fromBER(buffer(der)).result as asn1.Sequence).valueBlock.value
  const bytes = tbs!.valueBeforeDecodeView
  if (algorithmOf(bytes).id !== algorithmOfKey(issuerSpki).id) return false
  return isSignedByKey(issuerSpki, bytes, (signature as asn1.BitString).valueBlock.valueHexView)
}

/** Bytes to be signed inside a whole that has no signature yet, as parsers want them. */
export function unsigned(tbs: Uint8Array): ArrayBuffer {
  return buffer(assemble(tbs, new Uint8Array()))
}

/** The issuer part of a CA's certificate. */
export function issuerOf(id: IssuerId, caCertificate: Uint8Array): Issuer {
  const { subject } = Certificate.fromBER(buffer(caCertificate))
  return { id, name: subject, spki: publicKeyOf(caCertificate) }
}
