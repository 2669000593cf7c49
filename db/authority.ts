import { and, desc, eq, isNotNull } from 'drizzle-orm'
import type { Database } from './database.ts'
import { authorityCertificates, crls } from './schema/certificates.ts'

type Issuer = (typeof crls.$inferSelect)['issuer']

/** Certificate (DER) of one of our CAs; undefined before its key ceremony. */
export async function authorityCertificate(db: Database, name: Issuer): Promise<Uint8Array | undefined> {
  const [row] = await db
    .select({ der: authorityCertificates.der })
    .from(authorityCertificates)
    .where(eq(authorityCertificates.name, name))
  return row?.der
}

/** The last signed list of revoked certificates of one of our CAs. */
export async function latestCrl(db: Database, issuer: Issuer) {
  const [latest] = await db
    .select()
    .from(crls)
    .where(and(eq(crls.issuer, issuer), isNotNull(crls.der)))
    .orderBy(desc(crls.number))
    .limit(1)
  return latest
}
