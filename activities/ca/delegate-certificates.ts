import { config } from '../../config.ts'
import { audit } from '../../db/audit.ts'
import type { Database } from '../../db/database.ts'
import { renewDelegates } from '../../pki/authority.ts'
import type { Hsm } from '../../pki/hsm.ts'
import type { DelegateId } from '../../pki/issuers.ts'
import { now } from '../clock.ts'

export type DelegateCertificateActivities = ReturnType<typeof delegateCertificateActivities>

const actions: Record<DelegateId, string> = {
  ocspResponder: 'responder.issued',
  timestampAuthority: 'timestampAuthority.issued',
  evidence: 'evidenceKey.issued',
  sealMaker: 'sealMaker.issued',
}

/** Gives each delegate of the issuing CA its next certificate where the last one ends soon; at the worker's start, then daily. */
export async function keepDelegateCertificates(db: Database, hsm: Hsm, at: Date): Promise<void> {
  for (const { id, serial } of renewDelegates(hsm, { pkiUrl: config('authority').PKI_URL, now: at }))
    await db.transaction((tx) =>
      audit(tx, { actor: 'worker:ca', action: actions[id], subject: 'authority', detail: { serial } }),
    )
}

export function delegateCertificateActivities({ db, hsm }: { db: Database; hsm: Hsm }) {
  return {
    /** The certificates of those who sign for the CA never run out. */
    async renewDelegateCertificates(): Promise<void> {
      await keepDelegateCertificates(db, hsm, now())
    },
  }
}
