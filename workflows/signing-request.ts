import { defineSignal, defineUpdate, proxyActivities, proxyLocalActivities } from '@temporalio/workflow'
import type { StampingActivities } from '../activities/signing/signature.ts'
import type { SigningPartActivities } from '../activities/signing-requests/parts.ts'
import { deadlines } from '../domain/deadlines.ts'
import { nextUrge, signersDue } from '../domain/signing-request.ts'
import { activityClasses, localActivity, taskQueues } from '../temporal.config.ts'
import {
  codeRefusal,
  isLocked,
  sendAuthorisation,
  signByCode,
  whileInUse,
  type TypedCode,
} from './steps/authorisation.ts'
import { tellingItsClient } from './steps/webhook.ts'
import { certificateMoved } from './steps/revocation.ts'
import { openOrder, refusal, type Order, type OrderInput } from './steps/order.ts'

/** Which signer of a request. */
interface Part {
  partId: string
}

/** Documents and signers are what they shall be: the signers are asked. */
export const sendRequest = defineUpdate<void, []>('sendRequest')
/** A signer wants a code for exactly these documents. */
export const requestPartCode = defineUpdate<void, [Part]>('requestPartCode')
/** A signer typed it in. */
export const signPart = defineUpdate<void, [Part & TypedCode]>('signPart')
/** A signer signs nothing of this; why is kept beside. */
export const declinePart = defineUpdate<void, [Part]>('declinePart')
/** A signer hands it on to another signer of the same certificate. */
export const delegatePart = defineUpdate<void, [Part & { signerId: string }]>('delegatePart')
/** The sender reminds a signer by hand. */
export const urgeSigner = defineUpdate<void, [Part]>('urgeSigner')
/** A signer was taken back, maybe one of this request. */
export const signersChanged = defineSignal('signersChanged')
export const withdrawRequest = defineUpdate<void, []>('withdrawRequest')

const { readRequest, partsEnded, noteDeclined, handOn } =
  proxyLocalActivities<SigningPartActivities>(localActivity)
const { askSigner, remindByHand, tellSigners } = proxyActivities<SigningPartActivities>(
  activityClasses.provider,
)
const { stampDocuments } = proxyActivities<StampingActivities>({
  ...activityClasses.ca,
  taskQueue: taskQueues.signing,
})

const DAY = 86_400_000

/**
 * 签署请求: documents wait for all their signers; each signature is completed so that it can be verified for good (PAdES
 * B-LTA) before the next comes on top. One who declines, or cannot sign any more, ends it for all. The documents, names,
 * phones, reasons and codes stay out of here.
 */
export async function signingRequest(input: OrderInput) {
  const order = tellingItsClient(openOrder('signingRequest', input))

  return order.run(async () => {
    if ((await composeRequest(order)) !== 'sent') return order.forget() // withdrawn, expired
    const outcome = await collectSignatures(order)
    order.telling(tellSigners({ orderId: order.orderId, done: outcome === 'signed' }))
    if (outcome !== 'signed') return order.forget() // declined, withdrawn, voided, expired
    await order.exclusively(() => order.move('stamped'))
  })
}

/** The sender puts documents and signers together. */
async function composeRequest(order: Order): Promise<'sent' | 'withdrawn' | 'expired'> {
  const until = Date.now() + deadlines.draftedRequestDays * DAY
  return order.step<'sent' | 'withdrawn' | 'expired'>(async (step) => {
    step.onUpdate(sendRequest, 'requestSent', async () => {
      const { openDays } = await readRequest({ orderId: order.orderId })
      await order.move('requestSent', Date.now() + openDays * DAY)
      step.end('sent')
    })
    step.onUpdate(withdrawRequest, 'signingWithdrawn', async () => {
      await order.move('signingWithdrawn')
      step.end('withdrawn')
    })
    while (!step.isOver) {
      if (await step.wait(until, 'closes a request that was never sent')) continue
      await order.exclusively(async () => {
        if (step.isOver) return
        await order.move('signingExpired')
        step.end('expired')
      })
    }
  })
}

type Outcome = 'signed' | 'declined' | 'withdrawn' | 'voided' | 'expired'

