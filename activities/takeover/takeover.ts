import { authorityCertificate } from '../../db/authority.ts'
import type { Database } from '../../db/database.ts'
import { inTheWay, takeOver, type TakeoverOutcome } from '../../db/takeover.ts'
import { readTakeoverRow, type RowProblem } from '../../domain/takeover.ts'
import { issuerOf } from '../../pki/certificate.ts'
import { profileOf } from '../../pki/profiles.ts'
import { readSubscriberCertificate } from '../../pki/subscriber-certificate.ts'

/** How a line ended: taken over (or would be, in a dry run), known from an earlier run, or refused. */
export type LineReport =
  { outcome: 'taken' | 'known'; serial: string } | { outcome: 'refused'; problems: RowProblem[] }

const fieldOf: Record<Exclude<TakeoverOutcome, 'taken' | 'known'>, string> = {
  serialTaken: 'certificate',
  tokenOfAnother: 'token.serial',
}

const refused = (field: string, problem: string): LineReport => ({
  outcome: 'refused',
  problems: [{ field, problem }],
})

/** Takes over what one line of an import file says. @throws Error before the key ceremony of our CA. */
export async function takeOverLine(
  db: Database,
  line: string,
  { dryRun, now = new Date() }: { dryRun: boolean; now?: Date },
): Promise<LineReport> {
  const read = readTakeoverRow(line)
  if ('problems' in read) return { outcome: 'refused', problems: read.problems }
  const { row } = read
  const { organisation } = row.form
  const profile = profileOf(row.product)
  const ca = await authorityCertificate(db, profile.issuer)
  if (!ca) throw new Error(`the ${profile.issuer} CA has published no certificate yet`)
  const issuer = issuerOf(profile.issuer, ca)
  const found = readSubscriberCertificate(row.certificate, { profile, issuer, organisation })
  if ('fault' in found) return refused('certificate', found.fault)
  const { certificate: certified } = found
  const { notBefore, serial } = certified
  const outside = (at: Date | undefined) => at !== undefined && (at < notBefore || at > now)
  if (outside(row.activatedAt)) return refused('activatedAt', 'outsideItsTime')
  if (outside(row.revoked?.at)) return refused('revoked.at', 'outsideItsTime')

  const takeover = { ...row, certified, profile }
  const outcome = dryRun ? ((await inTheWay(db, takeover)) ?? 'taken') : await takeOver(db, takeover)
  return outcome === 'taken' || outcome === 'known' ? { outcome, serial } : refused(fieldOf[outcome], outcome)
}
