import type * as asn1 from 'asn1js'
import {
  type AuthorityKeyIdentifier,
  type BasicConstraints,
  Certificate,
  type CertificatePolicies,
  type CRLDistributionPoints,
  type Extension,
  type ExtKeyUsage,
  type InfoAccess,
} from 'pkijs'
import { keyFaults } from './algorithms.ts'
import { algorithmOf, keyIdentifier, unsigned, type Issuer } from './certificate.ts'
import { issuers } from './issuers.ts'
import { keyUsage, oids, type Profile } from './profiles.ts'

// The rules of a certificate, each with its source, on what is read back from the bytes to be signed.

/** What a certificate has to be: its profile, its issuer, and the key and serial number that are stored beside it. */
export interface CertificateWanted {
  profile: Profile
  issuer: Issuer
  /** SubjectPublicKeyInfo, DER. */
  spki: Uint8Array
  /** Lower-case hex. */
  serial: string
}

type Rule = (certificate: Certificate, wanted: CertificateWanted) => string[]

const hex = (bytes: ArrayBuffer | Uint8Array) => Buffer.from(bytes as Uint8Array).toString('hex')
const spkiOf = ({ subjectPublicKeyInfo }: Certificate) =>
  new Uint8Array(subjectPublicKeyInfo.toSchema().toBER())
const isSelfSigned = ({ spki, issuer }: CertificateWanted) => hex(spki) === hex(issuer.spki)

const serialNumber: Rule = ({ serialNumber: number }, { serial }) => {
  const read = hex(number.valueBlock.valueHexView)
  const faults = []
  // RFC 5280, 4.1.2.2: positive, at most 20 octets. CA/B BR 7.1: at least 64 bits of chance.
  if (!/^[0-9a-f]{16,40}$/.test(read) || parseInt(read.slice(0, 2), 16) > 0x7f || read.startsWith('00'))
    faults.push('serial number is not a positive number of 8 to 20 octets')
  if (read !== serial) faults.push('serial number is not the one that is stored')
  return faults
}

const issuerName: Rule = (certificate, { issuer }) => {
  const der = (name: Certificate['issuer']) => hex(name.toSchema().toBER())
  // RFC 5280, 4.1.2.4: as the issuer's own certificate says it, or no chain is found.
  return der(certificate.issuer) === der(issuer.name) ? [] : ['issuer is not the CA that signs']
}

const validity: Rule = ({ notBefore, notAfter }, { profile }) => {
  const faults = []
  const [from, to] = [notBefore.value, notAfter.value]
  if (to <= from) faults.push('validity ends before it begins')
  const longest = new Date(from)
  longest.setUTCFullYear(longest.getUTCFullYear() + profile.validityYears)
  // A day more than the years: the end is the last second of a Beijing day. Renewal adds what the old one had left.
  const slack = profile.ca ? 0 : 90
  longest.setUTCDate(longest.getUTCDate() + 1 + slack)
  if (to > longest) faults.push('validity is longer than the profile allows')
  // RFC 5280, 4.1.2.5: whole seconds; UTCTime (0) through 2049, GeneralizedTime after.
  for (const { value, type } of [notBefore, notAfter]) {
    if (value.getTime() % 1000) faults.push('validity has fractions of a second')
    if (type !== (value.getUTCFullYear() < 2050 ? 0 : 1)) faults.push('validity is in the wrong form of time')
  }
  return faults
}

const subject: Rule = ({ subject: { typesAndValues } }) => {
  if (typesAndValues.length === 0) return ['subject is empty']
  return typesAndValues.flatMap(({ type, value }) => {
    const text = String(value.valueBlock.value)
    // RFC 5280, A.1 and zlint e_subject_dn_not_printable_characters.
    const good = text.trim() !== '' && !/[\u0000-\u001f\u007f-\u009f\ufffd]/.test(text)
    return good ? [] : [`subject attribute ${type} is empty or has control characters`]
  })
}

const key: Rule = (certificate, { spki, profile }) => {
  const read = spkiOf(certificate)
  const faults = keyFaults(read, profile.key)
  if (hex(read) !== hex(spki)) faults.push('public key is not the one that is stored')
  return faults
}

const same = (read: readonly string[], wanted: readonly string[]) =>
  [...read].sort().join() === [...wanted].sort().join()

interface ExtensionRule {
  name: string
  critical: (wanted: CertificateWanted) => boolean
  wanted: (wanted: CertificateWanted) => boolean
  good: (value: never, wanted: CertificateWanted, certificate: Certificate) => boolean
}

const rule = <Value>(
  name: string,
  wanted: ExtensionRule['wanted'],
  good: (value: Value, wanted: CertificateWanted, certificate: Certificate) => boolean,
  critical: ExtensionRule['critical'] = () => false,
): ExtensionRule => ({ name, critical, wanted, good })
const always = () => true
/** RFC 5280, 8: an https address may need the very certificate that is being checked. */
const isHttp = ({ type, value }: { type: number; value: unknown }) =>
  type === 6 && URL.parse(value as string)?.protocol === 'http:'

