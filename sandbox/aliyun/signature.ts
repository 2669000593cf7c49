import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { settings } from '../settings.ts'

const sha256 = (text: string | Buffer) => createHash('sha256').update(text).digest('hex')
const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)

const VALID_MS = 15 * 60_000
const usedNonces = new Map<string, number>()

/** True the first time a nonce is seen within the time a request is good for. */
function firstUse(nonce: string): boolean {
  for (const [old, at] of usedNonces) if (at < Date.now() - VALID_MS) usedNonces.delete(old)
  if (!nonce || usedNonces.has(nonce)) return false
  usedNonces.set(nonce, Date.now())
  return true
}

export interface SignedRequest {
  method: string
  query: Record<string, string>
  headers: IncomingHttpHeaders
  body: Buffer
}

/** Checks an ACS3-HMAC-SHA256 signature as Aliyun's gateway does. Gives its error code, or undefined when good. */
export function signatureFault({ method, query, headers, body }: SignedRequest): string | undefined {
  const { accessKeyId, accessKeySecret } = settings.aliyun
  const match = /^ACS3-HMAC-SHA256 Credential=([^,]+),SignedHeaders=([^,]+),Signature=([0-9a-f]{64})$/.exec(
    headers.authorization ?? '',
  )
  if (!match) return 'IncompleteSignature'
  const [, credential = '', signedHeaders = '', signature = ''] = match
  if (credential !== accessKeyId) return 'InvalidAccessKeyId.NotFound'
  const date = Date.parse(String(headers['x-acs-date'] ?? ''))
  if (!(Math.abs(Date.now() - date) < VALID_MS)) return 'InvalidTimeStamp.Expired'
  const signed = signedHeaders.split(';')
  const needed = Object.keys(headers).filter((name) => name === 'host' || name.startsWith('x-acs-'))
  if (!needed.every((name) => signed.includes(name))) return 'IncompleteSignature'
  if (headers['x-acs-content-sha256'] !== sha256(body)) return 'SignatureDoesNotMatch'

  const canonicalQuery = Object.keys(query)
    .sort()
    .map((name) => `${encode(name)}=${encode(query[name] ?? '')}`)
    .join('&')
  const canonicalHeaders = signed.map((name) => `${name}:${String(headers[name] ?? '').trim()}\n`).join('')
  const request = [method, '/', canonicalQuery, canonicalHeaders, signedHeaders, sha256(body)].join('\n')
  const expected = createHmac('sha256', accessKeySecret)
    .update(`ACS3-HMAC-SHA256\n${sha256(request)}`)
    .digest('hex')
  if (!timingSafeEqual(Buffer.from(expected), Buffer.from(signature))) return 'SignatureDoesNotMatch'
  return firstUse(String(headers['x-acs-signature-nonce'] ?? '')) ? undefined : 'SignatureNonceUsed'
}
