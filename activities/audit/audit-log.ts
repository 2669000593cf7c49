import { Context } from '@temporalio/activity'
import { audit, auditResults } from '../../db/audit.ts'
import type { Database } from '../../db/database.ts'
import type { Hsm } from '../../pki/hsm.ts'
import { now } from '../clock.ts'
import { verifyAuditLog, type AuditFault } from './chain.ts'
import { keepHead } from './heads.ts'

/** What is wrong, and where: place in the chain, id of a row without one, or file. */
export interface BrokenAudit {
  fault: AuditFault['fault']
  place: string
}

function briefly(found: AuditFault): BrokenAudit {
  const { fault } = found
  if (fault === 'foreignHead') return { fault, place: found.file }
  return { fault, place: fault === 'forged' ? found.id : String(found.seq) }
}

export type AuditLogActivities = ReturnType<typeof auditLogActivities>

export function auditLogActivities({ db, hsm, folder }: { db: Database; hsm: Hsm; folder: string }) {
  return {
    /** Keeps a head with the time, outside of the database. Gives it; null before anything was sealed. */
    async keepAuditHead(): Promise<{ name: string; text: string } | null> {
      return keepHead(hsm, folder, now()) ?? null
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
      const { sealed, heads, unsealed } = found
      await audit(db, { ...by, action: auditResults.verified, detail: { sealed, heads, unsealed } })
      return null
    },
  }
}
