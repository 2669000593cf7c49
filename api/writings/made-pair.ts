import { config } from '../../config.ts'
import type { MadePair, WritingRow } from '../../db/writings.ts'
import { fingerprint, statementBytes } from '../../pki/agent-protocol.ts'
import { isSignedByKey } from '../../pki/algorithms.ts'
import { isProtected } from '../../pki/key-evidence.ts'
import { Problem } from '../problems.ts'

const origin = () => new URL(config('site').SITE_URL).origin

/**
 * The pair that a key says it has made for an order, if it signs for itself and the key protects it, as at the key
 * station. @throws Problem statementInvalid.
 */
export function checkMadePair(
  { id: orderId, no: orderNo }: { id: string; no: string },
  { tokenSerial, nonce }: WritingRow,
  made: { spki: string; signature: string; attributes: Record<string, boolean> },
): MadePair {
  const spki = new Uint8Array(Buffer.from(made.spki, 'base64'))
  const statement = { kind: 'generated', origin: origin(), nonce, orderNo } as const
  const data = statementBytes({ ...statement, spkiSha256: fingerprint(spki) })
  const signs = (() => {
    try {
      return isSignedByKey(spki, data, Buffer.from(made.signature, 'base64'))
    } catch {
      return false
    }
  })()
  if (!signs || !isProtected(made.attributes, 'token')) throw new Problem('statementInvalid')
  return {
    orderId,
    carrier: 'token',
    tokenSerial,
    label: `order:${orderNo}`,
    origin: 'token',
    spki,
    evidence: made.attributes,
  }
}

/** The pair says that its certificate (DER) is in the key. @throws Problem statementInvalid. */
export function checkWritten(
  orderNo: string,
  { nonce }: WritingRow,
  { spki, der, signature }: { spki: Uint8Array; der: Uint8Array; signature: string },
): void {
  const data = statementBytes({
    kind: 'written',
    origin: origin(),
    nonce,
    orderNo,
    certificateSha256: fingerprint(der),
  })
  if (!isSignedByKey(spki, data, Buffer.from(signature, 'base64'))) throw new Problem('statementInvalid')
}
