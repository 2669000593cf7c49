import * as asn1 from 'asn1js'
import { AlgorithmIdentifier } from 'pkijs'
import { hashAlgorithmNames, hashAlgorithms, type HashAlgorithm } from '../domain/hash-signing.ts'

/** What stands before a hash, which has one length with each algorithm (RFC 8017, 9.2, note 1). */
function prefixOf(algorithm: HashAlgorithm): Buffer {
  const { oid, bytes } = hashAlgorithms[algorithm]
  const identifier = new AlgorithmIdentifier({ algorithmId: oid, algorithmParams: new asn1.Null() })
  const sequence = new asn1.Sequence({
    value: [identifier.toSchema(), new asn1.OctetString({ valueHex: new Uint8Array(bytes) })],
  })
  return Buffer.from(sequence.toBER()).subarray(0, -bytes)
}
const prefixes = Object.fromEntries(
  hashAlgorithmNames.map((algorithm) => [algorithm, prefixOf(algorithm)]),
) as Record<HashAlgorithm, Buffer>

/** DigestInfo (RFC 8017, 9.2) of a hash, DER. */
export const digestInfo = ({ algorithm, value }: { algorithm: HashAlgorithm; value: Uint8Array }): Buffer =>
  Buffer.concat([prefixes[algorithm], value])
