import {
  allHandlersFinished,
  condition,
  defineUpdate,
  proxyActivities,
  setHandler,
} from '@temporalio/workflow'
import type { LostKeyActivities } from '../activities/orders/lost-key.ts'
import type { RecordActivities } from '../activities/orders/record.ts'
import { deadlines } from '../domain/deadlines.ts'
import { activityClasses } from '../temporal.config.ts'
import { heldCertificateMoved, revokeOthers } from './steps/old-certificate.ts'
import { openOrder, refusal, type OrderInput } from './steps/order.ts'
import { holdUnlessRevoked, release, revoke } from './steps/revocation.ts'

/** 解除挂失: the key is found; its holder has signed with it, so PIN and key are there. */
export const lift = defineUpdate<void, []>('lift')
/** The holder gives the certificate up. */
export const chooseRevocation = defineUpdate<void, []>('chooseRevocation')

const { wipePersonalData } = proxyActivities<RecordActivities>(activityClasses.record)
const { moveToken, readHeldCertificate } = proxyActivities<LostKeyActivities>(activityClasses.record)

const HOUR = 3_600_000
const DAY = 24 * HOUR

export interface LossReportInput extends OrderInput {
  certificateId: string
  /** Epoch ms. */
  reportedAt: number
}

/**
 * Procedure 6, 挂失: the certificate is on hold at once, at any hour. The holder may lift that again within some days,
 * as long as no new key is being made; otherwise it stays until the certificate is replaced, given up, or over.
 */
export async function lossReport(input: LossReportInput) {
  const order = openOrder('lossReport', input)
  const { orderId, certificateId, reportedAt } = input

  const end = await order.run(async () => {
    let liftUntil = 0
    let isOpen = true
    let replacing = false
    let reported = false
    setHandler(heldCertificateMoved, () => void (reported = true))
    const openLift = () => {
      liftUntil = Date.now() + deadlines.liftDays * DAY
      isOpen = true
    }
    /** A new key was asked for and came to nothing: the holder has to choose again. */
    const look = async () => {
      const standing = await readHeldCertificate({ certificateId })
      if (replacing && !standing.replacing && standing.state === 'held') {
        openLift()
        await order.move('liftReopened', liftUntil)
      }
      ;({ replacing } = standing)
      return standing
    }
    const mustNotBeReplaced = async () => {
      const standing = await look()
      if (standing.replacing) throw refusal('ReplacementOpen')
      return standing
    }

    order.onUpdate(lift, 'lifted', async () => {
      await mustNotBeReplaced()
      if (Date.now() >= liftUntil) throw refusal('LiftClosed')
      await release(order, { certificateId })
      await moveToken({ certificateId, orderId, to: 'active' })
      await order.move('lifted')
    })
    order.onUpdate(chooseRevocation, 'revocationChosen', async () => {
      const { alsoOnKey } = await mustNotBeReplaced()
      const request = { reason: 'keyCompromise', invalidityDate: reportedAt } as const
      await revoke(order, { certificateId, ...request })
      await moveToken({ certificateId, orderId, to: 'permLost' })
      await order.move('revocationChosen')
      await revokeOthers(order, alsoOnKey, request)
    })

    if (!(await holdUnlessRevoked(order, { certificateId, reportedAt })))
      return order.move('revokedElsewhere')
    await moveToken({ certificateId, orderId, to: 'suspended' })
    openLift()
    await order.move('certificateHeld', liftUntil)

    while (order.is('held')) {
      await order.exclusively(async () => {
        if (!order.is('held')) return
        const { state, notAfter } = await look()
        if (state === 'revoked') return order.move(replacing ? 'replaced' : 'revokedElsewhere')
        if (Date.now() >= notAfter) return order.move('certificateExpired')
        if (isOpen && !replacing && Date.now() >= liftUntil) {
          isOpen = false
          await order.move('liftClosed')
        }
      })
      if (!order.is('held')) return
      const poll = deadlines.heldPollHours * HOUR
      const wait = isOpen && !replacing ? Math.min(liftUntil - Date.now(), poll) : poll
      await condition(() => reported || !order.is('held'), Math.max(wait, 1), {
        summary: isOpen ? 'the holder can lift it until then' : 'looks whether the certificate was settled',
      })
      reported = false
    }
  })
  // The holder's data stay with the order that they were taken from.
  await wipePersonalData({ orderId })
  // Whoever has given up one certificate is answered once the others on the key are, too.
  await condition(allHandlersFinished)
  await order.published()
  return end
}
