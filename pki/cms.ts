import { createHash } from 'node:crypto'
import * as asn1 from 'asn1js'
import { Certificate } from 'pkijs'
import { algorithmOfKey, publicKeyOf } from './algorithms.ts'
import { buffer, explicit, readDer } from './der.ts'
import { hashOid } from './hashes.ts'
import { directoryName } from './name.ts'

// Signed messages (CMS, RFC 5652) of one signer. Nothing is signed here: first the attributes that are to be signed,
// then the whole with their signature.

/** Content of no type of its own. */
export const DATA = '1.2.840.113549.1.7.1'
const SIGNED_DATA = '1.2.840.113549.1.7.2'
const CONTENT_TYPE = '1.2.840.113549.1.9.3'
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4'
const SIGNATURE_TIMESTAMP = '1.2.840.113549.1.9.16.2.14'
const SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47'

const oid = (value: string) => new asn1.ObjectIdentifier({ value })
const octets = (bytes: Uint8Array) => new asn1.OctetString({ valueHex: buffer(bytes) })
const sequence = (...value: asn1.BaseBlock[]) => new asn1.Sequence({ value })
const algorithmOfCertificate = (certificate: Uint8Array) => algorithmOfKey(publicKeyOf(certificate))

/** Hashes what a certificate's key signs. */
const digestFor = (certificate: Uint8Array, content: Uint8Array) =>
  createHash(algorithmOfCertificate(certificate).digest).update(content).digest()

/** Issuer and serial number, as other structures name a certificate (DER). */
function issuerAndSerial(certificate: Uint8Array) {
  const { issuer, serialNumber } = Certificate.fromBER(buffer(certificate))
  return { issuer, serialNumber }
}

/** ESSCertIDv2 (RFC 5035, 4; RFC 5816, 2.2.1): the hash is SHA-256, which is the default and so is not named. */
function signingCertificate(certificate: Uint8Array): asn1.BaseBlock {
  const { issuer, serialNumber } = issuerAndSerial(certificate)
  const names = sequence(directoryName(issuer))
  const hash = createHash('sha256').update(certificate).digest()
  return sequence(sequence(sequence(octets(hash), sequence(names, serialNumber))))
}

const attribute = (type: string, value: asn1.BaseBlock) =>
  sequence(oid(type), new asn1.Set({ value: [value] }))

/** DER sorts the members of a SET OF by their bytes (X.690, 11.6). */
function setOf(members: asn1.BaseBlock[]): asn1.Set {
  const bytes = (block: asn1.BaseBlock) => Buffer.from(block.toBER())
  return new asn1.Set({ value: members.toSorted((one, other) => Buffer.compare(bytes(one), bytes(other))) })
}

/** What a signer signs of a content (SignedAttributes, DER): its type, its hash, and by which certificate. */
export function prepareSignedAttributes(signed: {
  contentType: string
  content: Uint8Array
  certificate: Uint8Array
}): Uint8Array {
  const { contentType, content, certificate } = signed
  const attributes = setOf([
    attribute(CONTENT_TYPE, oid(contentType)),
    attribute(MESSAGE_DIGEST, octets(digestFor(certificate, content))),
    attribute(SIGNING_CERTIFICATE_V2, signingCertificate(certificate)),
  ])
  return new Uint8Array(attributes.toBER())
}

/** A content, what was signed of it and the signature together (ContentInfo, DER), with the certificates that are given. */
export function assembleSignedData(parts: {
  contentType: string
  /** Left out where it stands elsewhere (RFC 5652, 5.2). */
  content?: Uint8Array
  /** By prepareSignedAttributes. */
  attributes: Uint8Array
  signature: Uint8Array
  certificate: Uint8Array
  enclosed: readonly Uint8Array[]
  /** A time stamp over the signature (ContentInfo, DER; RFC 3161, appendix A). */
  stamped?: Uint8Array
}): Uint8Array {
  const { contentType, content, attributes, signature, certificate, enclosed, stamped } = parts
  const algorithm = algorithmOfCertificate(certificate)
  // RFC 5754, 2: without parameters.
  const digestAlgorithm = () => sequence(oid(hashOid(algorithm.digest)))
  const { issuer, serialNumber } = issuerAndSerial(certificate)
  const tagged = (tagNumber: number, set: asn1.Set) =>
    new asn1.Constructed({ idBlock: { tagClass: 3, tagNumber }, value: set.valueBlock.value })
  const signerInfo = sequence(
    new asn1.Integer({ value: 1 }),
    sequence(issuer.toSchema(), serialNumber),
    digestAlgorithm(),
    tagged(0, readDer(attributes) as asn1.Set),
    algorithm.identifier().toSchema(),
    octets(signature),
    ...(stamped ? [tagged(1, setOf([attribute(SIGNATURE_TIMESTAMP, readDer(stamped))]))] : []),
  )
  const signedData = sequence(
    // RFC 5652, 5.1: 3 for a content that is no plain data.
    new asn1.Integer({ value: contentType === DATA ? 1 : 3 }),
    new asn1.Set({ value: [digestAlgorithm()] }),
    sequence(oid(contentType), ...(content ? [explicit(0, octets(content))] : [])),
    ...(enclosed.length > 0 ? [tagged(0, setOf(enclosed.map(readDer)))] : []),
    new asn1.Set({ value: [signerInfo] }),
  )
  return new Uint8Array(sequence(oid(SIGNED_DATA), explicit(0, signedData)).toBER())
}
