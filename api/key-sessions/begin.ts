import { randomBytes } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { holderForms } from '../../db/holder-forms.ts'
import { operatorOf } from '../../db/operators.ts'
import { openOrderOnKey } from '../../db/orders.ts'
import { beginWriting } from '../../db/writings.ts'
import { beginOrder, goOnWith } from '../orders/begin-order.ts'
import { Problem } from '../problems.ts'
import { loggedIn } from './key-login.ts'
import { readKey, refusalOf, type KeyProcess } from './key-standing.ts'

/**
 * Begins a process with the key that this browser has logged in with, or goes on with the one that it is in. Gives the
 * order's number. @throws Problem when it may not be begun.
 */
export async function beginWithKey(request: FastifyRequest, kind: KeyProcess): Promise<string> {
  const { db } = request.server
  const { tokenSerial, certificateId } = loggedIn(request)
  const standing = await readKey(db, certificateId)
  const refused = refusalOf(standing, kind, new Date())
  if (refused) throw refused
  if (standing.open) return goOnWith(request, standing.open)

  const { holderNumber } = standing.certificate
  const [holder] = await holderForms(db, tokenSerial, holderNumber)
  if (!holder) throw new Problem('keyUnknown')
  const { product, holderName, cpsVersion } = holder.order
  const whose = { holderName, holderNumber, cpsVersion, ...operatorOf(holder.form.operator) }
  const { typed, proofedFacts, digest } = holder.stored
  const no = await beginOrder(
    request,
    { ...whose, kind, product, tokenSerial, certificateId },
    { typed, complete: true, proofedFacts, digest },
    (tx, { id: orderId }) =>
      beginWriting(tx, { orderId, tokenSerial, nonce: randomBytes(24).toString('base64url') }),
  )
  if (no) return no
  // Another browser was faster with the same key.
  const open = await openOrderOnKey(db, tokenSerial, 'other')
  if (!open) throw new Problem('temporarilyUnavailable')
  if (open.kind !== kind) throw new Problem('keyInProcess', { values: { no: open.no } })
  return goOnWith(request, open)
}
