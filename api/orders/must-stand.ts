import { findCertificate } from '../../db/certificates.ts'
import type { Database, Transaction } from '../../db/database.ts'
import type { OrderRow } from '../../db/orders.ts'
import { isRevokedByUs } from '../../db/revocations.ts'
import { certificateToSeal } from '../../db/seals.ts'
import type { HostedProcess } from '../../domain/hosted.ts'
import { kinds } from '../../domain/kinds/kinds.ts'
import { isOnKey } from '../../domain/order-states.ts'
import { isReplacement } from '../../domain/replacement.ts'
import { refusalOf } from '../hosted-certificates/standing.ts'
import { refusedBy, readKey, type KeyProcess } from '../key-sessions/key-standing.ts'
import { Problem } from '../problems.ts'

/**
 * Looks once more whether an order may go on that is about a certificate: weeks pass while papers and money are on their
 * way. Others pass. @throws Problem certificateNotInUse when what is to be replaced has ended, has a successor in its
 * key, or when we revoke or have revoked it; as at its beginning for what is renewed or changed.
 */
export async function mustStand(db: Database | Transaction, order: OrderRow): Promise<void> {
  const { kind, certificateId } = order
  if (isOnKey(order)) {
    const refused = refusedBy(await readKey(db, certificateId!), kind as KeyProcess, new Date())
    if (refused) throw refused
  }
  if (kinds[kind].followsHosted) {
    const { certificate } = (await findCertificate(db, certificateId!))!
    const refused = refusalOf(certificate, kind as HostedProcess, new Date())
    if (refused) throw refused
  }
  if (kind === 'sealOrder' && !(await certificateToSeal(db, order, new Date())))
    throw new Problem('certificateNotInUse')
  if (!isReplacement(kind)) return
  const { certificate } = (await findCertificate(db, certificateId!))!
  const { id, notAfter, supersededBy } = certificate
  if (notAfter <= new Date() || supersededBy !== null || (await isRevokedByUs(db, id)))
    throw new Problem('certificateNotInUse')
}
