import { and, eq, isNotNull } from 'drizzle-orm'
import type { Database } from './database.ts'
import { seals } from './schema/seals.ts'

/** What is handed out of a seal of an order: picture (PNG) and signed data (SESeal, DER). Undefined until it is made. */
export async function madeSeal(
  db: Database,
  { id, orderId }: { id: string; orderId: string },
): Promise<{ picture: Uint8Array; der: Uint8Array } | undefined> {
  const [row] = await db
    .select({ picture: seals.picture, der: seals.der })
    .from(seals)
    .where(and(eq(seals.id, id), eq(seals.orderId, orderId), isNotNull(seals.der)))
  return row?.der ? { picture: row.picture, der: row.der } : undefined
}

/** The seal of a certificate; undefined until it is made. */
export async function sealOfCertificate(db: Database, certificateId: string) {
  const [seal] = await db
    .select()
    .from(seals)
    .where(and(eq(seals.certificateId, certificateId), isNotNull(seals.der)))
  return seal
}
