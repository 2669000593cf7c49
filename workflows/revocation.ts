import { defineUpdate, proxyActivities, proxyLocalActivities } from '@temporalio/workflow'
import type { RevocationOrderActivities } from '../activities/orders/revocation.ts'
import type { CodeActivities } from '../activities/sms/verification-code.ts'
import type { RevocationReason } from '../domain/certificate-states.ts'
import { deadlines } from '../domain/deadlines.ts'
import type { RevocationOrigin } from '../domain/revocation.ts'
import { activityClasses, localActivity } from '../temporal.config.ts'
import { tellLossReport } from './steps/old-certificate.ts'
import { openOrder, type Order, type OrderInput } from './steps/order.ts'
import { holdUnlessRevoked, release, revoke } from './steps/revocation.ts'

/** 发送验证码: to the operator. */
export const requestRevocationCode = defineUpdate<void, []>('requestRevocationCode')
/** The operator typed the code in: the certificate is given up. */
export const confirmRevocation = defineUpdate<void, []>('confirmRevocation')
/** The holder, or the member of staff who asked, thought better of it. */
export const withdrawRevocation = defineUpdate<void, []>('withdrawRevocation')
/** Another member of staff has decided; what the decisions come to is read. */
export const decideRevocation = defineUpdate<void, []>('decideRevocation')

const { readRevocationStanding, endKeyOf } = proxyLocalActivities<RevocationOrderActivities>(localActivity)
const { sendVerificationCode } = proxyActivities<CodeActivities>(activityClasses.interactive)

const HOUR = 3_600_000
const DAY = 24 * HOUR

export interface RevocationInput extends OrderInput {
  certificateId: string
  origin: RevocationOrigin
  reason: RevocationReason
  /** Epoch ms. */
  askedAt: number
  invalidityDate?: number
}

/**
 * 吊销: the certificate is on hold at once. It is revoked when the holder confirms, or when others than the member of
 * staff who asked approve; until then it can be taken back, and time passing decides nothing.
 */
export async function revocation(input: RevocationInput) {
  const order = openOrder('revocation', input)
  const { certificateId, askedAt: reportedAt, origin } = input

  const end = await order.run(async () => {
    if (!(await holdUnlessRevoked(order, { certificateId, reportedAt })))
      return order.move('revokedElsewhere')
    await order.move(origin === 'holder' ? 'revocationAsked' : 'revocationProposed')
    return decided(order, input) // revoked, takenBack, revokedElsewhere, expired
  })
  // The holder's data stay with the order that they were taken from.
  await order.forget()
  return end
}

/** On hold until somebody has decided; the holder is reminded, time passing decides nothing. */
async function decided(order: Order, input: RevocationInput) {
  const { orderId, certificateId, origin, reason, invalidityDate } = input
  const isHolders = origin === 'holder'
  return order.step<'revoked' | 'takenBack' | 'revokedElsewhere' | 'expired'>(async (step) => {
    const giveUp = async (event: 'revocationConfirmed' | 'revocationApproved') => {
      await revoke(order, {
        certificateId,
        reason,
        ...(invalidityDate !== undefined && { invalidityDate }),
      })
      await endKeyOf({ certificateId, orderId })
      await order.move(event)
      step.end('revoked')
      await tellLossReport(certificateId)
    }
    const takeBack = async (event: 'revocationWithdrawn' | 'proposalWithdrawn' | 'revocationRefused') => {
      await release(order, { certificateId })
      await order.move(event)
      step.end('takenBack')
    }

    step.onUpdate(requestRevocationCode, 'revocationConfirmed', () =>
      sendVerificationCode({ workflowId: orderId, orderId, purpose: 'revocation' }),
    )
    step.onUpdate(confirmRevocation, 'revocationConfirmed', () => giveUp('revocationConfirmed'))
    const withdrawn = isHolders ? 'revocationWithdrawn' : 'proposalWithdrawn'
    step.onUpdate(withdrawRevocation, withdrawn, () => takeBack(withdrawn))
    step.onUpdate(decideRevocation, 'revocationApproved', async () => {
      const { verdict } = await readRevocationStanding({ orderId })
      if (verdict === 'approved') await giveUp('revocationApproved')
      else if (verdict === 'refused') await takeBack('revocationRefused')
      else if (verdict === 'firstApproved') await order.move('revocationFirstApproved')
    })

    const remindAt = Date.now() + deadlines.revocationReminderDays * DAY
    let reminded = !isHolders
    for (;;) {
      await order.exclusively(async () => {
        if (step.isOver) return
        const { state, notAfter } = await readRevocationStanding({ orderId })
        if (state === 'revoked') {
          await order.move('revokedElsewhere')
          step.end('revokedElsewhere')
        } else if (Date.now() >= notAfter) {
          await order.move('certificateExpired')
          step.end('expired')
        } else if (!reminded && Date.now() >= remindAt) {
          reminded = true
          await order.move('revocationReminded')
        }
      })
      if (step.isOver) return
      const poll = Date.now() + deadlines.revocationPollHours * HOUR
      await step.wait(poll, 'looks whether the certificate was settled elsewhere')
    }
  })
}
