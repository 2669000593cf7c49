import { certificateWithToken, writtenInto } from '../../db/key-standing.ts'
import type { Database, Transaction } from '../../db/database.ts'
import { changeRefusal } from '../../domain/information-change.ts'
import type { KindsThat } from '../../domain/kinds/kinds.ts'
import { renewalRefusal, renewalWindow, wasGivenUp, type RenewalRefusal } from '../../domain/renewal.ts'
import { keepsKey } from '../../domain/token-writing.ts'
import { keyRefusal } from '../../domain/unlock.ts'
import { Problem, type ProblemCode } from '../problems.ts'

const problemOf: Record<RenewalRefusal, ProblemCode> = {
  tooEarly: 'renewalTooEarly',
  tooLate: 'renewalTooLate',
  alreadyRenewed: 'alreadyRenewed',
  givenUpTooOften: 'renewalsGivenUp',
  certificateRevoked: 'keyCertificateRevoked',
  certificateHeld: 'keyCertificateHeld',
  keyNotInUse: 'keyCertificateNotInUse',
  keyOutOfUse: 'keyGivenUp',
}

/**
 * A key with the certificate that it logs in by, and the order that it is in, if it is in one: an open one, or one whose
 * new certificate is in the key while this one was never taken away; there the new one counts. @throws Problem keyUnknown.
 */
export async function readKey(db: Database | Transaction, certificateId: string) {
  const row = await certificateWithToken(db, certificateId)
  if (!row) throw new Problem('keyUnknown')
  const begun = await writtenInto(db, row.token.serial)
  const open = begun.find(({ order, writing }) => keepsKey(order, writing, certificateId))
  const now = new Date()
  const givenUp = begun.filter(({ order, writing }) =>
    wasGivenUp(order, writing !== null && writing.keyId !== null, now),
  )
  const counts = open?.made?.activatedAt ? open.made : row.certificate
  return { ...row, counts, givenUp: givenUp.length, open: open?.order }
}

export type KeyStanding = Awaited<ReturnType<typeof readKey>>
export type KeyProcess = KindsThat<'writesKeyInHand'>

/** Why this may not be begun with a key now; undefined when it may, or goes on. */
export function refusalOf(standing: KeyStanding, process: KeyProcess, now: Date): Problem | undefined {
  const { counts, token, open } = standing
  if (!open) return refusedBy(standing, process, now)
  // Whoever has a key that was reported lost sees nothing of what its holder has begun.
  const refused = keyRefusal({ certificate: counts.state, token: token.state })
  if (refused) return new Problem(problemOf[refused])
  return open.kind === process ? undefined : new Problem('keyInProcess', { values: { no: open.no } })
}

/** Why a process is not for this certificate at all now. */
export function refusedBy(
  { certificate, token, givenUp }: KeyStanding,
  process: KeyProcess,
  now: Date,
): Problem | undefined {
  const standing = {
    certificate: certificate.state,
    token: token.state,
    notAfter: certificate.notAfter,
    superseded: certificate.supersededBy !== null,
  }
  if (process === 'informationChange') {
    const refused = changeRefusal(standing, now)
    return refused && new Problem(refused === 'expired' ? 'changeExpired' : problemOf[refused])
  }
  const refused = renewalRefusal({ ...standing, givenUp }, now)
  if (!refused) return undefined
  const { from } = renewalWindow(certificate.notAfter)
  return new Problem(problemOf[refused], { day: from })
}
