import { standingsOf, type IssuedStanding } from '../../db/certificates.ts'
import type { Database } from '../../db/database.ts'
import { revocationReasons, type CertificateState } from '../../domain/certificate-states.ts'
import type { CertificateStatus } from '../../pki/ocsp.ts'
import type { StatusLookup } from '../../pki/ocsp-responder.ts'

const revoked = ({ revokedAt, revocationReason }: IssuedStanding): CertificateStatus => ({
  is: 'revoked',
  at: revokedAt!,
  reason: revocationReason ?? revocationReasons.unspecified,
})
const good = (): CertificateStatus => ({ is: 'good' })

/** What each state means to the world; one that is not signed yet is not known. */
const statusOf: Record<CertificateState, (row: IssuedStanding) => CertificateStatus> = {
  prepared: () => ({ is: 'unknown' }),
  issued: good,
  active: good,
  held: revoked,
  revoked,
}

/** How certificates of the issuing CA stand in the database at this moment. */
export function statusLookup(db: Database): StatusLookup {
  return async (serials) => {
    const rows = await standingsOf(db, 'issuing', serials)
    return serials.map((serial) => {
      const row = rows.find((candidate) => candidate.serial === serial)
      return row ? statusOf[row.state](row) : { is: 'unknown' }
    })
  }
}
