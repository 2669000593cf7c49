import { condition, defineUpdate, proxyActivities } from '@temporalio/workflow'
import type { RecordActivities } from '../activities/orders/record.ts'
import type { RevocationOrderActivities } from '../activities/orders/revocation.ts'
import type { CodeActivities } from '../activities/sms/verification-code.ts'
import type { RevocationReason } from '../domain/certificate-states.ts'
import { deadlines } from '../domain/deadlines.ts'
import type { RevocationOrigin } from '../domain/revocation.ts'
import { activityClasses } from '../temporal.config.ts'
import { tellLossReport } from './steps/old-certificate.ts'
import { openOrder, type OrderInput } from './steps/order.ts'
import { holdUnlessRevoked, release, revoke } from './steps/revocation.ts'

/** 发送验证码: to the operator. */
export const requestRevocationCode = defineUpdate<void, []>('requestRevocationCode')
/** The operator typed the code in: the certificate is given up. */
export const confirmRevocation = defineUpdate<void, []>('confirmRevocation')
/** The holder, or the member of staff who asked, thought better of it. */
export const withdrawRevocation = defineUpdate<void, []>('withdrawRevocation')
/** Another member of staff has decided; what the decisions come to is read. */
export const decideRevocation = defineUpdate<void, []>('decideRevocation')

const { wipePersonalData } = proxyActivities<RecordActivities>(activityClasses.record)
const { readRevocationStanding, endKeyOf } = proxyActivities<RevocationOrderActivities>(
  activityClasses.record,
)
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
  const { orderId, certificateId, origin, reason, askedAt, invalidityDate } = input
  const isHolders = origin === 'holder'
  const open = () => order.is('requested', 'held', 'awaitingApproval')
  let published: Awaited<ReturnType<typeof revoke>> | undefined

  const end = await order.run(async () => {
    const giveUp = async (event: 'revocationConfirmed' | 'revocationApproved') => {
      published = await revoke(order, {
        certificateId,
        reason,
        ...(invalidityDate !== undefined && { invalidityDate }),
      })
      await endKeyOf({ certificateId, orderId })
      await order.move(event)
      await tellLossReport(certificateId)
    }
    const takeBack = async (event: 'revocationWithdrawn' | 'proposalWithdrawn' | 'revocationRefused') => {
      published = await release(order, { certificateId })
      await order.move(event)
    }

    order.onUpdate(requestRevocationCode, 'revocationConfirmed', () =>
      sendVerificationCode({ workflowId: orderId, orderId, purpose: 'revocation' }),
    )
    order.onUpdate(confirmRevocation, 'revocationConfirmed', () => giveUp('revocationConfirmed'))
    const withdrawn = isHolders ? 'revocationWithdrawn' : 'proposalWithdrawn'
    order.onUpdate(withdrawRevocation, withdrawn, () => takeBack(withdrawn))
    order.onUpdate(decideRevocation, 'revocationApproved', async () => {
      const { verdict } = await readRevocationStanding({ orderId })
      if (verdict === 'approved') await giveUp('revocationApproved')
      else if (verdict === 'refused') await takeBack('revocationRefused')
      else if (verdict === 'firstApproved') await order.move('revocationFirstApproved')
    })

    await order.exclusively(async () => {
      const held = await holdUnlessRevoked(order, { certificateId, reportedAt: askedAt })
      published = held
      if (!held) await order.move('revokedElsewhere')
      else await order.move(isHolders ? 'revocationAsked' : 'revocationProposed')
    })
    const remindAt = Date.now() + deadlines.revocationReminderDays * DAY
    let reminded = !isHolders

    while (open()) {
      await order.exclusively(async () => {
        if (!open()) return
        const { state, notAfter } = await readRevocationStanding({ orderId })
        if (state === 'revoked') return order.move('revokedElsewhere')
        if (Date.now() >= notAfter) return order.move('certificateExpired')
        if (!reminded && Date.now() >= remindAt) {
          reminded = true
          await order.move('revocationReminded')
        }
      })
      if (!open()) break
      await condition(() => !open(), deadlines.revocationPollHours * HOUR, {
        summary: 'looks whether the certificate was settled elsewhere',
      })
    }
  })
  // The holder's data stay with the order that they were taken from.
  await wipePersonalData({ orderId })
  await published?.result()
  return end
}
