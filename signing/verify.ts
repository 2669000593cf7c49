import { X509Certificate } from 'node:crypto'
import * as asn1 from 'asn1js'
import {
  BasicOCSPResponse,
  type Certificate,
  CertificateRevocationList,
  ContentInfo,
  id_ContentType_SignedData,
  OCSPResponse,
  SignedData,
  type SignerInfo,
} from 'pkijs'
import { PDFHexString, PDFNumber, PDFRawStream, PDFName, type PDFDict } from '@cantoo/pdf-lib'
import type { LaterChange, SignatureFault, SignatureLevel } from '../domain/document-verification.ts'
import { buffer } from '../pki/der.ts'
import { hashes } from '../pki/hashes.ts'
import { timestampReply, TST_INFO } from '../pki/timestamp.ts'
import { isNamed, verifyTimestamp } from '../pki/timestamp-verify.ts'
import { changesBetween } from './changes.ts'
import {
  arrayIn,
  dictIn,
  nameIn,
  type PdfFile,
  readPdf,
  type SignatureField,
  signatureFields,
  textIn,
} from './pdf-file.ts'

// Looks into the signatures of a PDF (ISO 32000-2, 12.8; ETSI EN 319 142-1). Each is taken for what it says of the
// document as it was then: the file up to there is read by itself, as viewers would have done, and all that came after is
// held against it. So neither a signature without a range, nor one that was moved into another place, nor what was hidden
// or put in place of something after it passes.

const DATA = '1.2.840.113549.1.7.1'
const SIGNATURE_TIMESTAMP = '1.2.840.113549.1.9.16.2.14'
/** What is taken as a signature of a person, and as a time stamp (ISO 32000-2, table 260). */
const CADES = 'ETSI.CAdES.detached'
const signatureKinds = [CADES, 'adbe.pkcs7.detached']
const TIMESTAMP_KIND = 'ETSI.RFC3161'
const SHORTEST_DIGEST = 32

/** Whom we know: certificates (DER) of the CAs whose certificates are ours, and of the roots that time is taken from. */
export interface Trust {
  authorities: readonly Uint8Array[]
  roots: readonly Uint8Array[]
}

export interface FoundSignature {
  kind: 'signature' | 'timestamp'
  /** Name of its field. */
  field: string
  /** Why it proves nothing. */
  fault?: SignatureFault
  /** Of whom it says to be (DER), where that can be read. */
  certificate?: Uint8Array
  /** Whether one of the authorities has issued that certificate. */
  isOurs: boolean
  /** When, as the signer says; when at the latest, by a time stamp below one of the roots. */
  claimedAt?: Date
  stampedAt?: Date
  reason?: string
  /** What came after it. */
  after: LaterChange
  /** By what is in the document (ETSI EN 319 142-1); none where it is no signature of that standard. */
  level?: SignatureLevel
}

/** A signature's range and content, once both are as they must be. */
interface Sealed {
  content: Buffer
  /** Of the CMS in it. */
  der: Buffer
  /** Where the part of the file ends that it is about. */
  end: number
}

class Faulty extends Error {
  readonly fault: SignatureFault
  constructor(fault: SignatureFault, cause?: unknown) {
    super(fault, { cause })
    this.fault = fault
  }
}
function requires(condition: unknown, fault: SignatureFault = 'malformed'): asserts condition {
  if (!condition) throw new Faulty(fault)
}

/** What a signature covers: all of the file up to its end but its own bytes, and nothing else is left out. */
function sealedIn(bytes: Buffer, value: PDFDict): Sealed {
  const range = arrayIn(value, 'ByteRange').map((item) => (item instanceof PDFNumber ? item.asNumber() : NaN))
  requires(range.length === 4 && range.every((part) => Number.isSafeInteger(part) && part >= 0))
  const [start, before, after, rest] = range as [number, number, number, number]
  requires(start === 0 && before > 0 && after > before && rest > 0 && after + rest <= bytes.length)
  const contents = value.lookup(PDFName.of('Contents'))
  requires(contents instanceof PDFHexString)
  const gap = bytes.subarray(before, after).toString('latin1')
  requires(/^<(?:[\da-f]{2})+>$/i.test(gap) && gap.slice(1, -1) === contents.asString())
  const filled = Buffer.from(gap.slice(1, -1), 'hex')
  const { offset } = asn1.fromBER(buffer(filled))
  // Behind it there are only zeros.
  requires(offset > 0 && filled.subarray(offset).every((byte) => byte === 0))
  const content = Buffer.concat([bytes.subarray(0, before), bytes.subarray(after, after + rest)])
  return { content, der: filled.subarray(0, offset), end: after + rest }
}

