import { createHash, randomBytes } from 'node:crypto'
import * as asn1 from 'asn1js'
import {
  id_ContentType_SignedData,
  AlgorithmIdentifier,
  type Attribute,
  Certificate,
  type ExtKeyUsage,
  MessageImprint,
  SignedData,
  TimeStampReq,
  TimeStampResp,
  TSTInfo,
} from 'pkijs'
import type { Hash } from './algorithms.ts'
import { buffer } from './der.ts'
import { hashes, hashOid } from './hashes.ts'
import { oids } from './profiles.ts'
import { TST_INFO } from './timestamp.ts'

// The other side of a time stamp (RFC 3161): asks for one of whomever, and looks whether what came holds.

/** PKIStatus granted and grantedWithMods. */
const GRANTED = [0, 1]
/** The attributes that name the signer's certificate, and how it is hashed where they do not say (RFC 2634, RFC 5035). */
const certificateHashes: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.9.16.2.12': 'sha1',
  '1.2.840.113549.1.9.16.2.47': 'sha256',
}

/** Why a time stamp is none of what it should be. */
export class TimestampInvalid extends Error {}

/** A number that nobody can guess, for a query. */
export function timestampNonce(): Uint8Array {
  const nonce = randomBytes(8)
  // Positive, and of eight octets whatever it is.
  nonce[0] = (nonce[0]! & 0x7f) | 0x40
  return nonce
}

/** A query (TimeStampReq, DER) for a time stamp over data, by SHA-256 and with the certificates. */
export const timestampQuery = (data: Uint8Array, nonce: Uint8Array): Uint8Array =>
  timestampQueryOf({ algorithm: 'sha256', value: createHash('sha256').update(data).digest() }, nonce)

/** The same over a hash that somebody else has made. */
export function timestampQueryOf({ algorithm, value }: Hash, nonce: Uint8Array): Uint8Array {
  const query = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: hashOid(algorithm) }),
      hashedMessage: new asn1.OctetString({ valueHex: buffer(value) }),
    }),
    nonce: new asn1.Integer({ valueHex: buffer(nonce) }),
    certReq: true,
  })
  return new Uint8Array(query.toSchema().toBER())
}

const children = (block: unknown): asn1.BaseBlock[] =>
  block instanceof asn1.Sequence ? block.valueBlock.value : []

/** Whether what was signed names the signer's certificate (RFC 3161, 2.4.1; RFC 5816). */
export function isNamed(attributes: readonly Attribute[], certificate: Certificate): boolean {
  const attribute = attributes.find(({ type }) => certificateHashes[type])
  if (!attribute) return false
  const first = children(children(children(attribute.values[0])[0])[0])
  const [algorithm] = children(first[0])
  const hash =
    algorithm instanceof asn1.ObjectIdentifier
      ? hashes[algorithm.getValue()]?.name
      : certificateHashes[attribute.type]
  const named = first.find((block) => block instanceof asn1.OctetString)
  if (!hash || !named) return false
  const der = Buffer.from(certificate.toSchema().toBER())
  return createHash(hash).update(der).digest().equals(named.valueBlock.valueHexView)
}

/** RFC 3161, 2.3: its certificate is for that only, and critical. */
function isTimestampAuthority({ extensions = [] }: Certificate): boolean {
  const usage = extensions.find(({ extnID }) => extnID === oids.extendedKeyUsage)
  const purposes = (usage?.parsedValue as ExtKeyUsage | undefined)?.keyPurposes
  return usage?.critical === true && purposes?.length === 1 && purposes[0] === oids.timeStamping
}

async function timeIn(reply: Uint8Array, { data, roots, nonce }: VerifyOptions): Promise<Date> {
  const { status, timeStampToken } = TimeStampResp.fromBER(buffer(reply))
  if (!GRANTED.includes(status.status) || !timeStampToken) {
    const said = (status.statusStrings ?? []).map(({ valueBlock }) => valueBlock.value).join(' ')
    throw new TimestampInvalid(`refused with status ${status.status}: ${said}`)
  }
  if (timeStampToken.contentType !== id_ContentType_SignedData) throw new TimestampInvalid('no time stamp')
  const signed = new SignedData({ schema: timeStampToken.content })
  const { encapContentInfo, signerInfos } = signed
  if (encapContentInfo.eContentType !== TST_INFO || !encapContentInfo.eContent || signerInfos.length !== 1)
    throw new TimestampInvalid('no time stamp')
  const info = TSTInfo.fromBER(encapContentInfo.eContent.getValue())
  if (nonce && Buffer.compare(info.nonce?.valueBlock.valueHexView ?? new Uint8Array(), nonce) !== 0)
    throw new TimestampInvalid('not the answer to this query')
  const trustedCerts = roots.map((der) => Certificate.fromBER(buffer(der)))
  // Content, signature, and the chain as it was at the time that is stamped.
  const found = await signed.verify({
    signer: 0,
    data: buffer(data),
    trustedCerts,
    checkChain: true,
    passedWhenNotRevValues: true,
    extendedMode: true,
  })
  const { signatureVerified, signerCertificate } = found
  if (!signatureVerified || !signerCertificate) throw new TimestampInvalid('the signature is not right')
  if (!isTimestampAuthority(signerCertificate))
    throw new TimestampInvalid('the certificate is not for time stamps alone')
  if (!isNamed(signerInfos[0]!.signedAttrs?.attributes ?? [], signerCertificate))
    throw new TimestampInvalid('the certificate is not the one that was signed for')
  return info.genTime
}

interface VerifyOptions {
  /** What was stamped. */
  data: Uint8Array
  /** Certificates (DER) of the CAs that are trusted for it. */
  roots: readonly Uint8Array[]
  /** Of the query, where this is the answer to one. */
  nonce?: Uint8Array
}

/**
 * The time that a reply (TimeStampResp, DER) stamps on data, by an authority below one of the roots. Whether a certificate
 * was revoked is not asked. @throws TimestampInvalid.
 */
export async function verifyTimestamp(reply: Uint8Array, options: VerifyOptions): Promise<Date> {
  try {
    return await timeIn(reply, options)
  } catch (error) {
    if (error instanceof TimestampInvalid) throw error
    // pkijs throws its own, and what its parser trips over.
    throw new TimestampInvalid((error as Error).message, { cause: error })
  }
}

/** The time stamp itself (ContentInfo, DER), out of the reply that brought it. @throws TimestampInvalid where there is none. */
export function tokenOf(reply: Uint8Array): Uint8Array {
  const { timeStampToken } = TimeStampResp.fromBER(buffer(reply))
  if (!timeStampToken) throw new TimestampInvalid('no time stamp')
  return new Uint8Array(timeStampToken.toSchema().toBER())
}
