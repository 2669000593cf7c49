import type { FastifyRequest } from 'fastify'
import { fingerprint } from '../../db/encryption.ts'
import { openOrderOf, productOf } from '../../db/orders.ts'
import { latestForm } from '../../db/queried-orders.ts'
import { isRevokedByUs } from '../../db/revocations.ts'
import { holderPart } from '../../domain/application-form.ts'
import { products, replacementFor } from '../../domain/products.ts'
import { replacementKinds } from '../../domain/replacement.ts'
import { onTheSameKeys, type HolderCertificate } from '../holders/certificates.ts'
import { beginLossReport } from '../loss-reports/begin.ts'
import { beginOrder, goOnWith } from '../orders/begin-order.ts'
import type { TypedForm } from '../orders/order-schema.ts'
import { Problem } from '../problems.ts'

/** What the new form begins with: who they are stays, how they prove it and what they agree to is asked anew. */
function prefilled(typed: unknown): TypedForm {
  const { delivery, ...known } = (typed ?? {}) as TypedForm
  return { ...holderPart(known), ...(delivery && { delivery }) }
}

/**
 * Begins to replace the key of one of `mine`, the holder's certificates, or goes on with the order that does. A lost key
 * is reported by it with everything on it: each report by itself, so that the same request again makes up for what was
 * missing. Gives the order's number. @throws Problem certificateNotInUse.
 */
export async function beginReplacement(
  request: FastifyRequest,
  holderNumber: string,
  mine: HolderCertificate[],
  { certificateId, fate }: { certificateId: string; fate: 'lost' | 'damaged' },
): Promise<string> {
  const { db } = request.server
  const open = await openOrderOf(db, certificateId, ...replacementKinds)
  const certificate = mine.find(({ id }) => id === certificateId)
  if (certificate && open) return goOnWith(request, open)
  if (!certificate?.mayReplace || (await isRevokedByUs(db, certificateId)))
    throw new Problem('certificateNotInUse')
  const holder = { holderNumber, holderName: certificate.holderName }
  if (fate === 'lost') {
    for (const { id } of onTheSameKeys(mine, [certificate])) await beginLossReport(request, id, holder)
  }
  const last = await latestForm(db, holderNumber)
  const product = await productOf(db, certificateId)
  const organisation = { name: holder.holderName, uscc: holderNumber }
  const typed = {
    ...prefilled(last?.form.typed),
    ...(products[product].subject === 'organisation' && { organisation }),
  }
  const no = await beginOrder(
    request,
    {
      ...holder,
      ...last?.operator,
      kind: replacementFor(product),
      product,
      certificateId,
      keyFate: fate,
    },
    {
      typed,
      complete: false,
      proofedFacts: fingerprint('proofedFacts', ''),
      digest: fingerprint('form', JSON.stringify(typed)),
    },
  )
  // Another browser was faster.
  return no ?? beginReplacement(request, holderNumber, mine, { certificateId, fate })
}