/** The document as it was when this was signed, which has the same signature in the same field. */
function asSigned(bytes: Buffer, { name, value }: SignatureField, end: number): PdfFile {
  let file
  try {
    file = readPdf(bytes.subarray(0, end))
  } catch (error) {
    throw new Faulty('malformed', error)
  }
  const same = signatureFields(file).find((field) => field.name === name)?.value
  requires(
    same &&
      ['ByteRange', 'Contents'].every(
        (key) => String(same.get(PDFName.of(key))) === String(value!.get(PDFName.of(key))),
      ),
  )
  return file
}

interface Cms {
  signed: SignedData
  signer: SignerInfo
  certificate: Certificate
  der: Uint8Array
}

/** Whether the CMS in a signature is one over this content, by the key of the certificate that it names. */
async function checkedCms(
  { der, content }: Sealed,
  kind: FoundSignature['kind'],
  isCades: boolean,
): Promise<Cms> {
  let signed
  try {
    const info = ContentInfo.fromBER(buffer(der))
    requires(info.contentType === id_ContentType_SignedData)
    signed = new SignedData({ schema: info.content })
  } catch (error) {
    throw error instanceof Faulty ? error : new Faulty('malformed', error)
  }
  const [signer, ...others] = signed.signerInfos
  requires(signer && others.length === 0)
  const { eContentType, eContent } = signed.encapContentInfo
  requires(kind === 'timestamp' ? eContentType === TST_INFO && eContent : eContentType === DATA && !eContent)
  requires((hashes[signer.digestAlgorithm.algorithmId]?.bytes ?? 0) >= SHORTEST_DIGEST, 'unknownAlgorithm')
  const found = await signed
    .verify({ signer: 0, data: buffer(content), checkChain: false, extendedMode: true })
    .catch((error: unknown) => {
      throw new Faulty('broken', error)
    })
  requires(found.signatureVerified === true && found.signerCertificate, 'broken')
  const certificate = found.signerCertificate
  requires(!isCades || isNamed(signer.signedAttrs?.attributes ?? [], certificate), 'broken')
  return { signed, signer, certificate, der: new Uint8Array(certificate.toSchema().toBER()) }
}

/** The certificate that a CMS names, though it may not hold; undefined where it has none. */
function namedCertificate(der: Uint8Array): Uint8Array | undefined {
  try {
    const signed = new SignedData({ schema: ContentInfo.fromBER(buffer(der)).content })
    const sid = signed.signerInfos[0]?.sid as { serialNumber?: asn1.Integer } | undefined
    const serial = sid?.serialNumber
    const found = signed.certificates?.find(
      (one) => serial && 'serialNumber' in one && one.serialNumber.isEqual(serial),
    )
    return found && new Uint8Array(found.toSchema().toBER())
  } catch {
    return undefined
  }
}

async function timeOf(token: Uint8Array, data: Uint8Array, roots: Trust['roots']): Promise<Date | undefined> {
  try {
    return await verifyTimestamp(timestampReply(token), { data, roots })
  } catch {
    // Of an authority that we do not know, or of something else: no time that we could vouch for.
    return undefined
  }
}

/** The time stamp over a signature (RFC 3161, appendix A). */
async function stampedTime({ signer }: Cms, roots: Trust['roots']): Promise<Date | undefined> {
  const stamp = signer.unsignedAttrs?.attributes.find(({ type }) => type === SIGNATURE_TIMESTAMP)
  const token = (stamp?.values[0] as asn1.BaseBlock | undefined)?.valueBeforeDecodeView
  return token && timeOf(token, signer.signature.valueBlock.valueHexView, roots)
}

function isIssuedBy(certificate: Uint8Array, authorities: readonly Uint8Array[]): boolean {
  try {
    const one = new X509Certificate(certificate)
    return authorities.some((der) => {
      const authority = new X509Certificate(der)
      return one.checkIssued(authority) && one.verify(authority.publicKey)
    })
  } catch {
    return false
  }
}

