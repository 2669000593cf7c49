import { defineUpdate, proxyActivities, proxyLocalActivities } from '@temporalio/workflow'
import type { OpenSigningActivities } from '../activities/orders/open-signings.ts'
import type { StampingActivities } from '../activities/signing/signature.ts'
import { deadlines } from '../domain/deadlines.ts'
import { activityClasses, localActivity, taskQueues } from '../temporal.config.ts'
import {
  codeRefusal,
  isLocked,
  sendAuthorisation,
  signByCode,
  whileInUse,
  type TypedCode,
} from './steps/authorisation.ts'
import { openOrder, type Order, type OrderInput } from './steps/order.ts'
import { certificateMoved } from './steps/revocation.ts'

/** The documents are what they shall be: the signer gets a code for exactly these. */
export const requestSignature = defineUpdate<void, []>('requestSignature')
/** Another code: the one before is void. */
export const requestSigningCode = defineUpdate<void, []>('requestSigningCode')
/** Back to the documents. */
export const reopenDocuments = defineUpdate<void, []>('reopenDocuments')
/** The signer typed the code in. */
export const sign = defineUpdate<void, [TypedCode]>('sign')
export const withdrawSigning = defineUpdate<void, []>('withdrawSigning')

const { stampDocuments } = proxyActivities<StampingActivities>({
  ...activityClasses.ca,
  taskQueue: taskQueues.signing,
})

const { isInUse } = proxyLocalActivities<OpenSigningActivities>(localActivity)

const DAY = 86_400_000

/**
 * 签署: documents wait for the code of their signer; signed, they are completed so that they can be verified for good
 * (PAdES B-LTA). The documents themselves, their names and the code stay out of here.
 */
export async function signing(input: OrderInput) {
  const order = openOrder('signing', input)

  return order.run(async () => {
    const outcome = await collectSignature(order)
    if (outcome !== 'signed') return order.forget() // withdrawn, voided, expired
    await stampDocuments({ orderId: order.orderId })
    await order.exclusively(() => order.move('stamped'))
  })
}

/** One code at a time, for what the documents are then; five wrong ones void the request. */
async function collectSignature(order: Order): Promise<'signed' | 'withdrawn' | 'voided' | 'expired'> {
  const { orderId } = order
  const until = Date.now() + deadlines.signingDays * DAY
  return order.step<'signed' | 'withdrawn' | 'voided' | 'expired'>(async (step) => {
    const orVoid = <T>(work: () => Promise<T>) =>
      whileInUse(work, async () => {
        await order.move('certificateEnded')
        step.end('voided')
      })
    const send = () => orVoid(() => sendAuthorisation({ orderId, purpose: 'signing' }))

    step.onUpdate(requestSignature, 'documentsReady', async () => {
      await send()
      await order.move('documentsReady', until)
    })
    step.onUpdate(requestSigningCode, 'signed', send)
    step.onUpdate(reopenDocuments, 'documentsReopened', () => order.move('documentsReopened', until))
    step.onUpdate(sign, 'signed', async (typed) => {
      const redeemed = await orVoid(() => signByCode({ orderId, ...typed }))
      if (redeemed.verdict === 'ok') {
        await order.move('signed')
        step.end('signed')
        return
      }
      if (isLocked(redeemed)) {
        await order.move('signingLocked')
        step.end('voided')
      }
      throw codeRefusal(redeemed)
    })
    step.onUpdate(withdrawSigning, 'signingWithdrawn', async () => {
      await order.move('signingWithdrawn')
      step.end('withdrawn')
    })
    step.onSignal(certificateMoved, step.stir)
    while (!step.isOver) {
      const heard = await step.wait(until, 'closes a request that nobody signs')
      await order.exclusively(async () => {
        if (step.isOver || (heard && (await isInUse({ orderId })))) return
        await order.move(heard ? 'certificateEnded' : 'signingExpired')
        step.end(heard ? 'voided' : 'expired')
      })
    }
  })
}
