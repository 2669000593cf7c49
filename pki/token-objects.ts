import { X509Certificate } from 'node:crypto'
import graphene from 'graphene-pk11'
import { algorithms, type Algorithm, type KeyRule } from './algorithms.ts'
import type { KeyAttributes } from './key-evidence.ts'

// Key pairs and certificates inside an open session. A certificate and its two keys share CKA_ID, which never
// changes; the label of the certificate says what the pair is for, and changes in one write.

const { CERTIFICATE, PRIVATE_KEY, PUBLIC_KEY } = graphene.ObjectClass

/** A public key, and what the token says of the private one. */
export interface KeyEvidence {
  spki: Uint8Array
  attributes: KeyAttributes
}

export interface TokenCertificate {
  label: string
  /** CKA_ID in hex. */
  id: string
  der: Uint8Array
}

/** The algorithm that a key object, public or private, is for. @throws Error for one that we do not use. */
export function algorithmOfObject(key: graphene.SessionObject): Algorithm {
  const { keyType } = key.getAttribute({ keyType: null })
  const found = Object.values(algorithms).find(({ token }) => token.keyType === keyType)
  if (!found) throw new Error(`no algorithm of ours for keys of type ${String(keyType)}`)
  return found
}

/** SubjectPublicKeyInfo (RFC 5280, 4.1.2.7) of a public key object, DER. */
export function spkiOf(publicKey: graphene.SessionObject): Uint8Array {
  return algorithmOfObject(publicKey).token.spki(publicKey)
}

/** What anybody may read: certificates, and which key pairs there are. */
export interface TokenContents {
  certificates: TokenCertificate[]
  pairs: { label: string; id: string }[]
}

function find(session: graphene.Session, template: graphene.ITemplate): graphene.SessionObject[] {
  const found = session.find(template)
  return Array.from({ length: found.length }, (_, index) => found.items(index))
}

const labelOf = (object: graphene.SessionObject) => object.getAttribute({ label: null }).label as string
const idOf = (object: graphene.SessionObject) =>
  (object.getAttribute({ id: null }).id as Buffer).toString('hex')

export function readContents(session: graphene.Session): TokenContents {
  return {
    certificates: find(session, { class: CERTIFICATE }).map((object) => ({
      label: labelOf(object),
      id: idOf(object),
      der: new Uint8Array(object.getAttribute({ value: null }).value as Buffer),
    })),
    pairs: find(session, { class: PUBLIC_KEY }).map((object) => ({
      label: labelOf(object),
      id: idOf(object),
    })),
  }
}

/** The pair with this id, when both of its keys are there. */
export function evidence(session: graphene.Session, id: Buffer): KeyEvidence | undefined {
  const [publicKey] = find(session, { class: PUBLIC_KEY, id })
  const [privateKey] = find(session, { class: PRIVATE_KEY, id })
  if (!publicKey || !privateKey) return undefined
  return { spki: spkiOf(publicKey), attributes: attributesOf(privateKey) }
}

/** What the token says of a private key. */
export function attributesOf(privateKey: graphene.SessionObject): KeyAttributes {
  const flags = privateKey.getAttribute({
    local: null,
    sensitive: null,
    alwaysSensitive: null,
    neverExtractable: null,
  })
  const { local, sensitive, alwaysSensitive, neverExtractable } = flags as KeyAttributes
  return { local, sensitive, alwaysSensitive, neverExtractable }
}

/** The id of a pair is the label that it is made under: it is found by that, whatever its label is later. */
export const pairId = (label: string) => Buffer.from(label)

/** Makes the pair of this label, or finds the one that was made before. What died half-way goes first. */
export function generatePair(session: graphene.Session, label: string, rule: KeyRule): KeyEvidence {
  const id = pairId(label)
  const known = evidence(session, id)
  if (known) return known
  destroy(session, id, [PRIVATE_KEY, PUBLIC_KEY])
  const { mechanism, publicKey } = algorithms[rule.algorithm].token.generate
  session.generateKeyPair(
    mechanism,
    { label, id, token: true, verify: true, ...publicKey(rule) },
    { label, id, token: true, private: true, sensitive: true, extractable: false, sign: true },
  )
  return evidence(session, id)!
}

export function createCertificate(session: graphene.Session, label: string, der: Uint8Array): void {
  const certificate = new X509Certificate(der)
  session.create({
    class: CERTIFICATE,
    certType: graphene.CertificateType.X_509,
    token: true,
    private: false,
    modifiable: true,
    id: pairId(label),
    label,
    subject: Buffer.from(certificate.subject),
    serial: Buffer.from(certificate.serialNumber, 'hex'),
    value: Buffer.from(der),
  })
}

/** Renames a pair. The certificate goes first: from that one write on, the pair is what its new label says. */
export function relabel(session: graphene.Session, id: Buffer, label: string): void {
  for (const objectClass of [CERTIFICATE, PRIVATE_KEY, PUBLIC_KEY]) {
    for (const object of find(session, { class: objectClass, id })) {
      if (labelOf(object) !== label) object.setAttribute({ label })
    }
  }
}

/** Destroys a pair. The public key goes last: what died half-way is still listed, and can be destroyed again. */
export function destroyPair(session: graphene.Session, id: Buffer): void {
  destroy(session, id, [CERTIFICATE, PRIVATE_KEY, PUBLIC_KEY])
}

function destroy(session: graphene.Session, id: Buffer, classes: graphene.ObjectClass[]): void {
  for (const objectClass of classes) {
    for (const object of find(session, { class: objectClass, id })) object.destroy()
  }
}

export function privateKey(session: graphene.Session, id: Buffer): graphene.PrivateKey | undefined {
  return find(session, { class: PRIVATE_KEY, id })[0]?.toType<graphene.PrivateKey>()
}