/** Whether a document holds something by which the status of a certificate was known (ETSI EN 319 142-1, 5.4.2). */
function knowsStatus(file: PdfFile, { issuer, serialNumber }: Certificate): boolean {
  const store = dictIn(file.catalog, 'DSS')
  const kept = (key: string) =>
    arrayIn(store, key).flatMap((ref) => {
      const stream = file.context.lookup(ref)
      return stream instanceof PDFRawStream ? [stream.contents] : []
    })
  const says = (read: () => boolean) => {
    try {
      return read()
    } catch {
      return false
    }
  }
  const inOcsp = (der: Uint8Array) => {
    const { responseBytes } = OCSPResponse.fromBER(buffer(der))
    const { tbsResponseData } = BasicOCSPResponse.fromBER(responseBytes!.response.getValue())
    return tbsResponseData.responses.some(({ certID }) => certID.serialNumber.isEqual(serialNumber))
  }
  const inCrl = (der: Uint8Array) => CertificateRevocationList.fromBER(buffer(der)).issuer.isEqual(issuer)
  return (
    kept('OCSPs').some((der) => says(() => inOcsp(der))) || kept('CRLs').some((der) => says(() => inCrl(der)))
  )
}

/** A time in a PDF (7.9.4): D:YYYYMMDDHHmmSSOHH'mm. */
function dateIn(value: PDFDict): Date | undefined {
  const text = textIn(value, 'M') ?? ''
  const found = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|([+-]\d\d)'?(\d\d)?)?/.exec(text)
  if (!found) return undefined
  const [, year, month, date, hour, minute, second, zone = '+00', minutes = '00'] = found
  const at = new Date(`${year}-${month}-${date}T${hour}:${minute}:${second}${zone}:${minutes}`)
  return Number.isNaN(at.getTime()) ? undefined : at
}

interface Looked {
  found: FoundSignature
  /** Where it holds. */
  proof?: { cms: Cms; file: PdfFile; end: number; isCades: boolean }
}

async function lookInto(final: PdfFile, field: SignatureField, trust: Trust): Promise<Looked> {
  const bytes = Buffer.from(final.bytes)
  const value = field.value!
  const subFilter = nameIn(value, 'SubFilter')
  const kind = subFilter === TIMESTAMP_KIND ? 'timestamp' : 'signature'
  const [claimedAt, reason] = [dateIn(value), textIn(value, 'Reason')]
  const said = {
    kind,
    field: field.name,
    isOurs: false,
    after: 'nothing',
    ...(claimedAt && { claimedAt }),
    ...(reason !== undefined && { reason }),
  } satisfies FoundSignature
  let sealed: Sealed | undefined
  try {
    sealed = sealedIn(bytes, value)
    requires(kind === 'timestamp' || signatureKinds.includes(subFilter!), 'unknownAlgorithm')
    const file = asSigned(bytes, field, sealed.end)
    const isCades = subFilter === CADES
    const cms = await checkedCms(sealed, kind, isCades)
    const isLast = bytes.subarray(sealed.end).toString('latin1').trim() === ''
    const after = isLast ? 'nothing' : changesBetween(file, final)
    const stampedAt =
      kind === 'timestamp'
        ? await timeOf(sealed.der, sealed.content, trust.roots)
        : await stampedTime(cms, trust.roots)
    const found: FoundSignature = {
      ...said,
      certificate: cms.der,
      isOurs: isIssuedBy(cms.der, trust.authorities),
      after,
      ...(stampedAt && { stampedAt }),
    }
    return { found, proof: { cms, file, end: sealed.end, isCades } }
  } catch (error) {
    if (!(error instanceof Faulty)) throw error
    const certificate = sealed && namedCertificate(sealed.der)
    const found: FoundSignature = { ...said, fault: error.fault, ...(certificate && { certificate }) }
    return { found }
  }
}

function levelOf(
  final: PdfFile,
  { found, proof }: Looked,
  all: readonly Looked[],
): SignatureLevel | undefined {
  if (!proof?.isCades) return undefined
  if (!found.stampedAt) return 'B-B'
  const { certificate } = proof.cms
  if (!knowsStatus(final, certificate)) return 'B-T'
  const isArchived = all.some(
    (later) =>
      later.found.kind === 'timestamp' &&
      later.found.stampedAt &&
      later.proof!.end > proof.end &&
      knowsStatus(later.proof!.file, certificate),
  )
  return isArchived ? 'B-LTA' : 'B-LT'
}

/**
 * All signatures and time stamps in a PDF, in the order in which they were made. Whether a certificate was revoked is not
 * asked: that is for whoever knows. @throws PdfRefused for a file that cannot be read as one.
 */
export async function verifyPdf(pdf: Uint8Array, trust: Trust): Promise<FoundSignature[]> {
  const final = readPdf(pdf)
  const looked: Looked[] = []
  for (const field of signatureFields(final))
    if (field.value) looked.push(await lookInto(final, field, trust))
  return looked
    .toSorted((one, other) => (one.proof?.end ?? 0) - (other.proof?.end ?? 0))
    .map((one) => {
      const level = levelOf(final, one, looked)
      return level ? { ...one.found, level } : one.found
    })
}
