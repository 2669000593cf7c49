import { and, count, desc, eq, gt, ilike, inArray, isNotNull, lte, ne, or, sql } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/pg-core'
import type { DailyIssuerId } from '../domain/certificate-kinds.ts'
import { inHands, type CertificateStanding, type CertificateState } from '../domain/certificate-states.ts'
import type { Database, Transaction } from './database.ts'
import { clientCertificates } from './schema/api-clients.ts'
import { certificates, subjectKeys } from './schema/certificates.ts'
import { orders } from './schema/orders.ts'
import { plainCode } from '../domain/typed-text.ts'
import { beginningWith, containing } from './search.ts'

export type CertificateRow = typeof certificates.$inferSelect

/** A certificate with the key that carries it. */
export async function findCertificate(db: Database | Transaction, id: string) {
  const [row] = await db
    .select({ certificate: certificates, tokenSerial: subjectKeys.tokenSerial })
    .from(certificates)
    .innerJoin(subjectKeys, eq(subjectKeys.id, certificates.keyId))
    .where(eq(certificates.id, id))
  return row
}

/**
 * The certificate of the set that an order yields which its holder signs with, and the key that carries it; undefined
 * while it is not issued, and once it is revoked.
 */
export async function signingCertificateOf(db: Database | Transaction, orderId: string) {
  const [row] = await db
    .select({ certificate: certificates, tokenSerial: subjectKeys.tokenSerial })
    .from(certificates)
    .innerJoin(subjectKeys, eq(subjectKeys.id, certificates.keyId))
    .where(
      and(
        eq(certificates.orderId, orderId),
        eq(certificates.purpose, 'signing'),
        inArray(certificates.state, inHands),
      ),
    )
    .orderBy(certificates.createdAt)
    .limit(1)
  return row
}

/** The certificate, its row locked: what begins with it, or ends it, is decided by one at a time. */
export async function lockCertificate(tx: Transaction, id: string): Promise<CertificateRow | undefined> {
  const [row] = await tx.select().from(certificates).where(eq(certificates.id, id)).for('update')
  return row
}

/**
 * The certificates of an organisation that are in somebody's hands, the newest first, each with its key, the holder's
 * name and the kind of order that made it.
 */
export async function certificatesInHands(db: Database | Transaction, holderNumber: string) {
  return db
    .select({
      certificate: certificates,
      tokenSerial: subjectKeys.tokenSerial,
      holderName: orders.holderName,
      madeBy: orders.kind,
      product: orders.product,
    })
    .from(certificates)
    .innerJoin(subjectKeys, eq(subjectKeys.id, certificates.keyId))
    .innerJoin(orders, eq(orders.id, certificates.orderId))
    .where(and(eq(certificates.holderNumber, holderNumber), inArray(certificates.state, inHands)))
    .orderBy(desc(certificates.notBefore))
}

/** Which of these certificates (DER) are ours and on this key. */
export async function certificatesOnKey(
  db: Database | Transaction,
  tokenSerial: string,
  ders: Uint8Array[],
): Promise<CertificateRow[]> {
  const rows = await db
    .select({ certificate: certificates })
    .from(certificates)
    .innerJoin(subjectKeys, eq(subjectKeys.id, certificates.keyId))
    .where(and(inArray(certificates.der, ders), eq(subjectKeys.tokenSerial, tokenSerial)))
  return rows.map(({ certificate }) => certificate)
}

/** Other certificates in use of the same holder: their keys can sign for it. */
export async function otherKeys(db: Database | Transaction, holderNumber: string, certificateId: string) {
  return db
    .select({ id: certificates.id, der: certificates.der, notAfter: certificates.notAfter })
    .from(certificates)
    .where(
      and(
        eq(certificates.holderNumber, holderNumber),
        eq(certificates.state, 'active'),
        ne(certificates.id, certificateId),
      ),
    )
}

/** The certificate with exactly these bytes (DER). */
export async function certificateOfDer(
  db: Database | Transaction,
  der: Uint8Array,
): Promise<CertificateRow | undefined> {
  const [row] = await db.select().from(certificates).where(eq(certificates.der, der))
  return row
}