/** Whose turn it is gets a link, then a code for what the documents are; five wrong ones void the request. */
async function collectSignatures(order: Order): Promise<Outcome> {
  const { orderId } = order
  const until = order.waitsUntil!
  const { inOrder, partIds } = await readRequest({ orderId })
  let waiting = partIds
  const asked = new Set<string>()
  /** When (epoch ms) the sender has reminded whom by hand. */
  const urged = new Map<string, number[]>()
  /** Signed, but not yet completed. */
  let unstamped: string[] = []
  const due = () => signersDue(waiting, inOrder)
  const mustBeDue = ({ partId }: Part) => {
    if (!due().includes(partId)) throw refusal('NotYourTurn')
  }
  const ask = (partId: string, round: number) => {
    asked.add(partId)
    order.telling(askSigner({ orderId, partId, round }))
  }

  /** Signatures of others may come meanwhile: each is stamped once, together with those before it. */
  const stamp = () =>
    order.exclusively(async () => {
      if (unstamped.length === 0) return
      await stampDocuments({ orderId, partIds: unstamped })
      unstamped = []
    })

  const outcome = await order.step<Outcome>(async (step) => {
    const orVoid = <T>(work: () => Promise<T>) =>
      whileInUse(work, () => endWith('certificateEnded', 'voided'))
    const endWith = async (event: Parameters<Order['move']>[0], ended: Outcome) => {
      await order.move(event)
      step.end(ended)
    }

    step.onUpdate(requestPartCode, 'signed', async (part) => {
      mustBeDue(part)
      await orVoid(() => sendAuthorisation({ orderId, purpose: 'signing', ...part }))
    })
    step.onUpdate(signPart, 'signed', async ({ partId, typedCodeId }) => {
      mustBeDue({ partId })
      const redeemed = await orVoid(() => signByCode({ orderId, partId, typedCodeId }))
      if (redeemed.verdict === 'ok') {
        waiting = waiting.filter((one) => one !== partId)
        unstamped.push(partId)
        await order.move('signed', until)
        if (waiting.length === 0) await endWith('allSigned', 'signed')
        else step.stir()
        return
      }
      if (isLocked(redeemed)) await endWith('signingLocked', 'voided')
      throw codeRefusal(redeemed)
    })
    step.onUpdate(declinePart, 'declined', async (part) => {
      mustBeDue(part)
      await noteDeclined({ orderId, ...part })
      await endWith('declined', 'declined')
    })
    step.onUpdate(delegatePart, 'delegated', async (to) => {
      mustBeDue(to)
      await handOn({ orderId, ...to })
      urged.delete(to.partId)
      await order.move('delegated', until)
      ask(to.partId, order.seq)
    })
    step.onUpdate(urgeSigner, 'signerUrged', async (part) => {
      if (!due().includes(part.partId)) throw refusal('WrongState')
      const before = urged.get(part.partId) ?? []
      const next = nextUrge(before)
      if (Date.now() < next) throw refusal('UrgedLately', next)
      const times = [...before, Date.now()]
      urged.set(part.partId, times)
      await order.move('signerUrged', until)
      order.telling(remindByHand({ orderId, ...part, round: order.seq, urged: times }))
    })
    const lookAtSigners = () =>
      order.exclusively(async () => {
        if (step.isOver) return
        const { by } = await partsEnded({ orderId })
        if (by) await endWith(by, 'voided')
      })
    step.onSignal(signersChanged, lookAtSigners)
    step.onSignal(certificateMoved, lookAtSigners)
    step.onUpdate(withdrawRequest, 'signingWithdrawn', () => endWith('signingWithdrawn', 'withdrawn'))

    let remindAt = Date.now() + deadlines.signerReminderDays * DAY
    while (!step.isOver) {
      for (const partId of due()) if (!asked.has(partId)) ask(partId, 0)
      await stamp()
      if (step.isOver) break
      const isLast = remindAt >= until
      const next = isLast ? 'closes a request that not all have signed' : 'reminds those who have not signed'
      if (await step.wait(isLast ? until : remindAt, next)) continue
      await order.exclusively(async () => {
        if (step.isOver) return
        if (isLast) return endWith('signingExpired', 'expired')
        remindAt += deadlines.signerReminderDays * DAY
        await order.move('signersReminded', until)
        for (const partId of due()) ask(partId, order.seq)
      })
    }
  })
  if (outcome === 'signed') await stamp()
  return outcome
}
