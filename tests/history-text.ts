import proto from '@temporalio/proto'

const { History } = proto.temporal.api.history.v1

/** What is stored of a run, as text to search in. As JSON its payloads would be base64, and nothing would be found. */
export function historyText(history: Parameters<typeof History.encode>[0]): string {
  return Buffer.from(History.encode(history).finish()).toString('utf8')
}

/**
 * Whether a text tells this secret. Six digits are also found by chance within longer numbers, hashes and order
 * numbers, so a secret of digits counts where it stands alone.
 */
export function tells(text: string, secret: string): boolean {
  if (!/^\d+$/.test(secret)) return text.includes(secret)
  return new RegExp(`(?<![\\w.-])${secret}(?![\\w-])`).test(text)
}
