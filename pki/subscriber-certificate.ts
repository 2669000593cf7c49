import { X509Certificate } from 'node:crypto'
import { Certificate } from 'pkijs'
import { keyFaults, publicKeyOf } from './algorithms.ts'
import { isSignedBy, type Issuer } from './certificate.ts'
import { buffer } from './der.ts'
import { COMMON_NAME, ORGANISATION, readableName } from './name.ts'
import { oids, type Profile } from './profiles.ts'

/** What our books keep of a certificate. */
export interface SubscriberCertificate {
  der: Uint8Array
  tbs: Uint8Array
  spki: Uint8Array
  /** Lower-case hex without leading zeros. */
  serial: string
  subject: string
  notBefore: Date
  notAfter: Date
}

export type CertificateFault = 'notACertificate' | 'notOurs' | 'isCa' | 'weakKey' | 'otherHolder'

/**
 * Reads a certificate that another system had issued by our CA: it counts when our issuer's key signed it, its key is
 * as good as the profile asks, and it names this organisation. Its extensions may be others than ours are today.
 */
export function readSubscriberCertificate(
  pem: string,
  wanted: { profile: Profile; issuer: Issuer; organisation: { name: string; uscc: string } },
): { certificate: SubscriberCertificate } | { fault: CertificateFault } {
  let parsed: X509Certificate
  let content: Certificate
  try {
    parsed = new X509Certificate(pem)
    content = Certificate.fromBER(buffer(parsed.raw))
    if (!isSignedBy(parsed.raw, wanted.issuer.spki)) return { fault: 'notOurs' }
  } catch {
    return { fault: 'notACertificate' }
  }
  if (parsed.ca) return { fault: 'isCa' }
  const der = new Uint8Array(parsed.raw)
  const spki = publicKeyOf(der)
  if (keyFaults(spki, wanted.profile.key).length > 0) return { fault: 'weakKey' }

  const named = (...types: string[]) =>
    content.subject.typesAndValues
      .filter(({ type }) => types.includes(type))
      .map(({ value }) => String(value.valueBlock.value).normalize('NFC'))
  const { name, uscc } = wanted.organisation
  const numbers = named(oids.organizationIdentifier)
  const isHolder =
    named(ORGANISATION, COMMON_NAME).includes(name.normalize('NFC')) &&
    numbers.every((number) => number.endsWith(uscc))
  if (!isHolder) return { fault: 'otherHolder' }

  return {
    certificate: {
      der,
      spki,
      tbs: new Uint8Array(content.tbsView),
      serial: BigInt(`0x${parsed.serialNumber}`).toString(16),
      subject: readableName(content.subject),
      notBefore: content.notBefore.value,
      notAfter: content.notAfter.value,
    },
  }
}