/** Every extension that a certificate of ours may have (RFC 5280, 4.2); another one is a fault. */
const extensionRules: Record<string, ExtensionRule> = {
  [oids.authorityKeyIdentifier]: rule<AuthorityKeyIdentifier>(
    'authorityKeyIdentifier',
    always,
    ({ keyIdentifier: id }, { issuer }) =>
      id !== undefined && hex(id.valueBlock.valueHexView) === hex(new Uint8Array(keyIdentifier(issuer.spki))),
  ),
  [oids.subjectKeyIdentifier]: rule<asn1.OctetString>(
    'subjectKeyIdentifier',
    always,
    (id, _, certificate) =>
      hex(id.valueBlock.valueHexView) === hex(new Uint8Array(keyIdentifier(spkiOf(certificate)))),
  ),
  [oids.keyUsage]: rule<asn1.BitString>(
    'keyUsage',
    always,
    ({ valueBlock: { valueHexView } }, { profile }) => {
      const bits = [...valueHexView].flatMap((octet, at) =>
        Array.from({ length: 8 }, (_, bit) => (octet & (0x80 >> bit) ? String(8 * at + bit) : '')),
      )
      return same(
        bits.filter(Boolean),
        profile.keyUsage.map((usage) => String(keyUsage[usage])),
      )
    },
    always,
  ),
  [oids.basicConstraints]: rule<BasicConstraints>(
    'basicConstraints',
    ({ profile }) => profile.ca !== undefined,
    ({ cA, pathLenConstraint }, { profile }) => cA && pathLenConstraint === profile.ca?.pathLength,
    always,
  ),
  [oids.extendedKeyUsage]: rule<ExtKeyUsage>(
    'extendedKeyUsage',
    ({ profile }) => profile.extendedKeyUsage.length > 0,
    ({ keyPurposes }, { profile }) => same(keyPurposes, profile.extendedKeyUsage),
    ({ profile }) => profile.criticalExtendedKeyUsage === true,
  ),
  [oids.certificatePolicies]: rule<CertificatePolicies>(
    'certificatePolicies',
    ({ profile }) => profile.policy !== undefined,
    // The address of the practice statement is with that of a holder.
    ({ certificatePolicies: policies }, { profile }) =>
      same(
        policies.map(({ policyIdentifier }) => policyIdentifier),
        [profile.policy!],
      ) &&
      policies[0]!.policyQualifiers?.[0]?.policyQualifierId === (profile.ca ? undefined : oids.cpsQualifier),
  ),
  // RFC 5280, 4.2.1.13, 4.2.2.1: relying parties need to find the CRL and the issuer. CA/B BR 7.1.2.8.2: no CRL where
  // nobody asks whether it is revoked.
  [oids.crlDistributionPoints]: rule<CRLDistributionPoints>(
    'cRLDistributionPoints',
    (wanted) => !isSelfSigned(wanted) && !wanted.profile.noRevocationCheck,
    ({ distributionPoints }) =>
      distributionPoints.every(
        ({ distributionPoint: names }) => Array.isArray(names) && names.length > 0 && names.every(isHttp),
      ),
  ),
  // CA/B BR 7.1.2.7.7: and the OCSP responder, where that one knows it.
  [oids.authorityInfoAccess]: rule<InfoAccess>(
    'authorityInfoAccess',
    (wanted) => !isSelfSigned(wanted),
    ({ accessDescriptions: all }, { profile }) =>
      same(
        all.map(({ accessMethod }) => accessMethod),
        profile.statusByCrlOnly || profile.noRevocationCheck ? [oids.caIssuers] : [oids.caIssuers, oids.ocsp],
      ) && all.every(({ accessLocation }) => isHttp(accessLocation)),
  ),
  [oids.ocspNoCheck]: rule<asn1.BaseBlock>(
    'ocspNoCheck',
    ({ profile }) => profile.noRevocationCheck === true,
    always,
  ),
}

function isGood(
  { good }: ExtensionRule,
  { parsedValue }: Extension,
  ...more: [CertificateWanted, Certificate]
) {
  return parsedValue !== undefined && parsedValue !== null && good(parsedValue as never, ...more)
}

const extensions: Rule = (certificate, wanted) => {
  const present = certificate.extensions ?? []
  const faults = present
    .filter(({ extnID }) => !extensionRules[extnID])
    .map(({ extnID }) => `extension ${extnID} is in no profile`)
  for (const [oid, one] of Object.entries(extensionRules)) {
    const found = present.filter(({ extnID }) => extnID === oid)
    const count = one.wanted(wanted) ? 1 : 0
    if (found.length !== count)
      faults.push(`${one.name} is ${count ? 'missing or there twice' : 'not for this profile'}`)
    else if (found[0] && found[0].critical !== one.critical(wanted))
      faults.push(`${one.name} is ${found[0].critical ? '' : 'not '}critical`)
    else if (found[0] && !isGood(one, found[0], wanted, certificate))
      faults.push(`${one.name} is not as the profile says`)
  }
  return faults
}

const rules: Rule[] = [serialNumber, issuerName, validity, subject, key, extensions]

/** What is wrong with a certificate that is about to be signed (TBSCertificate, DER); empty when it may be. */
export function certificateFaults(tbs: Uint8Array, wanted: CertificateWanted): string[] {
  let certificate
  try {
    const { algorithm } = issuers[wanted.issuer.id].profile.key
    if (algorithmOf(tbs).id !== algorithm) return [`signature algorithm is not ${algorithm}`]
    certificate = Certificate.fromBER(unsigned(tbs))
  } catch {
    return ['certificate cannot be read']
  }
  if (certificate.version !== 2) return ['certificate is not of version 3']
  return rules.flatMap((one) => one(certificate, wanted))
}
