import { Context } from '@temporalio/activity'
import { audit, auditResults } from '../../db/audit.ts'
import type { Database } from '../../db/database.ts'
import type { Hsm } from '../../pki/hsm.ts'
import { now } from '../clock.ts'
import { verifyAuditLog, type AuditFault } from './chain.ts'
import { keepHead } from './heads.ts'
import { stampHeads, stampOf, unstampedSince } from './stamps.ts'

/** What is wrong, and where: place in the chain, id of a row without one, or file. */
export interface BrokenAudit {
  fault: AuditFault['fault']
  place: string
}

function briefly(found: AuditFault): BrokenAudit {
  const { fault } = found
  if (fault === 'foreignHead' || fault === 'falseStamp') return { fault, place: found.file }
  return { fault, place: fault === 'forged' ? found.id : String(found.seq) }
}

export type AuditLogActivities = ReturnType<typeof auditLogActivities>

export function auditLogActivities({ db, hsm, folder }: { db: Database; hsm: Hsm; folder: string }) {
  return {
    /** Keeps a head with the time, outside of the database. Gives it; null before anything was sealed. */
    async keepAuditHead(): Promise<{ name: string; text: string } | null> {
      return keepHead(hsm, folder, now()) ?? null
    },

    /**
     * Asks for a time stamp of each head that has none. Gives that of one of them, in base64.
     * @throws Error when the timestamp authority is away, or gives none that holds.
     */
    async stampAuditHeads(head: string): Promise<{ name: string; reply: string } | null> {
      await stampHeads(hsm, folder)
      const stamp = stampOf(folder, head)
      return stamp ? { name: stamp.name, reply: stamp.reply.toString('base64') } : null
    },

    /** Since when a head waits for its time stamp. */
    async unstampedAuditSince(): Promise<string | null> {
      return unstampedSince(hsm, folder)?.toISOString() ?? null
    },

    /** Reads the whole log against the HSM and the heads. What was found stands in the log itself. */
    async verifyAudit(): Promise<BrokenAudit | null> {
      const context = Context.current()
      const onRow = () => context.heartbeat()
      const found = await verifyAuditLog(db, hsm, { folders: [folder], onRow })
      const by = { actor: 'worker:ca', subject: 'audit' }
      if (found.fault) {
        const broken = briefly(found)
        await audit(db, { ...by, action: auditResults.broken, detail: { ...broken } })
        return broken
      }
      const { sealed, heads, stamped, unsealed } = found
      const detail = { sealed, heads, stamped, unsealed }
      await audit(db, { ...by, action: auditResults.verified, detail })
      return null
    },
  }
}
