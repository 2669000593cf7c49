import { and, eq, isNull, ne } from 'drizzle-orm'
import type { Database } from '../../db/database.ts'
import { certificates, tokenKeys, tokens } from '../../db/schema/certificates.ts'
import { orders } from '../../db/schema/orders.ts'
import { changeRefusal } from '../../domain/information-change.ts'
import { renewalRefusal, renewalRules, type RenewalRefusal } from '../../domain/renewal.ts'
import { beijingDate } from '../../domain/working-days.ts'
import { Problem, type ProblemCode } from '../problems.ts'

const DAY = 86_400_000

const problemOf: Record<RenewalRefusal, ProblemCode> = {
  tooEarly: 'renewalTooEarly',
  tooLate: 'renewalTooLate',
  alreadyRenewed: 'alreadyRenewed',
  certificateRevoked: 'keyCertificateRevoked',
  certificateHeld: 'keyCertificateHeld',
  keyNotInUse: 'keyCertificateNotInUse',
  keyOutOfUse: 'keyGivenUp',
}

/** A key with its certificate, and the order that it is in, if it is in one. */
export async function readKey(db: Database, certificateId: string) {
  const [row] = await db
    .select({ certificate: certificates, token: tokens })
    .from(certificates)
    .innerJoin(tokenKeys, eq(tokenKeys.id, certificates.keyId))
    .innerJoin(tokens, eq(tokens.serial, tokenKeys.tokenSerial))
    .where(eq(certificates.id, certificateId))
  if (!row) throw new Problem('keyUnknown')
  const [open] = await db
    .select({ no: orders.no, kind: orders.kind })
    .from(orders)
    .where(and(eq(orders.tokenSerial, row.token.serial), ne(orders.kind, 'unlock'), isNull(orders.endedAt)))
  return { ...row, open }
}

type KeyStanding = Awaited<ReturnType<typeof readKey>>
export type KeyProcess = 'renewal' | 'informationChange'

/** Why this may not be begun with a key now; undefined when it may, or goes on. */
export function refusalOf(
  { certificate, token, open }: KeyStanding,
  process: KeyProcess,
  now: Date,
): Problem | undefined {
  if (open) {
    return open.kind === process ? undefined : new Problem('keyInProcess', { values: { no: open.no } })
  }
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
  const refused = renewalRefusal(standing, now)
  if (!refused) return undefined
  const from = new Date(certificate.notAfter.getTime() - renewalRules.mostDaysLeft * DAY)
  return new Problem(problemOf[refused], { values: { from: beijingDate(from) } })
}
