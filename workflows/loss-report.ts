import { defineUpdate, proxyActivities, proxyLocalActivities } from '@temporalio/workflow'
import type { FoundKeyActivities } from '../activities/orders/found-key.ts'
import type { LostKeyActivities } from '../activities/orders/lost-key.ts'
import { deadlines } from '../domain/deadlines.ts'
import { activityClasses, localActivity } from '../temporal.config.ts'
import { codeRefusal, proveSigner, sendAuthorisation, type TypedCode } from './steps/authorisation.ts'
import { heldCertificateMoved, revokeOthers } from './steps/old-certificate.ts'
import { openOrder, refusal, type Order, type OrderInput } from './steps/order.ts'
import { holdUnlessRevoked, release, revoke } from './steps/revocation.ts'

/** 解除挂失: the key is found; its holder has signed with it, so PIN and key are there. No other is needed then. */
export const lift = defineUpdate<void, []>('lift')
/** 发送验证码: to the signer of a hosted certificate. */
export const requestLiftCode = defineUpdate<void, []>('requestLiftCode')
/** 解除挂失 of a hosted certificate: the phone is found; its signer typed the code in. */
export const liftByCode = defineUpdate<void, [TypedCode]>('liftByCode')
/** The holder gives the certificate up. */
export const chooseRevocation = defineUpdate<void, []>('chooseRevocation')

const { moveToken, readHeldCertificate } = proxyLocalActivities<LostKeyActivities>(localActivity)
const { giveUpReplacement } = proxyActivities<FoundKeyActivities>(activityClasses.interactive)

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
    if (!(await holdUnlessRevoked(order, { certificateId, reportedAt })))
      return order.move('revokedElsewhere')
    await moveToken({ certificateId, orderId, to: 'suspended' })
    return onHold(order, input) // lifted, revoked, replaced, revokedElsewhere, expired
  })
  // The holder's data stay with the order that they were taken from.
  await order.forget()
  return end
}

/** The certificate is on hold until one of the ways out is taken; time passing gives it back to nobody. */
async function onHold(order: Order, { orderId, certificateId, reportedAt }: LossReportInput) {
  type End = 'lifted' | 'revoked' | 'replaced' | 'revokedElsewhere' | 'expired'
  return order.step<End>(async (step) => {
    let liftUntil = Date.now() + deadlines.liftDays * DAY
    let isOpen = true
    let replacing = false
    /** A new key was asked for and came to nothing: the holder has to choose again. */
    const look = async () => {
      const standing = await readHeldCertificate({ certificateId })
      if (replacing && !standing.replacing && standing.state === 'held') {
        liftUntil = Date.now() + deadlines.liftDays * DAY
        isOpen = true
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
    const ends = async (event: 'replaced' | 'revokedElsewhere' | 'certificateExpired') => {
      await order.move(event)
      step.end(event === 'certificateExpired' ? 'expired' : event)
    }

    step.onSignal(heldCertificateMoved, step.stir)
    const mustBeOpen = () => {
      if (Date.now() >= liftUntil) throw refusal('LiftClosed')
    }
    const liftHold = async () => {
      if ((await look()).replacing) {
        await giveUpReplacement({ certificateId })
        await mustNotBeReplaced()
      }
      mustBeOpen()
      await release(order, { certificateId })
      await moveToken({ certificateId, orderId, to: 'active' })
      await order.move('lifted')
      step.end('lifted')
    }
    step.onUpdate(lift, 'lifted', liftHold)
    step.onUpdate(requestLiftCode, 'lifted', async () => {
      if (!replacing) mustBeOpen()
      await sendAuthorisation({ orderId, purpose: 'lifting' })
    })
    step.onUpdate(liftByCode, 'lifted', async (typed) => {
      const redeemed = await proveSigner({ orderId, ...typed })
      if (redeemed.verdict !== 'ok') throw codeRefusal(redeemed)
      await liftHold()
    })
    step.onUpdate(chooseRevocation, 'revocationChosen', async () => {
      const { alsoOnKey } = await mustNotBeReplaced()
      const request = { reason: 'keyCompromise', invalidityDate: reportedAt } as const
      await revoke(order, { certificateId, ...request })
      await moveToken({ certificateId, orderId, to: 'permLost' })
      await order.move('revocationChosen')
      step.end('revoked')
      // Whoever has given up one certificate is answered once the others on the key are, too.
      await revokeOthers(order, alsoOnKey, request)
    })
    await order.exclusively(() => order.move('certificateHeld', liftUntil))

    for (;;) {
      await order.exclusively(async () => {
        if (step.isOver) return
        const { state, notAfter } = await look()
        if (state === 'revoked') return ends(replacing ? 'replaced' : 'revokedElsewhere')
        if (Date.now() >= notAfter) return ends('certificateExpired')
        if (isOpen && !replacing && Date.now() >= liftUntil) {
          isOpen = false
          await order.move('liftClosed')
        }
      })
      if (step.isOver) return
      const poll = Date.now() + deadlines.heldPollHours * HOUR
      await step.wait(
        isOpen && !replacing ? Math.min(liftUntil, poll) : poll,
        isOpen ? 'the holder can lift it until then' : 'looks whether the certificate was settled',
      )
    }
  })
}
