import { mkdirSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import { lockSeals, hashAt, unsealedRows, unsealedSince, writeSeals, type ChainLink } from '../../db/audit.ts'
import type { Database, Transaction } from '../../db/database.ts'
import type { Hsm } from '../../pki/hsm.ts'
import { chainStart, describeFault, followChain, isGenuine, nextLink, sealOf } from './chain.ts'
import { latestHead, replaceLatestHead } from './heads.ts'

const BATCH = 500
const LOOK_MS = 1000

interface Sealer {
  db: Database | Transaction
  hsm: Hsm
  /** Where heads are left. */
  folder: string
}

/**
 * Seals rows that wait for it, and leaves the head that this gives. Goes on only from the chain that the last head
 * knows, so what was cut off or put in its place cannot be built upon. Gives how many were sealed.
 * @throws Error naming the row at which the chain is not what it was.
 */
export async function sealWaiting({ db, hsm, folder }: Sealer): Promise<number> {
  if (!(await unsealedSince(db))) return 0
  const seals = await db.transaction(async (tx) => {
    if (!(await lockSeals(tx))) return []
    const known = latestHead(hsm, folder) ?? chainStart
    if (known.seq > 0 && (await hashAt(tx, known.seq)) !== known.hash)
      throw new Error(`row ${known.seq} is not what the latest head says`)
    // A worker that died before it left its head, or another one, has sealed what follows.
    const { end, fault } = await followChain(tx, hsm, { from: known })
    if (fault) throw new Error(describeFault(fault))
    const sealed: Parameters<typeof writeSeals>[1] = []
    let last: ChainLink = end
    for await (const row of unsealedRows(tx)) {
      if (!isGenuine(row)) continue
      last = nextLink(row, last)
      sealed.push({ id: row.id, ...last, seal: sealOf(hsm, last) })
      if (sealed.length === BATCH) break
    }
    await writeSeals(tx, sealed)
    return sealed
  })
  const last = seals.at(-1)
  if (last) replaceLatestHead(hsm, folder, last)
  return seals.length
}

/** Seals what comes in, within about a second, until the returned function is called. */
export function keepSealing(sealer: Sealer, log: Pick<Logger, 'error'>): () => Promise<void> {
  mkdirSync(sealer.folder, { recursive: true })
  const ended = new AbortController()
  let said = ''
  async function run(): Promise<void> {
    while (!ended.signal.aborted) {
      try {
        while ((await sealWaiting(sealer)) === BATCH);
        said = ''
      } catch (error) {
        // Once, not each second: the rows that wait are watched (activities/staff/audit-watch.ts).
        const { message } = error as Error
        if (message !== said) log.error({ failure: message }, 'the audit log is not sealed')
        said = message
      }
      await sleep(LOOK_MS, undefined, { signal: ended.signal }).catch(() => undefined)
    }
  }
  const running = run()
  return () => {
    ended.abort()
    return running
  }
}
