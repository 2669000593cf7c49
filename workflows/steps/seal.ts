import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow'
import type { SealSigningActivities } from '../../activities/ca/seal.ts'
import type { MakingActivities } from '../../activities/orders/making.ts'
import type { SealActivities } from '../../activities/orders/seal.ts'
import type { CodeActivities } from '../../activities/sms/verification-code.ts'
import { deadlines } from '../../domain/deadlines.ts'
import { activityClasses, localActivity, taskQueues } from '../../temporal.config.ts'
import {
  cancel,
  completeMaterials,
  requestConfirmationCode,
  returnToModify,
  submit,
  type Submission,
} from './application.ts'
import { openFilling } from './filling.ts'
import type { Order } from './order.ts'
import { tellOverdue } from './overdue.ts'

const { hasImprint, pictureSeal } = proxyLocalActivities<SealActivities>(localActivity)
const { earnPrice } = proxyLocalActivities<MakingActivities>(localActivity)
const { sendVerificationCode } = proxyActivities<CodeActivities>(activityClasses.interactive)
const { signSeal } = proxyActivities<SealSigningActivities>({
  ...activityClasses.ca,
  taskQueue: taskQueues.ca,
})

const DAY = 86_400_000

/** Whether the certificate that the order has now got its seal; none is made where none was ordered, or that has ended. */
async function sealIt({ orderId }: Order): Promise<boolean> {
  const { sealId } = await pictureSeal({ orderId })
  return sealId !== null && (await signSeal({ sealId })).made
}

/**
 * 制作签章 for the certificate that the order has now, where a seal was ordered or the one that it follows had one: beside
 * all else, nothing waits for it.
 */
export function makeSeal(order: Order): void {
  order.beside(sealIt(order))
}

/** 选择图样: an imprint is uploaded or left out, and the operator types the code. One that nobody touches is closed. */
export async function chooseSeal(order: Order): Promise<'submitted' | 'cancelled' | 'abandoned'> {
  const { orderId } = order
  return order.step(async (step) => {
    const { touch, closes } = openFilling(order, deadlines.draftIdleDays)
    const sendCode = () => sendVerificationCode({ workflowId: orderId, orderId, purpose: 'confirmOrder' })

    step.onUpdate(completeMaterials, 'materialsUploaded', async () => {
      await order.move('materialsUploaded', touch())
      await sendCode()
    })
    step.onUpdate(requestConfirmationCode, 'submitted', async () => {
      await sendCode()
      touch()
    })
    step.onUpdate(returnToModify, 'returnedToModify', () => order.move('returnedToModify', touch()))
    step.onUpdate<[Submission]>(submit, 'submitted', async () => {
      await order.move('submitted', Date.now() + deadlines.paymentDays * DAY)
      step.end('submitted')
    })
    step.onUpdate(cancel, 'cancelled', async () => {
      await order.move('cancelled')
      step.end('cancelled')
    })
    await closes(step, 'the holder chooses a seal; closed when idle')
  })
}

/** Gives an imprint to the reviewers. False where the seal is generated: nobody has to look at it. */
export async function showImprint(order: Order): Promise<boolean> {
  const { shown } = await hasImprint({ orderId: order.orderId })
  if (shown) await order.exclusively(() => order.move('imprintShown'))
  return shown
}

/** 制作签章 that was ordered by itself. `lapsed`: its certificate has ended meanwhile. */
export async function makeOrderedSeal(order: Order): Promise<'made' | 'lapsed'> {
  return order.step(async (step) => {
    const watched = tellOverdue(order, step)
    const made = await sealIt(order)
    if (made) await earnPrice({ orderId: order.orderId })
    await order.exclusively(() => order.move(made ? 'sealMade' : 'certificateEnded'))
    step.end(made ? 'made' : 'lapsed')
    await watched
  })
}
