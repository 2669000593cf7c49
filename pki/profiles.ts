// What kinds of certificate we issue, as data. A new kind, or another algorithm, is a new row.
import type { CertificatePurpose, DailyIssuerId, KeyOrigin } from '../domain/certificate-kinds.ts'
import { cpsOf } from '../domain/cps.ts'
import { products, type CertificateProfileId, type ProductId } from '../domain/products.ts'
import type { Subject } from '../domain/certificate-kinds.ts'
import type { KeyRule } from './algorithms.ts'

/** Object identifiers. */
export const oids = {
  serialNumber: '2.5.4.5',
  organizationIdentifier: '2.5.4.97',
  clientAuth: '1.3.6.1.5.5.7.3.2',
  emailProtection: '1.3.6.1.5.5.7.3.4',
  /** RFC 9336. */
  documentSigning: '1.3.6.1.5.5.7.3.36',
  timeStamping: '1.3.6.1.5.5.7.3.8',
  ocspSigning: '1.3.6.1.5.5.7.3.9',
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  basicConstraints: '2.5.29.19',
  crlNumber: '2.5.29.20',
  reasonCode: '2.5.29.21',
  invalidityDate: '2.5.29.24',
  crlDistributionPoints: '2.5.29.31',
  certificatePolicies: '2.5.29.32',
  anyPolicy: '2.5.29.32.0',
  authorityKeyIdentifier: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
  authorityInfoAccess: '1.3.6.1.5.5.7.1.1',
  cpsQualifier: '1.3.6.1.5.5.7.2.1',
  ocsp: '1.3.6.1.5.5.7.48.1',
  ocspNoCheck: '1.3.6.1.5.5.7.48.1.5',
  caIssuers: '1.3.6.1.5.5.7.48.2',
} as const

/** Bits of KeyUsage, RFC 5280 4.2.1.3. */
export const keyUsage = {
  digitalSignature: 0,
  nonRepudiation: 1,
  keyEncipherment: 2,
  keyCertSign: 5,
  cRLSign: 6,
} as const

export interface Profile {
  key: KeyRule
  keyUsage: readonly (keyof typeof keyUsage)[]
  extendedKeyUsage: readonly string[]
  /** Whoever does not know these purposes must not accept the certificate. */
  criticalExtendedKeyUsage?: true
  /** The certificate policy; that of a holder's is known with the practice statement of its order. */
  policy?: string
  /** A CA certificate and how many CAs may follow it; as many as there are after a root. */
  ca?: { pathLength?: number }
  /** Nobody asks whether it is revoked (RFC 6960, 4.2.2.2.1), so it is short-lived. */
  noRevocationCheck?: true
  /** Its status is told by the CRL alone; the OCSP responder knows certificates of holders. */
  statusByCrlOnly?: true
  validityYears: number
}

export interface SubscriberProfile extends Profile {
  /** Whom it names, and so what its subject holds (pki/name.ts). */
  subject: Subject
  purpose: CertificatePurpose
  issuer: DailyIssuerId
  /** Where its key has to be made: one that signs never leaves that place. */
  keyOrigin: KeyOrigin
}

/** Last number of each policy: of the certificates of a profile, of the time stamps. */
const policyNumbers: Record<CertificateProfileId | 'timestamp' | 'client', number> = {
  organisationUkey: 1,
  timestamp: 2,
  hosted: 3,
  personUkey: 4,
  personHosted: 5,
  client: 6,
}

/** The policy of certificates or time stamps under a version of the practice statement, below the CA's own arc. */
export function policyOid(arc: string, of: keyof typeof policyNumbers, cpsVersion: string): string {
  return `${arc}.${cpsOf(cpsVersion).policyNumber}.${policyNumbers[of]}`
}

/** A signing key on a token. No keyEncipherment: what is encrypted to a key that is lost is lost with it. */
const ukey = {
  purpose: 'signing',
  issuer: 'issuing',
  keyOrigin: 'token',
  key: { algorithm: 'rsaSha256', bits: { minimum: 2048, maximum: 4096 } },
  keyUsage: ['digitalSignature', 'nonRepudiation'],
  extendedKeyUsage: [oids.clientAuth, oids.emailProtection],
  validityYears: 1,
} as const satisfies Omit<SubscriberProfile, 'subject'>

