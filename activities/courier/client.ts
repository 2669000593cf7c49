import { createHash, randomUUID } from 'node:crypto'
import { z } from 'zod'
import { config } from '../../config.ts'
import { ProviderRefusal } from '../provider-refusal.ts'

const envelope = z.object({ apiResultCode: z.string(), apiResultData: z.string().optional() })
const inner = z.object({ success: z.boolean(), errorCode: z.string().nullish(), msgData: z.unknown() })

/** The platform's digest: Base64(MD5(URL-encoded(data + timestamp + checkword))), encoded as Java does it. */
export function sfDigest(data: string, timestamp: string, checkword: string): string {
  const encoded = new URLSearchParams([['', data + timestamp + checkword]]).toString().slice(1)
  return createHash('md5').update(encoded).digest('base64')
}

/**
 * One call of SF's 丰桥 platform. Gives `msgData` of the answer.
 * @throws ProviderRefusal with the platform's code when it refuses.
 */
export async function callCourier<T extends z.ZodType>(
  serviceCode: string,
  message: unknown,
  result: T,
): Promise<z.infer<T>> {
  const { SF_URL, SF_PARTNER_ID, SF_CHECKWORD } = config('courier')
  const msgData = JSON.stringify(message)
  const timestamp = String(Date.now())
  const response = await fetch(SF_URL, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' },
    body: new URLSearchParams({
      partnerID: SF_PARTNER_ID,
      requestID: randomUUID(),
      serviceCode,
      timestamp,
      msgDigest: sfDigest(msgData, timestamp, SF_CHECKWORD),
      msgData,
    }),
    signal: AbortSignal.timeout(15_000),
  })
  const outer = envelope.parse(await response.json())
  if (outer.apiResultCode !== 'A1000') throw new Error(`courier platform answered ${outer.apiResultCode}`)
  const answer = inner.parse(JSON.parse(outer.apiResultData ?? '{}'))
  if (!answer.success) {
    const code = answer.errorCode ?? 'unknown'
    throw new ProviderRefusal(`courier refused: ${code}`, code)
  }
  return result.parse(answer.msgData)
}
