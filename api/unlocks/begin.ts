import type { FastifyRequest } from 'fastify'
import { certificatesOnKey } from '../../db/certificates.ts'
import { openOrderOnKey, orderById } from '../../db/orders.ts'
import { certificateInUse } from '../../domain/unlock.ts'
import { beginOrder, goOnWith } from '../orders/begin-order.ts'
import { Problem } from '../problems.ts'

/** A key as the agent read it: its serial number and its certificates (DER, base64). */
interface ReadKey {
  tokenSerial: string
  certificates: string[]
}

/**
 * Begins to unlock a key, or goes on where somebody else began. Gives the order's number.
 * @throws Problem keyUnknown when none of its certificates is ours.
 */
export async function beginUnlock(request: FastifyRequest, read: ReadKey): Promise<string> {
  const { db } = request.server
  const { tokenSerial } = read
  const ders = read.certificates.map((der) => new Uint8Array(Buffer.from(der, 'base64')))
  const certificate = certificateInUse(await certificatesOnKey(db, tokenSerial, ders))
  if (!certificate) throw new Problem('keyUnknown')
  const open = await openOrderOnKey(db, tokenSerial, 'besideOthers')
  if (open) return goOnWith(request, open)

  const { id: certificateId, holderNumber } = certificate
  const { product, holderName } = (await orderById(db, certificate.orderId))!
  const whose = { product, holderName, holderNumber }
  const no = await beginOrder(request, {
    ...whose,
    kind: 'unlock',
    certificateId,
    tokenSerial,
  })
  // Another browser was faster with the same key.
  return no ?? beginUnlock(request, read)
}
