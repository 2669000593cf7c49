import { and, desc, eq, inArray, isNotNull, isNull } from 'drizzle-orm'
import type { Database } from '../../db/database.ts'
import { authorityCertificates, certificates, crls } from '../../db/schema/certificates.ts'
import { authorityCertificate, authorityKeys, sign, type AuthorityId } from '../../pki/authority.ts'
import { issuerOf } from '../../pki/certificate.ts'
import { prepareCrl } from '../../pki/crl.ts'
import type { Hsm } from '../../pki/hsm.ts'
import { crlDays } from '../../pki/profiles.ts'
import { idempotencyKey } from '../idempotency.ts'

const DAY = 86_400_000

export type CrlActivities = ReturnType<typeof crlActivities>

/** Makes and stores the next CRL of a CA, once for a key; stored before it is signed, like a certificate. */
export async function makeCrl(db: Database, hsm: Hsm, issuerId: AuthorityId, key: string): Promise<void> {
  const issuer = issuerOf(authorityCertificate(hsm, issuerId))
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
    const nextUpdate = new Date(thisUpdate.getTime() + crlDays[issuerId] * DAY)
    const revoked = await tx
      .select()
      .from(certificates)
      .where(
        and(
          eq(certificates.issuer, issuerId),
          inArray(certificates.state, ['revoked', 'held']),
          isNotNull(certificates.revokedAt),
        ),
      )
    const tbs = prepareCrl({
      issuer,
      number,
      thisUpdate,
      nextUpdate,
      revoked: revoked.map((certificate) => ({
        serial: certificate.serial,
        at: certificate.revokedAt!,
        reason: certificate.revocationReason ?? 0,
        invalidityDate: certificate.invalidityDate,
      })),
    })
    const values = { issuer: issuerId, number, tbs, thisUpdate, nextUpdate, idempotencyKey: key }
    const [inserted] = await tx.insert(crls).values(values).returning()
    return inserted!
  })
  if (row.der) return
  const der = sign(hsm, authorityKeys[issuerId], row.tbs, issuer)
  // Two may have signed: the first to come counts, and the world sees one list.
  await db
    .update(crls)
    .set({ der })
    .where(and(eq(crls.id, row.id), isNull(crls.der)))
}

/** At the start of the CA worker: publishes the CA certificates, and a first CRL where there is none that is good. */
export async function publishAuthority(db: Database, hsm: Hsm): Promise<void> {
  for (const name of ['root', 'issuing'] as const) {
    const der = authorityCertificate(hsm, name)
    await db
      .insert(authorityCertificates)
      .values({ name, der })
      .onConflictDoUpdate({ target: authorityCertificates.name, set: { der } })
    const [last] = await db
      .select({ nextUpdate: crls.nextUpdate })
      .from(crls)
      .where(and(eq(crls.issuer, name), isNotNull(crls.der)))
      .orderBy(desc(crls.number))
      .limit(1)
    const renewAt = Date.now() + DAY
    if (!last || last.nextUpdate.getTime() < renewAt) {
      await makeCrl(db, hsm, name, `start/${name}/${new Date().toISOString().slice(0, 10)}`)
    }
  }
}

export function crlActivities({ db, hsm }: { db: Database; hsm: Hsm }) {
  return {
    /** A new CRL with everything that is revoked now. */
    async publishCrl({ issuer }: { issuer: AuthorityId }): Promise<void> {
      await makeCrl(db, hsm, issuer, idempotencyKey())
    },
  }
}
