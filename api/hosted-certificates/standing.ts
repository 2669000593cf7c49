import type { CertificateRow } from '../../db/certificates.ts'
import { hostedRefusal, type HostedProcess } from '../../domain/hosted.ts'
import { renewalWindow } from '../../domain/renewal.ts'
import { Problem, type ProblemCode } from '../problems.ts'

/** What is not named here is not in use. */
const problemOf: Partial<Record<NonNullable<ReturnType<typeof hostedRefusal>>, ProblemCode>> = {
  alreadyRenewed: 'hostedRenewed',
  tooEarly: 'renewalTooEarly',
  tooLate: 'renewalTooLate',
  expired: 'changeExpired',
}

/** Why this may not be begun with a hosted certificate now, or go on; undefined when it may. */
export function refusalOf(
  { state, notAfter, supersededBy }: CertificateRow,
  process: HostedProcess,
  now: Date,
): Problem | undefined {
  const refused = hostedRefusal({ state, notAfter, superseded: supersededBy !== null }, process, now)
  if (!refused) return undefined
  return new Problem(problemOf[refused] ?? 'certificateNotInUse', { day: renewalWindow(notAfter).from })
}
