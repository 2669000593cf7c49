import type { Database } from '../../db/database.ts'
import type { OrderRow } from '../../db/orders.ts'
import { signersOf } from '../../db/signers.ts'
import { partsOfRequest, readSigningRequest, type RequestPart } from '../../db/signing-requests.ts'
import { maskName } from '../../domain/identifiers.ts'
import { nextUrge, signersDue } from '../../domain/signing-request.ts'
import type { OrderView } from '../orders/order-schema.ts'
import { documentsPart } from '../signings/signing-view.ts'

type SignerView = NonNullable<OrderView['request']>['signers'][number]

/** Where these signers' seals stand on a document, with the picture of each that is in it already. */
export function sealsOn(
  documentId: string,
  parts: readonly RequestPart[],
  pictureOf: (partId: string) => string,
): NonNullable<OrderView['signing']>['documents'][number]['others'] {
  return parts.flatMap(({ part: { id, places, signedAt }, organisation }) => {
    const here = places[documentId] ?? []
    const picture = signedAt && pictureOf(id)
    return here.length > 0 ? [{ holderName: organisation ?? '', picture, places: here }] : []
  })
}

/** The signers of a request, each with how it stands. */
export function viewSigners(
  { state }: Pick<OrderRow, 'state'>,
  { inOrder }: { inOrder: boolean },
  parts: readonly RequestPart[],
): SignerView[] {
  const due = signersDue(
    parts.filter(({ part }) => !part.signedAt).map(({ part }) => part.id),
    inOrder,
  )
  const standing = ({ id, signedAt, declinedAt }: RequestPart['part']): SignerView['state'] => {
    if (signedAt) return 'signed'
    if (declinedAt) return 'declined'
    if (state === 'drafting') return 'waiting'
    if (state !== 'awaitingSigners') return 'over'
    return due.includes(id) ? 'due' : 'waiting'
  }
  const iso = (at: Date | null) => at?.toISOString() ?? null
  return parts.map(({ part, signer, certificate, organisation, name, reason }) => ({
    id: part.id,
    name: maskName(name),
    phone: signer.phoneMasked,
    holderName: organisation ?? '',
    serial: certificate.serial,
    state: standing(part),
    askedAt: iso(part.askedAt),
    openedAt: iso(part.openedAt),
    signedAt: iso(part.signedAt),
    declinedAt: iso(part.declinedAt),
    urgedAt: iso(part.urged.length > 0 ? new Date(part.urged.at(-1)!) : null),
    urgeFrom: standing(part) === 'due' && part.askedAt ? iso(new Date(nextUrge(part.urged))) : null,
    reason: part.declinedAt && reason,
    delegated: part.delegatedBy !== null,
  }))
}

/** What only a request with several signers has. */
export async function requestPart(
  db: Database,
  order: OrderRow,
): Promise<Pick<OrderView, 'signing' | 'request'>> {
  const { id, no, certificateId } = order
  const [request, parts, own, signing] = await Promise.all([
    readSigningRequest(db, id),
    partsOfRequest(db, id),
    certificateId ? signersOf(db, [certificateId]) : [],
    documentsPart(db, order),
  ])
  const { inOrder, openDays } = request
  const pictureOf = (partId: string) => `/api/signing-requests/${no}/signers/${partId}/seal.png`
  const documents = signing.documents.map((document) => ({
    ...document,
    others: sealsOn(document.id, parts, pictureOf),
  }))
  return {
    signing: { ...signing, documents },
    request: {
      ...{ inOrder, openDays },
      signers: viewSigners(order, request, parts),
      own: own.map(({ id: signer, called, phoneMasked }) => ({
        id: signer,
        name: maskName(called),
        phone: phoneMasked,
      })),
    },
  }
}
