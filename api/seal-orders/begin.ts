import type { FastifyRequest } from 'fastify'
import { findCertificate } from '../../db/certificates.ts'
import { holderForms, hostedHolder } from '../../db/holder-forms.ts'
import { operatorOf } from '../../db/operators.ts'
import { openOrderOf } from '../../db/orders.ts'
import { provenHolder } from '../holders/routes.ts'
import { loggedIn } from '../key-sessions/key-login.ts'
import { beginOrder, goOnWith } from '../orders/begin-order.ts'
import { Problem } from '../problems.ts'
import { refusalOf } from './standing.ts'

/**
 * Begins to order a seal for a certificate, or goes on with the order that is open. Whoever has logged in with the key has
 * that certificate; a hosted one is its proved holder's. Gives the order's number. @throws Problem when it may not be begun.
 */
export async function beginSealOrder(request: FastifyRequest, certificateId: string): Promise<string> {
  const { db } = request.server
  const found = await findCertificate(db, certificateId)
  if (found?.tokenSerial && loggedIn(request).certificateId !== certificateId)
    throw new Problem('keyLoginNeeded')
  if (!found || (!found.tokenSerial && found.certificate.holderNumber !== provenHolder(request)))
    throw new Problem('certificateUnknown')
  const { certificate, tokenSerial } = found
  const { holderNumber } = certificate
  const refused = refusalOf(certificate, new Date())
  if (refused) throw refused
  const open = await openOrderOf(db, certificateId, 'sealOrder')
  if (open) return goOnWith(request, open)

  const holder = tokenSerial
    ? (await holderForms(db, tokenSerial, holderNumber))[0]
    : await hostedHolder(db, certificate)
  if (!holder) throw new Problem('certificateNotInUse')
  const { product, holderName, cpsVersion } = holder.order
  const { typed, proofedFacts, digest } = holder.stored
  const no = await beginOrder(
    request,
    {
      ...{ kind: 'sealOrder', product, certificateId, holderName, holderNumber, cpsVersion },
      ...operatorOf(holder.form.operator),
    },
    { typed, complete: true, proofedFacts, digest },
  )
  // Another browser was faster.
  return no ?? beginSealOrder(request, certificateId)
}
