import { X509Certificate } from 'node:crypto'
import * as asn1 from 'asn1js'
import { Certificate } from 'pkijs'
import { algorithmOfKey, isSignedByKey, publicKeyOf } from './algorithms.ts'
import { isSignedBy, type Issuer } from './certificate.ts'
import { buffer, readDer } from './der.ts'
import { delegates } from './issuers.ts'
import { authorityName, COMMON_NAME, readableName } from './name.ts'

// The data of a seal after GB/T 38540-2020, 6: a picture bound to the certificates of its holder, for a time, by the
// signature of its maker. What is signed is built first and put together with the signature after, as certificates are.

/** Version of GB/T 38540-2020. */
const VERSION = 4
/** Who made it, by the name of the system. */
const VENDOR = 'YINXIN'
/** 电子印章类型. */
const TYPES = { organisation: 1, person: 2 } as const
/** certListType: the certificates themselves, no hashes of them. */
const WHOLE_CERTIFICATES = 1

export interface SealContent {
  /** Its number, in ASCII. */
  id: string
  holder: keyof typeof TYPES
  /** Whose seal it is. */
  name: string
  /** Certificates (DER) that it may be used with. */
  certificates: readonly Uint8Array[]
  createdAt: Date
  notBefore: Date
  notAfter: Date
  /** PNG, and its size in millimetres. */
  picture: { png: Uint8Array; width: number; height: number }
}

const ascii = (value: string) => new asn1.IA5String({ value })
const integer = (value: number) => new asn1.Integer({ value })
const octets = (bytes: Uint8Array) => new asn1.OctetString({ valueHex: buffer(bytes) })
const sequence = (...value: asn1.BaseBlock[]) => new asn1.Sequence({ value })
/** In whole seconds. */
const time = (value: Date) =>
  new asn1.GeneralizedTime({ valueDate: new Date(Math.floor(+value / 1000) * 1000) })

/** Builds what the maker signs (SES_SealInfo, DER). The same content gives the same bytes. */
export function prepareSeal(content: SealContent): Uint8Array {
  const { id, holder, name, certificates, createdAt, notBefore, notAfter, picture } = content
  const info = sequence(
    sequence(ascii('ES'), integer(VERSION), ascii(VENDOR)),
    ascii(id),
    sequence(
      integer(TYPES[holder]),
      new asn1.Utf8String({ value: name }),
      integer(WHOLE_CERTIFICATES),
      sequence(...certificates.map(octets)),
      ...[createdAt, notBefore, notAfter].map(time),
    ),
    sequence(ascii('PNG'), octets(picture.png), integer(picture.width), integer(picture.height)),
  )
  return new Uint8Array(info.toBER())
}

/** Puts what was signed, the maker's certificate (DER) and the signature together (SESeal, DER). */
export function assembleSeal(info: Uint8Array, maker: Uint8Array, signature: Uint8Array): Uint8Array {
  const { algorithmId } = algorithmOfKey(publicKeyOf(maker)).identifier()
  const whole = sequence(
    readDer(info),
    octets(maker),
    new asn1.ObjectIdentifier({ value: algorithmId }),
    new asn1.BitString({ valueHex: buffer(signature) }),
  )
  return new Uint8Array(whole.toBER())
}

type Kind<Block> = abstract new (...args: never[]) => Block

function take<Block extends asn1.BaseBlock>(block: asn1.BaseBlock | undefined, kind: Kind<Block>): Block {
  if (!(block instanceof kind)) throw new Error('no seal of GB/T 38540')
  return block
}
const listOf = (block: asn1.BaseBlock | undefined, most: number) => {
  const { value } = take(block, asn1.Sequence).valueBlock
  if (value.length > most) throw new Error('no seal of GB/T 38540')
  return value
}
const bytesIn = (block: asn1.BaseBlock | undefined) =>
  new Uint8Array(take(block, asn1.OctetString).valueBlock.valueHexView)
const numberIn = (block: asn1.BaseBlock | undefined) => take(block, asn1.Integer).valueBlock.valueDec
const timeIn = (block: asn1.BaseBlock | undefined) => take(block, asn1.GeneralizedTime).toDate()

/** Most certificates that a seal of ours may name. */
const MOST_CERTIFICATES = 100

