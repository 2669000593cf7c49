import { defineUpdate } from '@temporalio/workflow'
import { deadlines } from '../domain/deadlines.ts'
import {
  codeRefusal,
  isLocked,
  sendAuthorisation,
  signHashesByCode,
  whileInUse,
  type TypedCode,
} from './steps/authorisation.ts'
import { openOrder, type OrderInput } from './steps/order.ts'

/** A code to one of the certificate's signers, or the first, for exactly these hashes: the one before is void. */
export const requestHashCode = defineUpdate<void, [{ signerId: string | null }]>('requestHashCode')
/** The signer typed the code in: to us, or to the client, which had it sealed. */
export const signHashes = defineUpdate<void, [TypedCode]>('signHashes')
/** The signer does not want to. */
export const declineHashes = defineUpdate<void, []>('declineHashes')

const MINUTE = 60_000

/**
 * 远程签名: hashes that another system brings wait some minutes for the code of their signer. The worker that compares it
 * signs them in the same act; what was signed is handed to the client once.
 */
export async function hashSigning(input: OrderInput) {
  const order = openOrder('hashSigning', input)
  const { orderId } = order
  const until = Date.now() + deadlines.hashSigningMinutes * MINUTE

  return order.run(async () => {
    const outcome = await order.step<'signed' | 'void'>(async (step) => {
      const end = async (
        event: 'certificateEnded' | 'signingLocked' | 'signingWithdrawn' | 'signingExpired',
      ) => {
        await order.move(event)
        step.end('void')
      }
      const inUse = <T>(work: () => Promise<T>) => whileInUse(work, () => end('certificateEnded'))

      step.onUpdate(requestHashCode, 'signed', ({ signerId }) =>
        inUse(() => sendAuthorisation({ orderId, purpose: 'hashSigning', signerId })),
      )
      step.onUpdate(signHashes, 'signed', async (typed) => {
        const redeemed = await inUse(() => signHashesByCode({ orderId, ...typed }))
        if (redeemed.verdict === 'ok') {
          await order.move('signed')
          step.end('signed')
          return
        }
        if (isLocked(redeemed)) await end('signingLocked')
        throw codeRefusal(redeemed)
      })
      step.onUpdate(declineHashes, 'signingWithdrawn', () => end('signingWithdrawn'))
      while (!step.isOver) {
        if (await step.wait(until, 'closes a request that nobody signs')) continue
        await order.exclusively(async () => {
          if (!step.isOver) await end('signingExpired')
        })
      }
    })
    if (outcome === 'void') await order.forget()
  })
}
