import * as asn1 from 'asn1js'
import { Certificate } from 'pkijs'
import { buffer, explicit, namedBits, readDer } from './der.ts'
import { hashes } from './hashes.ts'
import { directoryName } from './name.ts'
import { timestampAccuracySeconds } from './profiles.ts'

// Time stamps (RFC 3161): reads a query, builds what is signed and the reply around it. Nothing is signed here.

/** The content type of what a time stamp signs. */
export const TST_INFO = '1.2.840.113549.1.9.16.1.4'
const REJECTION = 2
const GENERALIZED_TIME = 24

/** PKIFailureInfo (RFC 3161, 2.4.2): the bit of each, and what it says to a person. */
const failures = {
  badAlg: {
    bit: 0,
    text: 'the hash algorithm is not known or not strong enough; use SHA-256, SHA-384 or SHA-512',
  },
  badRequest: { bit: 2, text: 'only version 1 of RFC 3161 is served' },
  badDataFormat: { bit: 5, text: 'this is no DER of a TimeStampReq' },
  timeNotAvailable: { bit: 14, text: 'the clock is not known to be right; try again later' },
  unacceptedPolicy: { bit: 15, text: 'no time stamps are given under this policy' },
  unacceptedExtension: { bit: 16, text: 'an extension is not known' },
  systemFailure: { bit: 25, text: 'no time stamp can be given now; try again later' },
} as const
export type TimestampFailure = keyof typeof failures

/** Why a query gets no time stamp. */
export class TimestampRefusal extends Error {
  readonly failure: TimestampFailure
  constructor(failure: TimestampFailure) {
    super(failure)
    this.failure = failure
  }
}

export interface TimestampQuery {
  /** As it came: it has to come back so. */
  messageImprint: asn1.BaseBlock
  nonce?: asn1.BaseBlock
  policy?: string
  /** The reply is to carry our certificate. */
  certReq: boolean
}

/** @throws TimestampRefusal badAlg, badDataFormat. */
function checkImprint(imprint: asn1.BaseBlock | undefined): asn1.BaseBlock {
  const fields = imprint instanceof asn1.Sequence ? imprint.valueBlock.value : []
  const [identifier, digest] = fields
  if (fields.length !== 2 || !(identifier instanceof asn1.Sequence) || !(digest instanceof asn1.OctetString))
    throw new TimestampRefusal('badDataFormat')
  const [algorithm, parameters, ...more] = identifier.valueBlock.value
  if (!(algorithm instanceof asn1.ObjectIdentifier)) throw new TimestampRefusal('badDataFormat')
  const hash = hashes[algorithm.getValue()]
  const plain = more.length === 0 && (parameters === undefined || parameters instanceof asn1.Null)
  // NIST SP 800-131A, 9: what is signed needs SHA-256 at least.
  if (!hash || hash.bytes < 32 || !plain) throw new TimestampRefusal('badAlg')
  if (digest.idBlock.isConstructed || digest.valueBlock.valueHexView.length !== hash.bytes)
    throw new TimestampRefusal('badDataFormat')
  return imprint!
}

/** What a query (TimeStampReq, DER) asks. @throws TimestampRefusal with what is wrong. */
export function readTimestampQuery(der: Uint8Array): TimestampQuery {
  let fields: asn1.BaseBlock[]
  try {
    const block = readDer(der)
    fields = block instanceof asn1.Sequence ? [...block.valueBlock.value] : []
  } catch {
    throw new TimestampRefusal('badDataFormat')
  }
  /** The next field, where it is of this kind. */
  const next = <Block extends asn1.BaseBlock>(is: (block: asn1.BaseBlock) => block is Block) =>
    fields[0] && is(fields[0]) ? (fields.shift() as Block) : undefined
  const version = next((block) => block instanceof asn1.Integer)
  if (!version) throw new TimestampRefusal('badDataFormat')
  if (version.valueBlock.valueDec !== 1) throw new TimestampRefusal('badRequest')
  const messageImprint = checkImprint(next((block) => block instanceof asn1.Sequence))
  const policy = next((block) => block instanceof asn1.ObjectIdentifier)
  const nonce = next((block) => block instanceof asn1.Integer)
  const certReq = next((block) => block instanceof asn1.Boolean)
  const extensions = next(
    (block): block is asn1.Constructed => block.idBlock.tagClass === 3 && block.idBlock.tagNumber === 0,
  )
  if (fields.length > 0) throw new TimestampRefusal('badDataFormat')
  // RFC 3161, 2.4.1: whether it is critical or not.
  if (extensions) throw new TimestampRefusal('unacceptedExtension')
  return {
    messageImprint,
    certReq: certReq?.valueBlock.value ?? false,
    ...(nonce && { nonce }),
    ...(policy && { policy: policy.getValue() }),
  }
}

/** With milliseconds, and without zeros at the end (X.690, 11.7). */
function generalizedTime(at: Date): asn1.BaseBlock {
  const text = at
    .toISOString()
    .replace(/[-:T]/g, '')
    .replace(/\.?0*Z$/, 'Z')
  return new asn1.Primitive({
    idBlock: { tagClass: 1, tagNumber: GENERALIZED_TIME },
    valueHex: buffer(Buffer.from(text, 'latin1')),
  })
}

/** What a time stamp signs (TSTInfo, DER). */
export function prepareTimestamp(stamp: {
  query: TimestampQuery
  policy: string
  /** Lower-case hex; never the same twice. */
  serial: string
  at: Date
  /** The authority's certificate. */
  certificate: Uint8Array
}): Uint8Array {
  const { query, policy, serial, at, certificate } = stamp
  const { subject } = Certificate.fromBER(buffer(certificate))
  const info = new asn1.Sequence({
    value: [
      new asn1.Integer({ value: 1 }),
      new asn1.ObjectIdentifier({ value: policy }),
      query.messageImprint,
      new asn1.Integer({ valueHex: buffer(Buffer.from(serial, 'hex')) }),
      generalizedTime(at),
      new asn1.Sequence({ value: [new asn1.Integer({ value: timestampAccuracySeconds })] }),
      ...(query.nonce ? [query.nonce] : []),
      explicit(0, directoryName(subject)),
    ],
  })
  return new Uint8Array(info.toBER())
}

/** The reply (TimeStampResp, DER) with a time stamp: a signed TSTInfo (ContentInfo, DER). */
export function timestampReply(token: Uint8Array): Uint8Array {
  const granted = new asn1.Sequence({ value: [new asn1.Integer({ value: 0 })] })
  return new Uint8Array(new asn1.Sequence({ value: [granted, readDer(token)] }).toBER())
}

/** The reply that says only why there is none. */
export function timestampRejection(failure: TimestampFailure): Uint8Array {
  const { bit, text } = failures[failure]
  const status = new asn1.Sequence({
    value: [
      new asn1.Integer({ value: REJECTION }),
      new asn1.Sequence({ value: [new asn1.Utf8String({ value: text })] }),
      namedBits([bit]),
    ],
  })
  return new Uint8Array(new asn1.Sequence({ value: [status] }).toBER())
}
