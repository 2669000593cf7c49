import type { FastifyRequest } from 'fastify'
import { findCertificate } from '../../db/certificates.ts'
import { hostedHolder } from '../../db/holder-forms.ts'
import { operatorOf } from '../../db/operators.ts'
import type { Transaction } from '../../db/database.ts'
import { openOrderOf, type OrderRow } from '../../db/orders.ts'
import type { HostedProcess } from '../../domain/hosted.ts'
import { kindsThat } from '../../domain/kinds/kinds.ts'
import { products } from '../../domain/products.ts'
import { holderCertificates } from '../holders/certificates.ts'
import { provenHolder } from '../holders/routes.ts'
import { correctHolderData } from '../key-sessions/save-holder-data.ts'
import { beginOrder, goOnWith } from '../orders/begin-order.ts'
import type { TypedForm } from '../orders/order-schema.ts'
import { Problem } from '../problems.ts'
import { refusalOf } from './standing.ts'

/**
 * Begins a process about a hosted certificate of the holder that this browser was proved to be, or goes on with the one
 * that is open. `change`: what it is to make of the holder's data. Gives the order's number. @throws Problem when it may
 * not be begun, nothingChanged, formIncomplete that names the fields.
 */
export async function beginWithHosted(
  request: FastifyRequest,
  kind: HostedProcess,
  certificateId: string,
  change?: (known: TypedForm) => TypedForm,
  besides?: (tx: Transaction, order: OrderRow) => Promise<void>,
): Promise<string> {
  const { db } = request.server
  const mine = await holderCertificates(db, provenHolder(request), new Date())
  if (!mine.some(({ id, hosted }) => hosted && id === certificateId)) throw new Problem('certificateUnknown')
  const { certificate } = (await findCertificate(db, certificateId))!
  const refused = refusalOf(certificate, kind, new Date())
  if (refused) throw refused
  const open = await openOrderOf(db, certificateId, ...kindsThat('followsHosted'))
  if (open?.kind === kind) return goOnWith(request, open)
  if (open) throw new Problem('certificateInProcess', { values: { no: open.no } })

  const holder = await hostedHolder(db, certificate)
  if (!holder || !products[holder.order.product].orders[kind]) throw new Problem('certificateNotInUse')
  const { product, holderName, cpsVersion } = holder.order
  const { typed, proofedFacts, digest } = holder.stored
  const no = await beginOrder(
    request,
    {
      ...{ kind, product, certificateId, holderName, cpsVersion, holderNumber: certificate.holderNumber },
      ...operatorOf(holder.form.operator),
    },
    { typed, complete: true, proofedFacts, digest },
    async (tx, order) => {
      await besides?.(tx, order)
      if (!change) return
      const { revision } = await correctHolderData(tx, order, change)
      if (revision === order.revision) throw new Problem('nothingChanged')
    },
  )
  // Another browser was faster.
  return no ?? beginWithHosted(request, kind, certificateId, change, besides)
}
