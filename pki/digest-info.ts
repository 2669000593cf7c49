import * as asn1 from 'asn1js'
import { AlgorithmIdentifier } from 'pkijs'
import { hashAlgorithms, type HashAlgorithm } from '../domain/hash-signing.ts'

/** DigestInfo (RFC 8017, 9.2) of a hash, DER. */
export function digestInfo({ algorithm, value }: { algorithm: HashAlgorithm; value: Uint8Array }): Buffer {
  const { oid } = hashAlgorithms[algorithm]
  const identifier = new AlgorithmIdentifier({ algorithmId: oid, algorithmParams: new asn1.Null() })
  const sequence = new asn1.Sequence({
    value: [identifier.toSchema(), new asn1.OctetString({ valueHex: new Uint8Array(value) })],
  })
  return Buffer.from(sequence.toBER())
}
