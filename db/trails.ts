import { aliasedTable, and, asc, eq, inArray, isNotNull, lt, ne } from 'drizzle-orm'
import { maskName } from '../domain/identifiers.ts'
import {
  toldBySigners,
  type TrailEntry,
  type TrailEvent,
  type TrailFacts,
  type TrailState,
} from '../domain/signing-trail.ts'
import { beijingSecond } from '../domain/working-days.ts'
import type { Database } from './database.ts'
import { orderById, type OrderRow } from './orders.ts'
import { certificates } from './schema/certificates.ts'
import { documents as files, orderEvents } from './schema/orders.ts'
import { authorisations, signers, signingDocuments, signingTrails, typedCodes } from './schema/signing.ts'
import { seal, unseal } from './sealed-columns.ts'
import { signersOf } from './signers.ts'
import { partsOfRequest } from './signing-requests.ts'

/** The documents of an order with their hashes: as uploaded, and as they are signed. */
async function documentsWithHashes(db: Database, orderId: string): Promise<TrailFacts['documents']> {
  const signed = aliasedTable(files, 'signed')
  const rows = await db
    .select({ document: signingDocuments, sha256: files.sha256, signedSha256: signed.sha256 })
    .from(signingDocuments)
    .innerJoin(files, eq(files.id, signingDocuments.documentId))
    .leftJoin(signed, eq(signed.id, signingDocuments.signedId))
    .where(eq(signingDocuments.orderId, orderId))
    .orderBy(asc(signingDocuments.createdAt), asc(signingDocuments.id))
  return rows.map(({ document: { id, name, pages, stampedAt }, sha256, signedSha256 }) => ({
    ...{ pages, stampedAt, sha256, signedSha256 },
    name: unseal('documentName', [id], name),
  }))
}

/** Codes that were sent to have something signed, with the address that each was typed in from. */
async function codesFor(db: Database, orderId: string) {
  return db
    .select({ code: authorisations, typed: { id: typedCodes.id, address: typedCodes.address } })
    .from(authorisations)
    .leftJoin(typedCodes, eq(typedCodes.id, authorisations.consumedBy))
    .where(
      and(
        eq(authorisations.orderId, orderId),
        eq(authorisations.purpose, 'signing'),
        isNotNull(authorisations.sentAt),
        // Purged: nobody knows any more to whom.
        ne(authorisations.phoneMasked, ''),
      ),
    )
}
type Sent = Awaited<ReturnType<typeof codesFor>>[number]

/** The signers of a request in their order; of a signing the one by whose certificate it is. */
async function signersIn(db: Database, { id, kind, certificateId, holderName }: OrderRow) {
  if (kind === 'signingRequest')
    return (await partsOfRequest(db, id)).map(
      ({ part, signer, certificate, organisation, name, reason }) => ({
        ...{ part, reason, name, phone: signer.phoneMasked },
        ...{ holder: organisation ?? '', serial: certificate.serial },
      }),
    )
  const [signer] = await signersOf(db, [certificateId!])
  const [certificate] = await db.select().from(certificates).where(eq(certificates.id, certificateId!))
  return [
    {
      ...{ part: undefined, reason: null, name: signer?.called ?? '', phone: signer?.phoneMasked ?? '' },
      ...{ holder: holderName ?? '', serial: certificate!.serial },
    },
  ]
}
type InIt = Awaited<ReturnType<typeof signersIn>>[number]

/** What a signer did, and what was sent to them. `before`: who have handed parts on. */
function entriesOf(
  { part, reason, phone }: InIt,
  { who, codes, before }: { who: number; codes: readonly Sent[]; before: (typeof signers.$inferSelect)[] },
): TrailEntry[] {
  const entries: TrailEntry[] = []
  const add = (at: Date | null | undefined, event: TrailEvent, more: Partial<TrailEntry> = {}) => {
    if (at) entries.push({ at, who, event, ...more })
  }
  const handedOn = before.find(({ id }) => id === part?.delegatedBy)
  if (handedOn)
    add(part!.delegatedAt, 'delegated', {
      values: {
        name: maskName(unseal('signerName', [handedOn.id], handedOn.name)),
        phone: handedOn.phoneMasked,
      },
    })
  add(part?.askedAt, 'asked', { values: { phone } })
  add(part?.openedAt, 'opened')
  for (const at of part?.urged ?? [])
    add(new Date(at), 'urged', { who: 'sender', values: { number: String(who) } })
  if (reason === null) add(part?.declinedAt, 'declined')
  else add(part?.declinedAt, 'declinedWhy', { values: { reason } })
  for (const { code, typed } of codes) {
    const to = { phone: code.phoneMasked }
    const time = beijingSecond(code.expiresAt)
    add(code.sentAt, 'codeSent', { values: { ...to, count: String(code.documents), time } })
    const address = typed && unseal('typedFrom', [typed.id], typed.address)
    add(code.consumedAt, 'signed', { values: to, address })
  }
  return entries
}

