import type { IssuerId } from '../domain/certificate-kinds.ts'
import { agentAuthority } from './agent-protocol.ts'
import type { KeyRule } from './algorithms.ts'
import {
  issuingProfile,
  ocspResponderProfile,
  rootProfile,
  evidenceProfile,
  sealMakerProfile,
  timestampProfile,
  type Profile,
} from './profiles.ts'

// Who signs, as data: our CAs, and the keys beside them. Another CA, of another algorithm, is another row.

/** The tokens of the HSM. The root's comes out for a ceremony only; daily work never opens it. */
export type HsmTokenId = 'root' | 'ca'

interface IssuerRow {
  commonName: string
  keyLabel: string
  token: HsmTokenId
  /** What its own certificate says; its algorithm is that of the key. */
  profile: Profile
  issuedBy: IssuerId
  /** How long its CRL is good, in days. */
  crlDays: number
  /** Where its OCSP responder is, below the address of the PKI. */
  ocspPath?: string
}

export const issuers: Record<IssuerId, IssuerRow> = {
  root: {
    commonName: 'Yinxin Root CA',
    keyLabel: 'yinxin-root-ca',
    token: 'root',
    profile: rootProfile,
    issuedBy: 'root',
    crlDays: 365,
  },
  issuing: {
    commonName: 'Yinxin Issuing CA 1',
    keyLabel: 'yinxin-issuing-ca',
    token: 'ca',
    profile: issuingProfile,
    issuedBy: 'root',
    // A new one comes daily; the rest is time for somebody to mend a fault.
    crlDays: 7,
    ocspPath: '/pki/ocsp',
  },
}

/**
 * What certificates of a CA say of it: where its CRL, its own certificate and its OCSP responder are, below `PKI_URL`.
 */
export function urlsOf(id: IssuerId, pkiUrl: string): { crl: string; issuer: string; ocsp?: string } {
  const { ocspPath } = issuers[id]
  return {
    crl: `${pkiUrl}/pki/${id}.crl`,
    issuer: `${pkiUrl}/pki/${id}.cer`,
    ...(ocspPath && { ocsp: pkiUrl + ocspPath }),
  }
}

/** Keys of daily work that are no CA's: what they sign can never be a certificate or a CRL. */
export const serviceKeys = {
  /** Whom key agents obey: signs their settings, and the envelopes by which a key is unlocked. */
  agentAuthority,
  /** What an operator confirmed by a code; the signature is kept as evidence. */
  confirmation: {
    label: 'yinxin-confirmation',
    key: { algorithm: 'rsaSha256', bits: { minimum: 2048, maximum: 2048 } },
  },
  /** Heads of the audit log, which leave the database. */
  auditHead: {
    label: 'yinxin-audit-head',
    key: { algorithm: 'rsaSha256', bits: { minimum: 2048, maximum: 2048 } },
  },
  /** OCSP answers. */
  ocspResponder: { label: 'yinxin-ocsp-responder', key: ocspResponderProfile.key },
  /** Time stamps. */
  timestampAuthority: { label: 'yinxin-timestamp-authority', key: timestampProfile.key },
  /** Manifests of evidence. */
  evidence: { label: 'yinxin-evidence', key: evidenceProfile.key },
  /** The data of seals. */
  sealMaker: { label: 'yinxin-seal-maker', key: sealMakerProfile.key },
} satisfies Record<string, { label: string; key: KeyRule }>
export type ServiceKeyId = keyof typeof serviceKeys

/** Service keys whose certificate the issuing CA signs; it has the label of the key, in the same token. */
interface Delegate {
  commonName: string
  profile: Profile
  /** How long its certificate is good, and how long before its end it gets the next one, in days. */
  days: { valid: number; renewBefore: number }
}

export const delegates = {
  ocspResponder: {
    commonName: 'Yinxin OCSP Responder',
    profile: ocspResponderProfile,
    days: { valid: 90, renewBefore: 30 },
  },
  // Each year the next one, so that a time stamp can be verified for two years by its certificate alone.
  timestampAuthority: {
    commonName: 'Yinxin Timestamp Authority',
    profile: timestampProfile,
    days: { valid: 1095, renewBefore: 730 },
  },
  // What it signs has a time stamp: its certificate need not outlive that.
  evidence: {
    commonName: 'Yinxin Evidence',
    profile: evidenceProfile,
    days: { valid: 1095, renewBefore: 730 },
  },
  // The same, so that it outlives the certificates of holders, and with them the seals.
  sealMaker: {
    commonName: 'Yinxin Seal Maker',
    profile: sealMakerProfile,
    days: { valid: 1095, renewBefore: 730 },
  },
} satisfies { [Id in ServiceKeyId]?: Delegate }
export type DelegateId = keyof typeof delegates
export const delegateIds = Object.keys(delegates) as DelegateId[]

/** Secrets for HMACs, in the token of daily work; none can be taken out. */
export const hsmSecrets = {
  /** SO PINs of USB keys are derived from it. */
  soPin: 'so-pin-master-v1',
  /** Seals the rows of the audit log. */
  auditSeal: 'audit-seal-v1',
} as const
