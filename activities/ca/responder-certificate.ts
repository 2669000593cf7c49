import { config } from '../../config.ts'
import { audit } from '../../db/audit.ts'
import type { Database } from '../../db/database.ts'
import { renewResponder } from '../../pki/authority.ts'
import type { Hsm } from '../../pki/hsm.ts'
import { now } from '../clock.ts'

export type ResponderCertificateActivities = ReturnType<typeof responderCertificateActivities>

/** Gives the OCSP responder its next certificate where the last one ends soon; at the worker's start, then daily. */
export async function keepResponderCertificate(db: Database, hsm: Hsm, at: Date): Promise<void> {
  const issued = renewResponder(hsm, { pkiUrl: config('authority').PKI_URL, now: at })
  if (!issued) return
  await db.transaction((tx) =>
    audit(tx, {
      actor: 'worker:ca',
      action: 'responder.issued',
      subject: 'authority',
      detail: { serial: issued.serial },
    }),
  )
}

export function responderCertificateActivities({ db, hsm }: { db: Database; hsm: Hsm }) {
  return {
    /** The OCSP responder's certificate never runs out. */
    async renewResponderCertificate(): Promise<void> {
      await keepResponderCertificate(db, hsm, now())
    },
  }
}
