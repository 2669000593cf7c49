import { randomBytes } from 'node:crypto'

/**
 * A certificate serial number: 16 random bytes with the sign bit cleared and never a leading zero byte, so 126 bits
 * of chance and always the same length (RFC 5280, 4.1.2.2: positive, at most 20 octets).
 */
export function newSerial(): string {
  const bytes = randomBytes(16)
  bytes[0] = (bytes[0]! & 0x7f) | 0x40
  return bytes.toString('hex')
}
