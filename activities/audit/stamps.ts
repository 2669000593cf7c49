import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Hsm } from '../../pki/hsm.ts'
import { verifyTimestamp } from '../../pki/timestamp-verify.ts'
import { requestTimestamp, timestampRoots } from '../timestamp/client.ts'
import { authorityCertificate } from '../../pki/authority.ts'
import { KEPT_HEAD, readHead, stampName, write } from './heads.ts'

// Time stamps of the heads that are kept: whoever has the key of the heads cannot make one for yesterday.

/** How much later than its stamp a head may say it was made: two clocks are never the same. */
const CLOCKS_MS = 5 * 60_000
/** Kept heads are stamped so many at a time; the next run goes on. */
const MOST_AT_ONCE = 24

function unstamped(folder: string): string[] {
  const names = readdirSync(folder).filter((name) => KEPT_HEAD.test(name))
  return names.filter((name) => !existsSync(join(folder, stampName(name)))).sort()
}

/** @throws Error for a head that says it was made after it was stamped. */
function checkOrder(hsm: Hsm, head: string, at: Date): void {
  if (new Date(readHead(hsm, head).at).getTime() > at.getTime() + CLOCKS_MS)
    throw new Error(`${head} says a later time than its time stamp`)
}

/**
 * Gives each kept head that has none a time stamp, beside it, the latest first: what could not be stamped before is now.
 * @throws Error when the authority gives none; those that were given are kept.
 */
export async function stampHeads(hsm: Hsm, folder: string): Promise<void> {
  for (const name of unstamped(folder).reverse().slice(0, MOST_AT_ONCE)) {
    const head = join(folder, name)
    const { reply, at } = await requestTimestamp(authorityCertificate(hsm, 'root'), readFileSync(head))
    checkOrder(hsm, head, at)
    write(folder, stampName(name), reply)
  }
}

/** The time stamp of a head; undefined while there is none. */
export function stampOf(folder: string, head: string): { name: string; reply: Buffer } | undefined {
  const name = stampName(head)
  const file = join(folder, name)
  return existsSync(file) ? { name, reply: readFileSync(file) } : undefined
}

/** When the head was kept that has waited longest for a time stamp; undefined when none waits. */
export function unstampedSince(hsm: Hsm, folder: string): Date | undefined {
  const [first] = unstamped(folder)
  return first ? new Date(readHead(hsm, join(folder, first)).at) : undefined
}

/** Looks at all time stamps of some folders: how many hold, and the first file that does not. */
export async function readStamps(
  hsm: Hsm,
  folders: string[],
  onStamp: () => void = () => undefined,
): Promise<{ stamped: number; bad?: string }> {
  let stamped = 0
  for (const folder of folders)
    for (const name of readdirSync(folder).filter((name) => name.endsWith('.jws'))) {
      const head = join(folder, name)
      const stamp = stampOf(folder, name)
      if (!stamp) continue
      try {
        const data = readFileSync(head)
        checkOrder(
          hsm,
          head,
          await verifyTimestamp(stamp.reply, {
            data,
            roots: timestampRoots(authorityCertificate(hsm, 'root')),
          }),
        )
      } catch {
        return { stamped, bad: join(folder, stamp.name) }
      }
      stamped++
      onStamp()
    }
  return { stamped }
}
