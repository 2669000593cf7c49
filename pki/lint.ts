import { keyFaults } from './algorithms.ts'
import type { CertificateRequest } from './certificate.ts'

// The gate before a signature: what breaks a rule here is never signed. Each rule names its source.

/** What is wrong with a certificate that is about to be signed; empty when it may be. */
export function lintCertificate(request: CertificateRequest): string[] {
  const { profile, serial, notBefore, notAfter, subject } = request
  const faults = keyFaults(request.spki, profile.key)
  // RFC 5280, 4.1.2.2: positive, at most 20 octets. CA/B BR 7.1: at least 64 bits of chance.
  if (
    !/^[0-9a-f]{16,40}$/.test(serial) ||
    serial.length % 2 ||
    parseInt(serial.slice(0, 2), 16) > 0x7f ||
    /^00/.test(serial)
  ) {
    faults.push('serial number is not a positive number of 8 to 20 octets')
  }
  if (notAfter <= notBefore) faults.push('validity ends before it begins')
  const longest = new Date(notBefore)
  longest.setUTCFullYear(longest.getUTCFullYear() + profile.validityYears)
  // A day more than the years: the end is the last second of a Beijing day. Renewal adds what the old one had left.
  const slack = profile.ca ? 0 : 90
  longest.setUTCDate(longest.getUTCDate() + 1 + slack)
  if (notAfter > longest) faults.push('validity is longer than the profile allows')
  // RFC 5280, 4.1.2.5: times have whole seconds.
  if (notBefore.getTime() % 1000 || notAfter.getTime() % 1000)
    faults.push('validity has fractions of a second')
  if (subject.typesAndValues.length === 0) faults.push('subject is empty')
  for (const { type, value } of subject.typesAndValues) {
    const text = String(value.valueBlock.value)
    // RFC 5280, A.1 and zlint e_subject_dn_not_printable_characters.
    if (text.trim() === '' || /[\u0000-\u001f\u007f-\u009f\ufffd]/.test(text)) {
      faults.push(`subject attribute ${type} is empty or has control characters`)
    }
  }
  // RFC 5280, 4.2.1.13, 4.2.2.1: relying parties need to find the CRL and the issuer.
  if (!profile.ca && !request.urls) faults.push('addresses of CRL and issuer are missing')
  // CA/B BR 7.1.2.7.7: and the OCSP responder, except that of the responder itself.
  if (!profile.ca && !profile.noRevocationCheck && !request.urls?.ocsp)
    faults.push('address of the OCSP responder is missing')
  if (profile.policy && !request.urls?.cps) faults.push('address of the CPS is missing')
  return faults
}
