import { z } from 'zod'
import type { Database } from '../../db/database.ts'
import type { OrderRow } from '../../db/orders.ts'
import { sealOfCertificate } from '../../db/seals.ts'
import { signersOf } from '../../db/signers.ts'
import { partsOfRequest, readSigningRequest, type RequestPart } from '../../db/signing-requests.ts'
import { signingDocumentsOf } from '../../db/signings.ts'
import { maskName } from '../../domain/identifiers.ts'
import {
  authorisation,
  orderState,
  partStates,
  requestSigner,
  signerSeal,
  signingDocument,
} from '../orders/order-schema.ts'
import { sealsOn, viewSigners } from '../signing-requests/request-view.ts'
import { viewAuthorisation } from '../signings/authorisation-view.ts'
import { sealSizeInPoints } from '../signings/signing-view.ts'

/** A request as one of its signers sees it. */
export const partView = z
  .object({
    id: z.uuid(),
    no: z.string(),
    sender: z.string(),
    state: z.enum(partStates),
    requestState: orderState,
    until: z.iso.datetime().nullable(),
    holderName: z.string().describe('Whose certificate signs'),
    serial: z.string(),
    phone: z.string().describe('Masked'),
    inOrder: z.boolean(),
    signers: z.array(
      requestSigner.omit({ phone: true, serial: true, reason: true, urgedAt: true, urgeFrom: true }),
    ),
    documents: z.array(signingDocument),
    seal: signerSeal,
    code: authorisation.nullable().describe('The live code that the signer was sent for these documents'),
    delegates: z
      .array(z.object({ id: z.uuid(), name: z.string(), phone: z.string() }))
      .describe('Other signers of the same certificate, to whom it can be handed on'),
  })
  .meta({ id: 'SigningPart' })

export type PartView = z.infer<typeof partView>

export async function viewPart(
  db: Database,
  order: OrderRow,
  { part, signer, certificate, organisation }: RequestPart,
): Promise<PartView> {
  const [request, parts, documents, seal, code, others] = await Promise.all([
    readSigningRequest(db, order.id),
    partsOfRequest(db, order.id),
    signingDocumentsOf(db, order.id),
    sealOfCertificate(db, signer.certificateId),
    viewAuthorisation(db, order.id, part.id),
    signersOf(db, [signer.certificateId]),
  ])
  const all = viewSigners(order, request, parts)
  const at = `/api/signing-parts/${part.id}`
  const taken = new Set(parts.map(({ signer: { id } }) => id))
  return {
    id: part.id,
    no: order.no,
    sender: order.holderName ?? '',
    state: all.find(({ id }) => id === part.id)!.state,
    requestState: order.state,
    until: order.waitsUntil?.toISOString() ?? null,
    holderName: organisation ?? '',
    serial: certificate.serial,
    phone: signer.phoneMasked,
    inOrder: request.inOrder,
    signers: all,
    documents: documents.map(({ id, name, pages, signedId, stampedAt }) => ({
      ...{ id, name, pages },
      places: part.places[id] ?? [],
      others: sealsOn(
        id,
        parts.filter((other) => other.part.id !== part.id),
        (other) => `${at}/signers/${other}/seal.png`,
      ),
      signed: signedId !== null,
      stampedAt: stampedAt?.toISOString() ?? null,
      file: `${at}/documents/${id}`,
    })),
    seal: seal ? { picture: `${at}/seal.png`, ...sealSizeInPoints(seal) } : null,
    code,
    delegates: others
      .filter(({ id }) => !taken.has(id))
      .map(({ id, called, phoneMasked }) => ({ id, name: maskName(called), phone: phoneMasked })),
  }
}
