import proto from '@temporalio/proto'

const { History } = proto.temporal.api.history.v1

/** What is stored of a run, as text to search in. As JSON its payloads would be base64, and nothing would be found. */
export function historyText(history: Parameters<typeof History.encode>[0]): string {
  return Buffer.from(History.encode(history).finish()).toString('utf8')
}
