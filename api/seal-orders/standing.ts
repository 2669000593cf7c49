import type { CertificateRow } from '../../db/certificates.ts'
import type { ChangeRefusal } from '../../domain/information-change.ts'
import { sealRefusal } from '../../domain/seals.ts'
import { Problem, type ProblemCode } from '../problems.ts'

/** What is not named here is not in use. */
const problemOf: Partial<Record<ChangeRefusal, ProblemCode>> = {
  alreadyRenewed: 'hostedRenewed',
  expired: 'changeExpired',
}

/** Why no seal is ordered for a certificate now; undefined when one may be. */
export function refusalOf(certificate: CertificateRow, now: Date): Problem | undefined {
  const refused = sealRefusal(certificate, now)
  return refused && new Problem(problemOf[refused] ?? 'certificateNotInUse')
}
