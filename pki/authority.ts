import { X509Certificate } from 'node:crypto'
import { dailyIssuerIds, issuerIds, type IssuerId } from '../domain/certificate-kinds.ts'
import { issuerOf, prepareCertificate, type CertificateRequest, type Issuer } from './certificate.ts'
import { prepareCrl, readCrl } from './crl.ts'
import type { Hsm } from './hsm.ts'
import {
  delegateIds,
  delegates,
  hsmSecrets,
  issuers,
  serviceKeys,
  urlsOf,
  type DelegateId,
} from './issuers.ts'
import { lintCertificate, lintCrl } from './lint.ts'
import { authorityName } from './name.ts'
import { rootCrlRenewDays } from './profiles.ts'
import { newSerial } from './serial.ts'
import { endOfValidity, startOfValidity } from './validity.ts'

// The authority itself. Its keys lie in two tokens of the HSM, that of the root and that of daily work; what the world
// is shown of the root, its certificate and its CRL, lies in the latter too.

const DAY = 86_400_000

/** The tokens, as a ceremony has them open. */
export interface CeremonyTokens {
  root: Hsm
  ca: Hsm
}

/** The certificate of one of our CAs, from the token of daily work. @throws Error before the ceremony. */
export function authorityCertificate(ca: Hsm, id: IssuerId): Uint8Array {
  const der = ca.readCertificate(issuers[id].keyLabel)
  if (!der) throw new Error(`the ${id} CA has no certificate: run the ceremony`)
  return der
}

/** One of our CAs, for what it is going to sign. @throws Error before the ceremony. */
export function authorityIssuer(ca: Hsm, id: IssuerId): Issuer {
  return issuerOf(id, authorityCertificate(ca, id))
}

/** Makes a certificate of our own, by the token where its issuer's key is. */
function issueOwn(signer: Hsm, request: CertificateRequest): Uint8Array {
  return signer.sign(lintCertificate(prepareCertificate(request), request))
}

function certifyCa({ root, ca }: CeremonyTokens, id: IssuerId, { pkiUrl, now }: CeremonyOptions): Uint8Array {
  const { profile, commonName, keyLabel, token, issuedBy } = issuers[id]
  const subject = authorityName(commonName)
  const spki = { root, ca }[token].publicKey(keyLabel)
  const selfSigned = issuedBy === id
  const { crl, issuer } = urlsOf(issuedBy, pkiUrl)
  return issueOwn(root, {
    profile,
    subject,
    spki,
    serial: newSerial(),
    issuer: selfSigned ? { id, name: subject, spki } : authorityIssuer(ca, issuedBy),
    notBefore: startOfValidity(now),
    notAfter: endOfValidity(now, profile.validityYears),
    ...(!selfSigned && { urls: { crl, issuer } }),
  })
}

interface CeremonyOptions {
  /** `PKI_URL`, which goes into the certificates. */
  pkiUrl: string
  now: Date
}

/**
 * The ceremony's work inside tokens that are ready: keys, certificates, secrets and the root's CRL that are missing or
 * near their end. Repeating it changes nothing else; after a death half-way it makes the rest.
 * @throws Error when the root's token is not the one that daily work's certificates go back to.
 */
export function establishAuthority(tokens: CeremonyTokens, options: CeremonyOptions): void {
  const { root, ca } = tokens
  const { keyLabel: rootLabel } = issuers.root
  const copy = ca.readCertificate(rootLabel)
  const original = root.readCertificate(rootLabel)
  if (copy && (!original || Buffer.compare(copy, original) !== 0))
    throw new Error('the token of the root is another one than certified the issuing CA')

  for (const id of issuerIds) {
    const { keyLabel, token, profile } = issuers[id]
    if (!tokens[token].hasKey(keyLabel)) tokens[token].generateKeyPair(keyLabel, profile.key)
  }
  for (const { label, key } of Object.values(serviceKeys)) {
    if (!ca.hasKey(label)) ca.generateKeyPair(label, key)
  }
  for (const label of Object.values(hsmSecrets)) if (!ca.hasSecret(label)) ca.generateSecret(label)

  if (!original) root.storeCertificate(rootLabel, certifyCa(tokens, 'root', options))
  if (!copy) ca.storeCertificate(rootLabel, root.readCertificate(rootLabel)!)
  for (const id of dailyIssuerIds) {
    const { keyLabel } = issuers[id]
    if (!ca.readCertificate(keyLabel)) ca.storeCertificate(keyLabel, certifyCa(tokens, id, options))
  }
  if (rootCrlIsDue(ca, options.now)) signRootCrl(tokens, options.now)
  renewDelegates(ca, options)
}

/** The root's latest CRL (DER); undefined before the ceremony. */
export function rootCrl(ca: Hsm): Uint8Array | undefined {
  return ca.readData(issuers.root.keyLabel)
}

function rootCrlIsDue(ca: Hsm, now: Date): boolean {
  const der = rootCrl(ca)
  return !der || readCrl(der).nextUpdate.getTime() - now.getTime() < rootCrlRenewDays * DAY
}

/**
 * Signs the root's next CRL and leaves it in the token of daily work, whose worker publishes it. It lists nothing: the
 * issuing CA cannot be revoked without a new one.
 */
export function signRootCrl({ root, ca }: CeremonyTokens, now: Date): void {
  const issuer = authorityIssuer(ca, 'root')
  const last = rootCrl(ca)
  const number = last ? readCrl(last).number + 1 : 1
  const nextUpdate = new Date(now.getTime() + issuers.root.crlDays * DAY)
  const tbs = prepareCrl({ issuer, number, thisUpdate: now, nextUpdate, revoked: [] })
  ca.storeData(issuers.root.keyLabel, root.sign(lintCrl(tbs, { issuer, number })))
}

/** The certificate of a delegate. @throws Error before the ceremony. */
export function delegateCertificate(ca: Hsm, id: DelegateId): Uint8Array {
  const der = ca.readCertificate(serviceKeys[id].label)
  if (!der) throw new Error(`the key ${id} has no certificate`)
  return der
}

/** True when a delegate has no certificate, or one that ends soon. */
function isDue(ca: Hsm, id: DelegateId, now: Date): boolean {
  const der = ca.readCertificate(serviceKeys[id].label)
  if (!der) return true
  const left = new X509Certificate(der).validToDate.getTime() - now.getTime()
  return left < delegates[id].days.renewBefore * DAY
}

function certifyDelegate(ca: Hsm, id: DelegateId, { pkiUrl, now }: CeremonyOptions): string {
  const { commonName, profile, days } = delegates[id]
  const { label } = serviceKeys[id]
  const notBefore = startOfValidity(now)
  const serial = newSerial()
  const { crl, issuer } = urlsOf('issuing', pkiUrl)
  const der = issueOwn(ca, {
    profile,
    subject: authorityName(commonName),
    spki: ca.publicKey(label),
    serial,
    notBefore,
    notAfter: new Date(notBefore.getTime() + days.valid * DAY),
    issuer: authorityIssuer(ca, 'issuing'),
    urls: { crl, issuer },
  })
  ca.storeCertificate(label, der)
  return serial
}

/** Gives each delegate, before its last certificate ends, the next one. Gives what was issued. */
export function renewDelegates(ca: Hsm, options: CeremonyOptions): { id: DelegateId; serial: string }[] {
  return delegateIds
    .filter((id) => isDue(ca, id, options.now))
    .map((id) => ({ id, serial: certifyDelegate(ca, id, options) }))
}