const isToldBySigners = (event: string) => toldBySigners.some((told) => told === event)

/** All that is kept of how documents were signed. Who has signed is named; whoever has not is named as on the pages. */
export async function trailOf(db: Database, orderId: string): Promise<TrailFacts> {
  const order = (await orderById(db, orderId))!
  const [documents, codes, found, moves] = await Promise.all([
    documentsWithHashes(db, orderId),
    codesFor(db, orderId),
    signersIn(db, order),
    db.select().from(orderEvents).where(eq(orderEvents.orderId, orderId)),
  ])
  const handingOn = found.flatMap(({ part }) => part?.delegatedBy ?? [])
  const before = await db.select().from(signers).where(inArray(signers.id, handingOn))
  const numbered = found.map((signer, index) => {
    const own = codes.filter(({ code }) => code.partId === (signer.part?.id ?? null))
    const used = own.find(({ code }) => code.consumedAt)?.code
    return { ...signer, used, entries: entriesOf(signer, { who: index + 1, codes: own, before }) }
  })
  return {
    ...{ no: order.no, sender: order.holderName ?? '', until: order.waitsUntil, documents },
    state: order.state as TrailState,
    signers: numbered.map(({ holder, serial, name, phone, part, used }) => ({
      ...{ holder, serial, phone: used?.phoneMasked ?? phone },
      name: used ? name : maskName(name),
      signedAt: used?.consumedAt ?? null,
      declinedAt: part?.declinedAt ?? null,
    })),
    entries: [
      { at: order.createdAt, who: 'sender', event: 'begun' },
      ...moves
        .filter(({ event }) => !isToldBySigners(event))
        .map(({ at, by, event }): TrailEntry => {
          return { at, who: by === 'system' ? 'system' : 'sender', event: event as TrailEvent }
        }),
      ...numbered.flatMap(({ entries }) => entries),
    ],
  }
}

/** Keeps a trail until the CA has sealed it and whoever asked has taken it. */
export async function keepTrail(
  db: Database,
  { id, orderId, pdf }: { id: string; orderId: string; pdf: Buffer },
): Promise<void> {
  const sealed = seal('trail', [id], pdf.toString('base64'))
  await db.insert(signingTrails).values({ id, orderId, pdf: sealed }).onConflictDoNothing()
}

/** A trail that the CA is to seal; undefined where there is none, or it is sealed. */
export async function unsealedTrail(db: Database, id: string): Promise<Buffer | undefined> {
  const [row] = await db.select().from(signingTrails).where(eq(signingTrails.id, id))
  return row && !row.sealedAt ? Buffer.from(unseal('trail', [id], row.pdf), 'base64') : undefined
}

/** The sealed one in its place. */
export async function keepSealedTrail(db: Database, id: string, pdf: Uint8Array): Promise<void> {
  const sealed = seal('trail', [id], Buffer.from(pdf).toString('base64'))
  await db.update(signingTrails).set({ pdf: sealed, sealedAt: new Date() }).where(eq(signingTrails.id, id))
}

/** A sealed trail, which is kept no longer; undefined where there is none. */
export async function takeTrail(db: Database, id: string): Promise<Buffer | undefined> {
  const [row] = await db
    .delete(signingTrails)
    .where(and(eq(signingTrails.id, id), isNotNull(signingTrails.sealedAt)))
    .returning()
  return row && Buffer.from(unseal('trail', [id], row.pdf), 'base64')
}

/** Removes trails that nobody has taken. */
export async function removeTrails(db: Database, before: Date): Promise<void> {
  await db.delete(signingTrails).where(lt(signingTrails.createdAt, before))
}
