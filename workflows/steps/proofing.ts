import {
  defineUpdate,
  ParentClosePolicy,
  proxyActivities,
  proxyLocalActivities,
  startChild,
} from '@temporalio/workflow'
import type { DepositActivities } from '../../activities/bank/deposit.ts'
import type { ProofingActivities } from '../../activities/identity/proofing.ts'
import { activityClasses, localActivity } from '../../temporal.config.ts'
import { depositReported, microDeposit } from '../micro-deposit.ts'
import { codeRefusal, proveByHosted, sendAuthorisation, type TypedCode } from './authorisation.ts'
import { failureType } from './failure-type.ts'
import { refusal, type Order, type Taking } from './order.ts'

/** 其他验证方式: the way of identity proofing, and what it needs, were typed in. */
export const chooseProofing = defineUpdate<void, [SavedForm]>('chooseProofing')
export const requestProofingCode = defineUpdate<void, []>('requestProofingCode')
export const proveByCode = defineUpdate<void, [{ codeId: string }]>('proveByCode')
/** A key in hand has signed for its holder's identity, or a code for a hosted key to do so was typed in. */
export const proveByCertificate = defineUpdate<void, [Partial<TypedCode>]>('proveByCertificate')

/** What is known of the form that holds the facts to be proved. */
export interface SavedForm {
  revision: number
  complete: boolean
  /** Fingerprint of what identity proofing vouches for. */
  proofedFacts: string
}

const { passProofing, passSignedProof } = proxyLocalActivities<ProofingActivities>(localActivity)
const { checkIdentity } = proxyActivities<ProofingActivities>(activityClasses.interactive)
const { readDeposit } = proxyLocalActivities<DepositActivities>(localActivity)
const { prepareDeposit } = proxyActivities<DepositActivities>(activityClasses.record)

/**
 * 企业身份认证 in one of three ways (manual 1, 注): registers are asked, then a code goes to the legal representative's
 * phone or, in a 1-cent transfer, to the corporate account. `mayAsk` throws where the order does not take it. `touch`: the person has done something; gives until when
 * the order waits. `proved`: by this code. `provedOtherwise`: whether something else than a proof stands for the person
 * now. `takenBack`: the bank has sent the money back by which it was proved.
 */
export function offerProofing(
  order: Order,
  step: Taking,
  on: {
    mayAsk?: () => void
    touch: () => number
    proved?: (codeId: string) => number
    provedOtherwise?: () => boolean
    takenBack?: () => void
  },
) {
  const { orderId } = order
  const { touch, proved = touch } = on
  let proofed: string | undefined

  step.onUpdate(requestProofingCode, 'proofed', async () => {
    on.mayAsk?.()
    const { result, inconsistent, way } = await checkIdentity({ orderId })
    if (result === 'mismatched') throw refusal('ProofingMismatch', inconsistent, way)
    if (way === 'deposit') await sendDeposit()
    if (way === 'certificate') await whileInUse(sendAuthorisation({ orderId, purpose: 'proofing' }))
    touch()
  })

  // The transfer is a process of its own: a bank takes its time, and may send the money back days later.
  async function sendDeposit() {
    const { transferId, reference } = await prepareDeposit({ orderId, purpose: 'proofing' })
    await startChild(microDeposit, {
      workflowId: `microDeposit/${reference}`,
      args: [{ orderId, transferId }],
      parentClosePolicy: ParentClosePolicy.ABANDON,
      staticSummary: 'transfers one cent with the code in its memo',
    })
    await order.move('depositSent', touch())
  }

  step.onSignal(depositReported, ({ transferId }) =>
    order.exclusively(async () => {
      const { state, facts } = await readDeposit({ transferId })
      if (state === 'succeeded') {
        if (order.may('depositArrived')) await order.move('depositArrived', touch())
        return
      }
      const last = proofed
      if (last === facts) proofed = undefined
      // What another way has proved stays proved.
      const stays = on.provedOtherwise?.() || (last !== undefined && last !== facts)
      if (stays) return
      if (last === facts) on.takenBack?.()
      if (order.may('depositFailed')) await order.move('depositFailed', touch())
    }),
  )

  step.onUpdate(proveByCertificate, 'proofed', async ({ typedCodeId }) => {
    if (typedCodeId) {
      const redeemed = await whileInUse(proveByHosted({ orderId, typedCodeId }))
      if (redeemed.verdict !== 'ok') throw codeRefusal(redeemed)
    }
    ;({ facts: proofed } = await whileInUse(passSignedProof({ orderId })))
    await order.move('proofed', touch())
  })

  step.onUpdate(proveByCode, 'proofed', async ({ codeId }) => {
    const { facts } = await passProofing({ orderId, codeId })
    proofed = facts
    await order.move('proofed', proved(codeId))
  })

  return {
    /** Whether these facts are proved. */
    holds: (facts: string) => proofed === facts,
    /** What was typed is to be proved anew, where it is something else. */
    chosen(facts: string) {
      if (proofed !== facts) proofed = undefined
    },
  }
}

/**
 * The same for a holder whose other data are known: the way of proofing is chosen first. `mayChoose` throws where the
 * order does not take it.
 */
export function offerOtherWays(
  order: Order,
  step: Taking,
  on: {
    mayChoose: () => void
    chosen?: (form: SavedForm) => void
    touch: () => number
    proved: (codeId: string) => number
    provedOtherwise?: () => boolean
    takenBack?: () => void
  },
) {
  let form: SavedForm | undefined
  step.onUpdate(chooseProofing, 'proofingChosen', async (chosen) => {
    on.mayChoose()
    if (form && chosen.revision <= form.revision) return
    form = chosen
    on.chosen?.(chosen)
    proof.chosen(chosen.proofedFacts)
    await order.move('proofingChosen', on.touch())
  })
  const mayAsk = () => {
    if (!form?.complete) throw refusal('FormIncomplete')
  }
  const proof = offerProofing(order, step, { ...on, mayAsk })
}

/** A certificate may be held or end between any two steps: said as what the check would have found. */
async function whileInUse<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (failureType(error) !== 'CertificateNotInUse') throw error
    throw refusal('ProofingMismatch', ['proofing.method'], 'certificate')
  }
}
