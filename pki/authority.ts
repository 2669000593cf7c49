import { X509Certificate } from 'node:crypto'
import { AGENT_AUTHORITY } from './agent-protocol.ts'
import type { KeyRule } from './algorithms.ts'
import {
  assemble,
  isSignedBy,
  issuerOf,
  prepareCertificate,
  type CertificateRequest,
  type Issuer,
} from './certificate.ts'
import type { Hsm } from './hsm.ts'
import { lintCertificate } from './lint.ts'
import { authorityName } from './name.ts'
import { issuingProfile, ocspResponderDays, ocspResponderProfile, rootProfile } from './profiles.ts'
import { newSerial } from './serial.ts'
import { SO_PIN_SECRET } from './so-pin.ts'
import { endOfValidity, startOfValidity } from './validity.ts'

// The authority itself: two CAs whose keys and certificates live in the HSM under fixed labels.

export type AuthorityId = 'root' | 'issuing'

export const authorityKeys: Record<AuthorityId, string> = {
  root: 'yinxin-root-ca',
  issuing: 'yinxin-issuing-ca',
}

const agentAuthorityRule: KeyRule = { algorithm: 'rsaSha256', bits: { minimum: 3072, maximum: 3072 } }

/** Key in the HSM that signs what an operator confirmed by a code; the signature is kept as evidence. */
export const CONFIRMATION_KEY = 'yinxin-confirmation'
const confirmationRule: KeyRule = { algorithm: 'rsaSha256', bits: { minimum: 2048, maximum: 2048 } }

/** Label of the key and certificate that OCSP answers are signed with. */
export const OCSP_RESPONDER = 'yinxin-ocsp-responder'

const DAY = 86_400_000

/** Where the world finds the authority's papers; the same paths are served by the API. */
export function authorityUrls(siteUrl: string) {
  const certificate = (id: AuthorityId) => `${siteUrl}/pki/${id}.cer`
  const crl = (id: AuthorityId) => `${siteUrl}/pki/${id}.crl`
  return {
    certificate,
    crl,
    /** What a subscriber's certificate says. OCSP is of the issuing CA; the root has only its CRL. */
    ofSubscribers: {
      crl: crl('issuing'),
      issuer: certificate('issuing'),
      ocsp: `${siteUrl}/pki/ocsp`,
      cps: `${siteUrl}/cps`,
    },
  }
}

/** Signs prepared bytes with one of our keys. @throws Error when the signature is not by the issuer that they name. */
export function sign(hsm: Hsm, keyLabel: string, tbs: Uint8Array, issuer: Issuer): Uint8Array {
  const der = assemble(tbs, hsm.sign(keyLabel, tbs))
  if (!isSignedBy(der, issuer.spki)) throw new Error('the HSM signed with another key')
  return der
}

/** The certificate of one of our CAs. @throws Error before the ceremony. */
export function authorityCertificate(hsm: Hsm, id: AuthorityId): Uint8Array {
  const der = hsm.readCertificate(authorityKeys[id])
  if (!der) throw new Error(`the ${id} CA has no certificate: run the ceremony`)
  return der
}

function issueOwn(hsm: Hsm, id: AuthorityId, request: CertificateRequest): void {
  const faults = lintCertificate(request)
  if (faults.length > 0) throw new Error(`${id} CA certificate: ${faults.join('; ')}`)
  const label = authorityKeys[id]
  hsm.storeCertificate(label, sign(hsm, authorityKeys.root, prepareCertificate(request), request.issuer))
}

/**
 * The ceremony's work inside a token that is ready: keys, certificates and secrets that are missing. Repeating it
 * changes nothing; after a death half-way it makes the rest.
 */
export function establishAuthority(hsm: Hsm, options: { siteUrl: string; now: Date }): void {
  const { siteUrl, now } = options
  const urls = authorityUrls(siteUrl)
  for (const [id, profile] of [
    ['root', rootProfile],
    ['issuing', issuingProfile],
  ] as const) {
    if (!hsm.hasKey(authorityKeys[id])) hsm.generateKeyPair(authorityKeys[id], profile.key)
  }
  if (!hsm.hasKey(AGENT_AUTHORITY)) hsm.generateKeyPair(AGENT_AUTHORITY, agentAuthorityRule)
  if (!hsm.hasKey(CONFIRMATION_KEY)) hsm.generateKeyPair(CONFIRMATION_KEY, confirmationRule)
  if (!hsm.hasSecret(SO_PIN_SECRET)) hsm.generateSecret(SO_PIN_SECRET)

  const validity = (years: number) => ({
    notBefore: startOfValidity(now),
    notAfter: endOfValidity(now, years),
  })
  if (!hsm.readCertificate(authorityKeys.root)) {
    const name = authorityName('Yinxin Root CA')
    const spki = hsm.publicKey(authorityKeys.root)
    issueOwn(hsm, 'root', {
      profile: rootProfile,
      subject: name,
      spki,
      serial: newSerial(),
      issuer: { name, spki },
      ...validity(rootProfile.validityYears),
    })
  }
  if (!hsm.readCertificate(authorityKeys.issuing)) {
    issueOwn(hsm, 'issuing', {
      profile: issuingProfile,
      subject: authorityName('Yinxin Issuing CA 1'),
      spki: hsm.publicKey(authorityKeys.issuing),
      serial: newSerial(),
      issuer: issuerOf(authorityCertificate(hsm, 'root')),
      urls: { crl: urls.crl('root'), issuer: urls.certificate('root') },
      ...validity(issuingProfile.validityYears),
    })
  }
  renewResponder(hsm, options)
}

/** True when the OCSP responder has no certificate, or one that ends soon. */
function responderIsDue(hsm: Hsm, now: Date): boolean {
  const der = hsm.readCertificate(OCSP_RESPONDER)
  if (!der) return true
  const left = new X509Certificate(der).validToDate.getTime() - now.getTime()
  return left < ocspResponderDays.renewBefore * DAY
}

/** Gives the OCSP responder its key and, before the last one ends, its next certificate. Gives what was issued. */
export function renewResponder(
  hsm: Hsm,
  { siteUrl, now }: { siteUrl: string; now: Date },
): { serial: string } | undefined {
  if (!hsm.hasKey(OCSP_RESPONDER)) hsm.generateKeyPair(OCSP_RESPONDER, ocspResponderProfile.key)
  if (!responderIsDue(hsm, now)) return undefined
  const urls = authorityUrls(siteUrl)
  const notBefore = startOfValidity(now)
  const request: CertificateRequest = {
    profile: ocspResponderProfile,
    subject: authorityName('Yinxin OCSP Responder'),
    spki: hsm.publicKey(OCSP_RESPONDER),
    serial: newSerial(),
    notBefore,
    notAfter: new Date(notBefore.getTime() + ocspResponderDays.valid * DAY),
    issuer: issuerOf(authorityCertificate(hsm, 'issuing')),
    urls: { crl: urls.crl('issuing'), issuer: urls.certificate('issuing') },
  }
  const faults = lintCertificate(request)
  if (faults.length > 0) throw new Error(`OCSP responder certificate: ${faults.join('; ')}`)
  const der = sign(hsm, authorityKeys.issuing, prepareCertificate(request), request.issuer)
  hsm.storeCertificate(OCSP_RESPONDER, der)
  return { serial: request.serial }
}
