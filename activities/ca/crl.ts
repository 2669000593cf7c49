import { and, desc, eq, isNull } from 'drizzle-orm'
import { latestCrl } from '../../db/authority.ts'
import { standingsOf } from '../../db/certificates.ts'
import type { Database } from '../../db/database.ts'
import { authorityCertificates, crls } from '../../db/schema/certificates.ts'
import { dailyIssuerIds, issuerIds, type DailyIssuerId } from '../../domain/certificate-kinds.ts'
import { authorityCertificate, authorityIssuer, rootCrl } from '../../pki/authority.ts'
import { prepareCrl, readCrl } from '../../pki/crl.ts'
import type { Hsm } from '../../pki/hsm.ts'
import { issuers } from '../../pki/issuers.ts'
import { lintCrl } from '../../pki/lint.ts'
import { idempotencyKey } from '../idempotency.ts'

const DAY = 86_400_000

export type CrlActivities = ReturnType<typeof crlActivities>

/** Makes and stores the next CRL of a CA, once for a key; stored before it is signed, like a certificate. */
export async function makeCrl(db: Database, hsm: Hsm, issuerId: DailyIssuerId, key: string): Promise<void> {
  const issuer = authorityIssuer(hsm, issuerId)
  const row = await db.transaction(async (tx) => {
    const [known] = await tx.select().from(crls).where(eq(crls.idempotencyKey, key))
    if (known) return known
    const ours = eq(crls.issuer, issuerId)
    const [last] = await tx
      .select({ number: crls.number })
      .from(crls)
      .where(ours)
      .orderBy(desc(crls.number))
      .limit(1)
    const number = (last?.number ?? 0) + 1
    const thisUpdate = new Date()
    const nextUpdate = new Date(thisUpdate.getTime() + issuers[issuerId].crlDays * DAY)
    const givenUp = await standingsOf(tx, issuerId, 'givenUp')
    const tbs = prepareCrl({
      issuer,
      number,
      thisUpdate,
      nextUpdate,
      revoked: givenUp.map(({ serial, revokedAt, revocationReason, invalidityDate }) => ({
        serial,
        at: revokedAt!,
        reason: revocationReason ?? 0,
        invalidityDate,
      })),
    })
    // What must not be signed is not stored either.
    lintCrl(tbs, { issuer, number })
    const values = { issuer: issuerId, number, tbs, thisUpdate, nextUpdate, idempotencyKey: key }
    const [inserted] = await tx.insert(crls).values(values).returning()
    return inserted!
  })
  if (row.der) return
  const der = hsm.sign(lintCrl(row.tbs, { issuer, number: row.number }))
  // Two may have signed: the first to come counts, and the world sees one list.
  await db
    .update(crls)
    .set({ der })
    .where(and(eq(crls.id, row.id), isNull(crls.der)))
}

/** Publishes the root's CRL: a ceremony signs it, and leaves it in the token of daily work. */
async function publishRootCrl(db: Database, hsm: Hsm): Promise<void> {
  const der = rootCrl(hsm)
  if (!der) return
  const { number, ...rest } = readCrl(der)
  await db
    .insert(crls)
    .values({ issuer: 'root', number, der, ...rest, idempotencyKey: `ceremony/root/${number}` })
    .onConflictDoNothing()
}

/** At the start of the CA worker: publishes the CA certificates, and a first CRL where there is none that is good. */
export async function publishAuthority(db: Database, hsm: Hsm): Promise<void> {
  for (const name of issuerIds) {
    const der = authorityCertificate(hsm, name)
    await db
      .insert(authorityCertificates)
      .values({ name, der })
      .onConflictDoUpdate({ target: authorityCertificates.name, set: { der } })
  }
  await publishRootCrl(db, hsm)
  for (const name of dailyIssuerIds) {
    const last = await latestCrl(db, name)
    const renewAt = Date.now() + DAY
    if (!last || last.nextUpdate.getTime() < renewAt) {
      await makeCrl(db, hsm, name, `start/${name}/${new Date().toISOString().slice(0, 10)}`)
    }
  }
}

export function crlActivities({ db, hsm }: { db: Database; hsm: Hsm }) {
  return {
    /** A new CRL with everything that is revoked now. */
    async publishCrl({ issuer }: { issuer: DailyIssuerId }): Promise<void> {
      await makeCrl(db, hsm, issuer, idempotencyKey())
    },

    /** The CRL of the root that the last ceremony left, if it is new. */
    publishRootCrl: () => publishRootCrl(db, hsm),
  }
}
