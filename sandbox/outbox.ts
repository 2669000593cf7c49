import { collection } from './world.ts'

// What providers still have to tell the product. A notice stays until it was answered well, or its tries are used up.

interface Notice {
  id: string
  channel: string
  subject: string
  tries: number
  nextAt: number
}

interface Channel {
  /** Seconds between tries; after the last one the provider gives up. */
  waits: readonly number[]
  /** One try. Gives true when the product answered as it should. */
  send: (subject: string) => Promise<boolean>
}

export const outbox = collection<Notice>('notice')
const channels = new Map<string, Channel>()
const inFlight = new Set<string>()

/** Opens a channel of notices; the function it gives tells one thing, after some seconds and until it is heard. */
export function openChannel(name: string, channel: Channel): (subject: string, seconds?: number) => void {
  channels.set(name, channel)
  return (subject, seconds = 0) => {
    const id = `${name}/${subject}`
    outbox.put(id, { id, channel: name, subject, tries: 0, nextAt: Date.now() + seconds * 1000 })
    deliverDue()
  }
}

/** Starts a try of every notice that is due. Called when something happens, and every second. */
export function deliverDue(): void {
  for (const notice of outbox.all()) {
    if (notice.nextAt <= Date.now() && !inFlight.has(notice.id)) void deliver(notice)
  }
}

/** Whoever is not reachable is told again later; what else goes wrong is the sandbox's own fault, and said. */
function notReached(error: unknown): false {
  const isNobodyThere = error instanceof TypeError || (error as Error).name === 'TimeoutError'
  if (!isNobodyThere) console.error('a notice was not sent', error)
  return false
}

async function deliver(notice: Notice): Promise<void> {
  const channel = channels.get(notice.channel)
  if (!channel) return
  inFlight.add(notice.id)
  const heard = await channel.send(notice.subject).catch(notReached)
  inFlight.delete(notice.id)
  const wait = channel.waits[notice.tries]
  if (heard || wait === undefined) outbox.remove(notice.id)
  else outbox.put(notice.id, { ...notice, tries: notice.tries + 1, nextAt: Date.now() + wait * 1000 })
}
