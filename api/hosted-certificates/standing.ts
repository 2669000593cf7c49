import type { CertificateRow } from '../../db/certificates.ts'
import { hostedRefusal, type HostedProcess, type HostedRefusal } from '../../domain/hosted.ts'
import { Problem, type ProblemCode } from '../problems.ts'

const problemOf: Record<HostedRefusal, ProblemCode> = {
  alreadyRenewed: 'hostedRenewed',
  notInUse: 'certificateNotInUse',
  expired: 'certificateNotInUse',
}

/** Why this may not be begun with a hosted certificate now; undefined when it may. */
export function refusalOf(
  { state, notAfter, supersededBy }: CertificateRow,
  process: HostedProcess,
  now: Date,
): Problem | undefined {
  const refused = hostedRefusal({ state, notAfter, superseded: supersededBy !== null }, process, now)
  return refused && new Problem(problemOf[refused])
}
