import { and, desc, eq, gt, inArray, isNotNull, isNull, ne, or } from 'drizzle-orm'
import type { Database, Transaction } from '../../db/database.ts'
import { certificates, certificateWritings, tokenKeys, tokens } from '../../db/schema/certificates.ts'
import { orders } from '../../db/schema/orders.ts'
import { changeRefusal } from '../../domain/information-change.ts'
import { renewalRefusal, renewalRules, type RenewalRefusal } from '../../domain/renewal.ts'
import { keyRefusal } from '../../domain/unlock.ts'
import { beijingDate } from '../../domain/working-days.ts'
import { Problem, type ProblemCode } from '../problems.ts'

const DAY = 86_400_000

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
 * new certificate is in the key while this one was never taken away; there the new one counts.
 */
export async function readKey(db: Database | Transaction, certificateId: string) {
  const [row] = await db
    .select({ certificate: certificates, token: tokens })
    .from(certificates)
    .innerJoin(tokenKeys, eq(tokenKeys.id, certificates.keyId))
    .innerJoin(tokens, eq(tokens.serial, tokenKeys.tokenSerial))
    .where(eq(certificates.id, certificateId))
  if (!row) throw new Problem('keyUnknown')
  const unfinished = and(
    eq(orders.state, 'completed'),
    eq(orders.certificateId, certificateId),
    isNotNull(certificateWritings.writtenAt),
    isNull(certificateWritings.finishedAt),
  )
  const [open] = await db
    .select({ no: orders.no, kind: orders.kind, endedAt: orders.endedAt, made: certificates })
    .from(orders)
    .leftJoin(certificateWritings, eq(certificateWritings.orderId, orders.id))
    .leftJoin(certificates, eq(certificates.keyId, certificateWritings.keyId))
    .where(
      and(
        eq(orders.tokenSerial, row.token.serial),
        ne(orders.kind, 'unlock'),
        or(isNull(orders.endedAt), unfinished),
      ),
    )
    .orderBy(desc(orders.createdAt))
    .limit(1)
  const counts = open?.made?.activatedAt ? open.made : row.certificate
  const since = new Date(Date.now() - renewalRules.mostDaysPast * DAY)
  const givenUp = await db.$count(
    db
      .select({ id: orders.id })
      .from(orders)
      .innerJoin(certificateWritings, eq(certificateWritings.orderId, orders.id))
      .where(
        and(
          eq(orders.tokenSerial, row.token.serial),
          eq(orders.kind, 'renewal'),
          inArray(orders.state, ['cancelled', 'expired']),
          isNotNull(certificateWritings.keyId),
          gt(orders.endedAt, since),
        ),
      )
      .as('given_up'),
  )
  return { ...row, counts, givenUp, open: open && { no: open.no, kind: open.kind } }
}

type KeyStanding = Awaited<ReturnType<typeof readKey>>
export type KeyProcess = 'renewal' | 'informationChange'

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
  const from = new Date(certificate.notAfter.getTime() - renewalRules.mostDaysLeft * DAY)
  return new Problem(problemOf[refused], { values: { from: beijingDate(from) } })
}
