import { createHash } from 'node:crypto'
import * as asn1 from 'asn1js'
import { Certificate, type CertID, Extension, OCSPRequest, ResponseData, SingleResponse } from 'pkijs'
import { revocationReasons } from '../domain/certificate-states.ts'
import { algorithmOfKey, publicKeyOf } from './algorithms.ts'
import { keyBits, keyIdentifier, type Issuer } from './certificate.ts'
import { buffer, explicit, readDer } from './der.ts'
import { hashes } from './hashes.ts'

// Online certificate status (RFC 6960): reads a request, builds the bytes of an answer, completes it with the
// responder's signature. Nothing is signed or looked up here.

const NONCE = '1.3.6.1.5.5.7.48.1.2'
const BASIC_RESPONSE = '1.3.6.1.5.5.7.48.1.1'
/** RFC 9654, 2.1: longer nonces, and empty ones, are not to be answered. */
const LONGEST_NONCE = 128
const MOST_CERTIFICATES = 20

/** OCSPResponseStatus of RFC 6960, 4.2.1; answers of these carry nothing that is signed. */
export const ocspFaults = { malformedRequest: 1, internalError: 2, tryLater: 3, unauthorized: 6 } as const
export type OcspFaultName = keyof typeof ocspFaults

export class OcspFault extends Error {
  readonly status: OcspFaultName
  constructor(status: OcspFaultName) {
    super(status)
    this.status = status
  }
}

/** A certificate as the asker names it. */
export interface AskedCertificate {
  /** Lower-case hex without leading zeros, as in our tables. */
  serial: string
  id: CertID
}

export interface OcspQuestion {
  asked: AskedCertificate[]
  /** The value of the nonce extension, as it came. */
  nonce?: Uint8Array
}

export type CertificateStatus =
  { is: 'good' } | { is: 'unknown' } | { is: 'revoked'; at: Date; reason: number }

const wholeSeconds = (date: Date) => new Date(Math.floor(date.getTime() / 1000) * 1000)
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

/** Whether a certificate is named as one of this issuer. */
function isOf(issuer: Issuer, { hashAlgorithm, issuerNameHash, issuerKeyHash }: CertID): boolean {
  const algorithm = hashes[hashAlgorithm.algorithmId]?.name
  if (!algorithm) return false
  const digest = (bytes: Uint8Array) => createHash(algorithm).update(bytes).digest('hex')
  const name = new Uint8Array(issuer.name.toSchema().toBER())
  return (
    digest(name) === hex(issuerNameHash.valueBlock.valueHexView) &&
    digest(keyBits(issuer.spki)) === hex(issuerKeyHash.valueBlock.valueHexView)
  )
}

function nonceOf(extensions: readonly Extension[]): Uint8Array | undefined {
  const value = extensions.find(({ extnID }) => extnID === NONCE)?.extnValue.valueBlock.valueHexView
  if (!value) return undefined
  // The value holds an OCTET STRING of its own; the first clients sent the bare bytes.
  const inner = asn1.fromBER(buffer(value))
  const { length } =
    inner.offset !== -1 && inner.result instanceof asn1.OctetString
      ? inner.result.valueBlock.valueHexView
      : value
  if (length < 1 || length > LONGEST_NONCE) throw new OcspFault('malformedRequest')
  return value
}

/** RFC 6960, 4.4: what is critical and not understood must not be passed over. */
const isStrange = ({ critical, extnID }: Extension) => critical && extnID !== NONCE

/** A request about one certificate (DER), without a nonce: the answer is kept and shown to others. */
export async function ocspRequest(certificate: Uint8Array, issuer: Uint8Array): Promise<Uint8Array> {
  const request = new OCSPRequest()
  await request.createForCertificate(Certificate.fromBER(buffer(certificate)), {
    hashAlgorithm: 'SHA-1',
    issuerCertificate: Certificate.fromBER(buffer(issuer)),
  })
  return new Uint8Array(request.toSchema(true).toBER())
}

