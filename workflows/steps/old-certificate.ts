import { defineSignal, getExternalWorkflowHandle, proxyLocalActivities } from '@temporalio/workflow'
import type { LostKeyActivities } from '../../activities/orders/lost-key.ts'
import { localActivity } from '../../temporal.config.ts'
import { isOver, letPass } from './let-pass.ts'
import type { Order } from './order.ts'
import { holdUnlessRevoked, revoke } from './revocation.ts'

const { moveToken, readHeldCertificate, findLossReport } =
  proxyLocalActivities<LostKeyActivities>(localActivity)

/** To a report of loss: something happened to the certificate or to its replacement, look again. */
export const heldCertificateMoved = defineSignal('heldCertificateMoved')

export type KeyFate = 'lost' | 'damaged'

const reasons = { lost: 'keyCompromise', damaged: 'superseded' } as const
const ends = { lost: 'permLost', damaged: 'damaged' } as const

/** Something happened to a certificate: whoever reported its key lost may have to choose again, or is done. */
export async function tellLossReport(certificateId: string): Promise<void> {
  const report = await findLossReport({ certificateId })
  if (!report) return
  const told = getExternalWorkflowHandle(report.orderId).signal(heldCertificateMoved)
  await letPass('telling a report of loss', told, isOver)
}

/** A key is gone with everything on it: the certificates that a renewal left there go with the one it was about. */
export async function revokeOthers(
  order: Order,
  others: string[],
  request: Omit<Parameters<typeof revoke>[1], 'certificateId'>,
): Promise<void> {
  for (const certificateId of others) {
    await revoke(order, { certificateId, ...request })
    await tellLossReport(certificateId)
  }
}

/** The certificate that a replacement is about: on hold before the new key is made, revoked when that is issued. */
export function oldCertificate(order: Order, certificateId: string, fate: KeyFate) {
  const { orderId } = order
  let reportedAt: number | undefined

  return {
    /** From here on nobody uses it any more. Who reported no loss reports it by this. */
    async hold(): Promise<void> {
      reportedAt = (await findLossReport({ certificateId }))?.reportedAt ?? Date.now()
      const { state } = await readHeldCertificate({ certificateId })
      if (state === 'revoked' || !(await holdUnlessRevoked(order, { certificateId, reportedAt }))) return
      await moveToken({ certificateId, orderId, to: 'suspended' })
    },

    /** The new one is issued. The key may have been in other hands since it was reported. */
    async revoke(): Promise<void> {
      const { state, alsoOnKey } = await readHeldCertificate({ certificateId })
      const request = { reason: reasons[fate], invalidityDate: reportedAt! }
      if (state !== 'revoked') {
        await revoke(order, { certificateId, ...request })
        await moveToken({ certificateId, orderId, to: ends[fate] })
      }
      await order.move('oldRevoked')
      await tellLossReport(certificateId)
      await revokeOthers(order, alsoOnKey, request)
    },
  }
}
