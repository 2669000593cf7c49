import { X509Certificate } from 'node:crypto'
import { config } from '../../config.ts'
import { timestampNonce, timestampQuery, tokenOf, verifyTimestamp } from '../../pki/timestamp-verify.ts'
import type { Stamp } from '../../signing/pades.ts'

const ANSWER_MS = 10_000
const PEM = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g

/** Certificates (DER) that a time stamp may go back to: our own root, and those that the operator trusts. */
export function timestampRoots(ownRoot: Uint8Array): Uint8Array[] {
  const foreign = config('timestamps').TSA_ROOTS?.match(PEM) ?? []
  return [ownRoot, ...foreign.map((pem) => new X509Certificate(pem).raw)]
}

/**
 * A time stamp over data from the authority at `TSA_URL` (RFC 3161, 3.4): its reply as it came, and the time.
 * @throws Error when there is none, or one that does not hold.
 */
export async function requestTimestamp(
  ownRoot: Uint8Array,
  data: Uint8Array,
): Promise<{ reply: Uint8Array; at: Date }> {
  const nonce = timestampNonce()
  const response = await fetch(config('timestamps').TSA_URL, {
    method: 'POST',
    headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
    body: Buffer.from(timestampQuery(data, nonce)),
    signal: AbortSignal.timeout(ANSWER_MS),
  })
  if (!response.ok) throw new Error(`the timestamp authority answered ${response.status}`)
  const reply = new Uint8Array(await response.arrayBuffer())
  return { reply, at: await verifyTimestamp(reply, { data, roots: timestampRoots(ownRoot), nonce }) }
}

/** The stamps of that authority, for signatures in documents. */
export const stampBelow =
  (ownRoot: Uint8Array): Stamp =>
  async (data) =>
    tokenOf((await requestTimestamp(ownRoot, data)).reply)
