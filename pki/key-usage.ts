import * as asn1 from 'asn1js'
import { Certificate } from 'pkijs'
import { oids } from './profiles.ts'

/** keyEncipherment, dataEncipherment and keyAgreement (RFC 5280, 4.2.1.3), the first octet of the bits. */
const DECRYPTING = 0b0011_1000

/** True when something may be encrypted to this certificate, so that its private key is needed to read it. */
export function decryptsToo(der: Uint8Array): boolean {
  const { extensions = [] } = Certificate.fromBER(Uint8Array.from(der).buffer)
  const usage = extensions.find(({ extnID }) => extnID === oids.keyUsage)?.parsedValue as unknown
  if (!(usage instanceof asn1.BitString)) return false
  return ((usage.valueBlock.valueHexView[0] ?? 0) & DECRYPTING) !== 0
}