interface ReadSeal extends SealContent {
  /** What was signed, by whom (certificate, DER), under which name of an algorithm, and the signature. */
  info: Uint8Array
  maker: Uint8Array
  algorithm: string
  signature: Uint8Array
}

/** Reads a seal (SESeal, DER) and believes nothing. @throws Error when it is none that we could have made. */
export function readSeal(der: Uint8Array): ReadSeal {
  const [info, maker, algorithm, signature] = listOf(readDer(der), 4)
  const [header, id, property, picture] = listOf(info, 4)
  const [mark, version] = listOf(header, 3)
  const [type, name, listType, list, createdAt, notBefore, notAfter] = listOf(property, 7)
  const [format, png, width, height] = listOf(picture, 4)
  const holder = (Object.keys(TYPES) as (keyof typeof TYPES)[]).find((one) => TYPES[one] === numberIn(type))
  const isOurs =
    take(mark, asn1.IA5String).valueBlock.value === 'ES' &&
    numberIn(version) === VERSION &&
    numberIn(listType) === WHOLE_CERTIFICATES &&
    take(format, asn1.IA5String).valueBlock.value === 'PNG'
  if (!isOurs || !holder) throw new Error('no seal of GB/T 38540')
  return {
    id: take(id, asn1.IA5String).valueBlock.value,
    holder,
    name: take(name, asn1.Utf8String).valueBlock.value,
    certificates: listOf(list, MOST_CERTIFICATES).map(bytesIn),
    createdAt: timeIn(createdAt),
    notBefore: timeIn(notBefore),
    notAfter: timeIn(notAfter),
    picture: { png: bytesIn(png), width: numberIn(width), height: numberIn(height) },
    info: new Uint8Array(info!.valueBeforeDecodeView),
    maker: bytesIn(maker),
    algorithm: take(algorithm, asn1.ObjectIdentifier).valueBlock.toString(),
    signature: new Uint8Array(take(signature, asn1.BitString).valueBlock.valueHexView),
  }
}

export type SealFault =
  | 'unreadable'
  /** No maker of ours signed it, or what it says was changed since. */
  | 'forged'
  | 'notYetValid'
  | 'ended'
  /** It belongs to another certificate than the one that signs. */
  | 'otherCertificate'
  /** Its holder is called otherwise today. */
  | 'otherName'

/** Whether this certificate makes seals: our issuer signed it for that, and it was valid at the time. */
function isMaker(der: Uint8Array, issuer: Issuer, at: Date): boolean {
  if (!isSignedBy(der, issuer.spki)) return false
  // Holders of certificates have other names: theirs hold a number of an organisation.
  const { subject, notBefore, notAfter } = Certificate.fromBER(buffer(der))
  const named = readableName(subject) === readableName(authorityName(delegates.sealMaker.commonName))
  return named && notBefore.value <= at && at <= notAfter.value
}

/** Whose a certificate (DER) is, as it stands on a seal. */
export function nameIn(certificate: Uint8Array): string {
  const { subject } = Certificate.fromBER(buffer(certificate))
  const found = subject.typesAndValues.find(({ type }) => type === COMMON_NAME)
  return String(found?.value.valueBlock.value ?? '').normalize('NFC')
}

/**
 * What is wrong with a seal (SESeal, DER) that is to be used with a certificate (DER) at a time (GB/T 38540-2020, 6.3);
 * undefined when nothing is. Whether that certificate itself is good is not looked at: where it is not, no seal is.
 */
export function sealFault(
  der: Uint8Array,
  { certificate, issuer, at }: { certificate: Uint8Array; issuer: Issuer; at: Date },
): SealFault | undefined {
  let seal
  try {
    seal = readSeal(der)
    new X509Certificate(seal.maker)
  } catch {
    return 'unreadable'
  }
  const { info, maker, algorithm, signature, createdAt, notBefore, notAfter, certificates, name } = seal
  if (!isMaker(maker, issuer, createdAt)) return 'forged'
  const key = publicKeyOf(maker)
  if (algorithmOfKey(key).identifier().algorithmId !== algorithm) return 'forged'
  if (!isSignedByKey(key, info, signature)) return 'forged'
  if (at < notBefore) return 'notYetValid'
  if (at > notAfter) return 'ended'
  if (!certificates.some((one) => Buffer.compare(one, certificate) === 0)) return 'otherCertificate'
  if (nameIn(certificate) !== name.normalize('NFC')) return 'otherName'
  return undefined
}
