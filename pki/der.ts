import * as asn1 from 'asn1js'

/** pkijs and asn1js take whole buffers. */
export const buffer = (bytes: Uint8Array): ArrayBuffer => Uint8Array.from(bytes).buffer

/** The block that bytes hold. @throws Error when they hold none, or one that is encoded in another way than DER has it. */
export function readDer(der: Uint8Array): asn1.BaseBlock {
  const { result, offset } = asn1.fromBER(buffer(der))
  if (offset !== der.length || !isDer(result)) throw new Error('no DER')
  return result
}

/** Whether a block is encoded as DER has it (X.690, 10.1, 8.3.2): lengths that are told, and no octet too many. */
function isDer(block: asn1.BaseBlock): boolean {
  const { isIndefiniteForm, warnings } = block.lenBlock
  if (isIndefiniteForm || warnings.length > 0) return false
  if (block instanceof asn1.Constructed) return block.valueBlock.value.every(isDer)
  if (!(block instanceof asn1.Integer)) return true
  const [first = 0, second = 0x80] = block.valueBlock.valueHexView
  return first === 0 ? second >= 0x80 : first !== 0xff || second < 0x80
}

/** A BIT STRING whose bits have names, without zeros at its end (X.690, 11.2.2). `bits`: at least one. */
export function namedBits(bits: readonly number[]): asn1.BitString {
  const last = Math.max(...bits)
  const value = new Uint8Array((last >> 3) + 1)
  for (const bit of bits) value[bit >> 3]! |= 0x80 >> (bit & 7)
  return new asn1.BitString({ valueHex: value.buffer, unusedBits: 7 - (last & 7) })
}

/** A value under the tag [n] EXPLICIT. */
export const explicit = (tagNumber: number, value: asn1.BaseBlock) =>
  new asn1.Constructed({ idBlock: { tagClass: 3, tagNumber }, value: [value] })
