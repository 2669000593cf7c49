import { createHmac, randomUUID } from 'node:crypto'
import { z } from 'zod'
import { config } from '../../config.ts'
import { ProviderRefusal } from '../provider-refusal.ts'

const answerOf = <T extends z.ZodType>(result: T) =>
  z.object({ code: z.string(), describe: z.string().optional(), result: result.optional() })

/**
 * One call of Nuonuo's open platform (诺诺开放平台): JSON body, HMAC-SHA1 signature over fixed fields.
 * @throws ProviderRefusal with the platform's code when it refuses.
 */
export async function callTaxPlatform<T extends z.ZodType>(method: string, body: unknown, result: T) {
  const { TAX_URL, TAX_APP_KEY, TAX_APP_SECRET, TAX_ACCESS_TOKEN, TAX_SELLER_NUMBER } = config('tax')
  const senid = randomUUID().replaceAll('-', '')
  const nonce = String(Math.floor(Math.random() * 1e8)).padStart(8, '1')
  const timestamp = String(Math.floor(Date.now() / 1000))
  const content = JSON.stringify(body)
  // The platform derives a, l and p from the path of its address, /open/v1/services.
  const signed = `a=services&l=v1&p=open&k=${TAX_APP_KEY}&i=${senid}&n=${nonce}&t=${timestamp}&f=${content}`
  const query = new URLSearchParams({ senid, nonce, timestamp, appkey: TAX_APP_KEY })
  const response = await fetch(`${TAX_URL}?${query}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'X-Nuonuo-Sign': createHmac('sha1', TAX_APP_SECRET).update(signed).digest('base64'),
      accessToken: TAX_ACCESS_TOKEN,
      userTax: TAX_SELLER_NUMBER,
      method,
    },
    body: content,
    signal: AbortSignal.timeout(15_000),
  })
  const answer = answerOf(result).parse(await response.json())
  if (answer.code !== 'E0000' || answer.result === undefined) {
    throw new ProviderRefusal(`tax platform answered ${answer.code}`, answer.code)
  }
  return answer.result
}