/** What a request asks. @throws OcspFault malformedRequest, or unauthorized for certificates of another issuer. */
export function readOcspRequest(der: Uint8Array, issuer: Issuer): OcspQuestion {
  let request: OCSPRequest['tbsRequest']
  try {
    request = new OCSPRequest({ schema: readDer(der) }).tbsRequest
  } catch {
    throw new OcspFault('malformedRequest')
  }
  const { requestList, requestExtensions = [] } = request
  if (requestList.length === 0 || requestList.length > MOST_CERTIFICATES)
    throw new OcspFault('malformedRequest')
  const extensions = requestList.flatMap(({ singleRequestExtensions = [] }) => singleRequestExtensions)
  if ([...requestExtensions, ...extensions].some(isStrange)) throw new OcspFault('malformedRequest')
  if (requestList.some(({ reqCert }) => !isOf(issuer, reqCert))) throw new OcspFault('unauthorized')
  const nonce = nonceOf(requestExtensions)
  const asked = requestList.map(({ reqCert: id }) => ({
    id,
    serial: hex(id.serialNumber.valueBlock.valueHexView).replace(/^0+(?=.)/, ''),
  }))
  return { asked, ...(nonce && { nonce }) }
}

function certStatus(status: CertificateStatus): asn1.BaseBlock {
  const tag = (tagNumber: number) => ({ tagClass: 3, tagNumber })
  if (status.is === 'good') return new asn1.Primitive({ idBlock: tag(0) })
  if (status.is === 'unknown') return new asn1.Primitive({ idBlock: tag(2) })
  const value: asn1.BaseBlock[] = [new asn1.GeneralizedTime({ valueDate: wholeSeconds(status.at) })]
  // As in a CRL: "unspecified" is left out.
  if (status.reason !== revocationReasons.unspecified)
    value.push(explicit(0, new asn1.Enumerated({ value: status.reason })))
  return new asn1.Constructed({ idBlock: tag(1), value })
}

export interface OcspAnswer {
  question: OcspQuestion
  /** One for each certificate that was asked for. */
  statuses: readonly CertificateStatus[]
  /** SubjectPublicKeyInfo of the responder. */
  responderSpki: Uint8Array
  thisUpdate: Date
  nextUpdate: Date
}

/** Builds the bytes of an answer to be signed (ResponseData, DER). */
export function prepareOcspAnswer(answer: OcspAnswer): Uint8Array {
  const { question, statuses, responderSpki, thisUpdate, nextUpdate } = answer
  const data = new ResponseData()
  data.responderID = new asn1.OctetString({ valueHex: keyIdentifier(responderSpki) })
  data.producedAt = wholeSeconds(thisUpdate)
  data.responses = question.asked.map(
    ({ id }, index) =>
      new SingleResponse({
        certID: id,
        certStatus: certStatus(statuses[index]!),
        thisUpdate: wholeSeconds(thisUpdate),
        nextUpdate: wholeSeconds(nextUpdate),
      }),
  )
  if (question.nonce) {
    // Built anew: the one that pkijs has read encodes otherwise, and OpenSSL calls that another nonce.
    data.responseExtensions = [
      new Extension({ extnID: NONCE, critical: false, extnValue: buffer(question.nonce) }),
    ]
  }
  return new Uint8Array(data.toSchema(true).toBER())
}

/** Puts an answer, its signature and the responder's certificate together (OCSPResponse, DER). */
export function assembleOcspAnswer(
  tbs: Uint8Array,
  signature: Uint8Array,
  responderCertificate: Uint8Array,
): Uint8Array {
  const block = (der: Uint8Array) => asn1.fromBER(buffer(der)).result
  const basic = new asn1.Sequence({
    value: [
      block(tbs),
      algorithmOfKey(publicKeyOf(responderCertificate)).identifier().toSchema(),
      new asn1.BitString({ valueHex: buffer(signature) }),
      explicit(0, new asn1.Sequence({ value: [block(responderCertificate)] })),
    ],
  })
  const bytes = new asn1.Sequence({
    value: [
      new asn1.ObjectIdentifier({ value: BASIC_RESPONSE }),
      new asn1.OctetString({ valueHex: basic.toBER() }),
    ],
  })
  const whole = new asn1.Sequence({ value: [new asn1.Enumerated({ value: 0 }), explicit(0, bytes)] })
  return new Uint8Array(whole.toBER())
}

/** The answer that says only why there is none. */
export function ocspFault(status: OcspFaultName): Uint8Array {
  return new Uint8Array(
    new asn1.Sequence({ value: [new asn1.Enumerated({ value: ocspFaults[status] })] }).toBER(),
  )
}