/** Signs documents and nothing else: whoever is to log in somewhere needs a key of their own. */
const hosted = {
  purpose: 'signing',
  issuer: 'issuing',
  keyOrigin: 'hsm',
  key: { algorithm: 'rsaSha256', bits: { minimum: 2048, maximum: 2048 } },
  keyUsage: ['digitalSignature', 'nonRepudiation'],
  extendedKeyUsage: [oids.documentSigning],
  validityYears: 1,
} as const satisfies Omit<SubscriberProfile, 'subject'>

export const subscriberProfiles: Record<CertificateProfileId, SubscriberProfile> = {
  organisationUkey: { ...ukey, subject: 'organisation' },
  hosted: { ...hosted, subject: 'organisation' },
  personUkey: { ...ukey, subject: 'person' },
  personHosted: { ...hosted, subject: 'person' },
}

/** Another system proves by it who it is, and signs nothing. */
export const clientProfile = {
  id: 'client',
  key: { algorithm: 'rsaSha256', bits: { minimum: 2048, maximum: 4096 } },
  keyUsage: ['digitalSignature'],
  extendedKeyUsage: [oids.clientAuth],
  validityYears: 1,
} as const satisfies Profile & { id: keyof typeof policyNumbers }

export const profileIds = Object.keys(subscriberProfiles) as CertificateProfileId[]

/** The profile of what a product's order yields. */
export function profileOf(product: ProductId): SubscriberProfile & { id: CertificateProfileId } {
  const id = products[product].certificateProfile
  return { id, ...subscriberProfiles[id] }
}

export const rootProfile: Profile = {
  key: { algorithm: 'rsaSha256', bits: { minimum: 4096, maximum: 4096 } },
  keyUsage: ['keyCertSign', 'cRLSign'],
  extendedKeyUsage: [],
  ca: {},
  validityYears: 20,
}

export const issuingProfile: Profile = {
  key: { algorithm: 'rsaSha256', bits: { minimum: 3072, maximum: 3072 } },
  keyUsage: ['keyCertSign', 'cRLSign'],
  extendedKeyUsage: [],
  // Any: a new version of the practice statement needs no new ceremony (RFC 5280, 4.2.1.4).
  policy: oids.anyPolicy,
  ca: { pathLength: 0 },
  statusByCrlOnly: true,
  validityYears: 10,
}

/** Who signs OCSP answers in the name of the issuing CA. */
export const ocspResponderProfile: Profile = {
  key: { algorithm: 'rsaSha256', bits: { minimum: 2048, maximum: 2048 } },
  keyUsage: ['digitalSignature'],
  extendedKeyUsage: [oids.ocspSigning],
  noRevocationCheck: true,
  validityYears: 1,
}

/** Who signs time stamps. RFC 3161, 2.3: for that purpose only, and critical. */
export const timestampProfile: Profile = {
  key: { algorithm: 'rsaSha256', bits: { minimum: 2048, maximum: 2048 } },
  keyUsage: ['digitalSignature'],
  extendedKeyUsage: [oids.timeStamping],
  criticalExtendedKeyUsage: true,
  statusByCrlOnly: true,
  validityYears: 3,
}

/** Who signs the data of seals. Time stamps and answers it cannot sign; whose it is its name says. */
export const evidenceProfile: Profile = {
  key: { algorithm: 'rsaSha256', bits: { minimum: 2048, maximum: 2048 } },
  keyUsage: ['digitalSignature', 'nonRepudiation'],
  extendedKeyUsage: [oids.documentSigning],
  statusByCrlOnly: true,
  validityYears: 3,
}

export const sealMakerProfile: Profile = {
  key: { algorithm: 'rsaSha256', bits: { minimum: 2048, maximum: 2048 } },
  keyUsage: ['digitalSignature', 'nonRepudiation'],
  extendedKeyUsage: [oids.documentSigning],
  statusByCrlOnly: true,
  validityYears: 3,
}

/** How far from UTC the time in a time stamp may be, in seconds; none is given by a clock that is not known to keep it. */
export const timestampAccuracySeconds = 1

/** How long an OCSP answer is good, in minutes: whoever keeps one learns of a revocation that much later. */
export const ocspAnswerMinutes = 10

/** How long before its end the root's CRL gets the next one, where a ceremony is held, in days. */
export const rootCrlRenewDays = 60