export type CertificateWithOrder = NonNullable<Awaited<ReturnType<typeof certificateBySerial>>>

const withOrder = (db: Database) =>
  db
    .select({ certificate: certificates, order: orders, tokenSerial: subjectKeys.tokenSerial })
    .from(certificates)
    .innerJoin(orders, eq(orders.id, certificates.orderId))
    .innerJoin(subjectKeys, eq(subjectKeys.id, certificates.keyId))

/** The certificate of this serial number (lower-case hex), signed or not yet, with its order and its key. */
export async function certificateBySerial(db: Database, serial: string) {
  const [row] = await withOrder(db).where(eq(certificates.serial, serial))
  return row
}

/** `standingOf` (domain/certificate-states.ts) in SQL. */
function isStanding(standing: CertificateStanding) {
  const lastEnded = new Date(Date.now() - 1000)
  if (standing === 'revoked') return eq(certificates.state, standing)
  return standing === 'expired'
    ? and(ne(certificates.state, 'revoked'), lte(certificates.notAfter, lastEnded))
    : and(eq(certificates.state, standing), gt(certificates.notAfter, lastEnded))
}

/**
 * Certificates that were issued, the newest first, and how many there are; pages count from 1. `search` is in USCC or
 * organisation, or `serial` begins the serial number; `approval`: those whose revocation waits for one.
 */
export async function searchCertificates(
  db: Database,
  wanted: {
    search: string
    serial: string
    state: 'all' | 'approval' | CertificateStanding
    page: number
    size: number
  },
) {
  const { search, serial, state, page, size } = wanted
  const waiting = db
    .select({ id: orders.certificateId })
    .from(orders)
    .where(and(eq(orders.kind, 'revocation'), eq(orders.state, 'awaitingApproval')))
  const found = and(
    isNotNull(certificates.der),
    search
      ? or(
          ilike(certificates.serial, beginningWith(serial)),
          ilike(certificates.holderNumber, containing(plainCode(search))),
          ilike(orders.holderName, containing(search)),
        )
      : undefined,
    state === 'all'
      ? undefined
      : state === 'approval'
        ? sql`${certificates.id} in ${waiting}`
        : isStanding(state),
  )
  const [rows, [counted]] = await Promise.all([
    withOrder(db)
      .where(found)
      .orderBy(desc(certificates.createdAt))
      .limit(size)
      .offset((page - 1) * size),
    db
      .select({ total: count() })
      .from(certificates)
      .innerJoin(orders, eq(orders.id, certificates.orderId))
      .where(found),
  ])
  return { rows, total: counted?.total ?? 0 }
}

/** How a certificate stands in the books of its CA. */
export interface IssuedStanding {
  serial: string
  state: CertificateState
  revokedAt: Date | null
  revocationReason: number | null
  invalidityDate: Date | null
}

/** Those of a CA, of holders and of clients: of these serial numbers, or (`givenUp`) that are on hold or revoked. */
export async function standingsOf(
  db: Database | Transaction,
  issuer: DailyIssuerId,
  which: string[] | 'givenUp',
): Promise<IssuedStanding[]> {
  const among = (table: typeof certificates | typeof clientCertificates) =>
    and(
      eq(table.issuer, issuer),
      which === 'givenUp'
        ? and(inArray(table.state, ['revoked', 'held']), isNotNull(table.revokedAt), isNotNull(table.serial))
        : inArray(table.serial, which),
    )
  const { serial, state, revokedAt, revocationReason, invalidityDate } = certificates
  const ofHolders = db
    .select({ serial, state, revokedAt, revocationReason, invalidityDate })
    .from(certificates)
    .where(among(certificates))
  const ofClients = db
    .select({
      serial: sql<string>`${clientCertificates.serial}`.as('serial'),
      state: clientCertificates.state,
      revokedAt: clientCertificates.revokedAt,
      revocationReason: clientCertificates.revocationReason,
      invalidityDate: sql<Date | null>`null::timestamptz`.as('invalidity_date'),
    })
    .from(clientCertificates)
    .where(among(clientCertificates))
  return unionAll(ofHolders, ofClients)
}
