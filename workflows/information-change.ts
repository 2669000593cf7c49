import { proxyActivities } from '@temporalio/workflow'
import type { RecordActivities } from '../activities/orders/record.ts'
import { activityClasses } from '../temporal.config.ts'
import { collectChange } from './steps/changed-data.ts'
import { openOrder, type Order, type OrderInput } from './steps/order.ts'
import { review } from './steps/review.ts'
import { revoke } from './steps/revocation.ts'
import { offerWriting, writingUntil } from './steps/token-writing.ts'

const { wipePersonalData } = proxyActivities<RecordActivities>(activityClasses.record)

/** Procedure 7 of the manual, 单位证书信息变更, free of charge: contact data, or another certificate in the same key. */
export async function informationChange(input: OrderInput) {
  const order = openOrder('informationChange', input)
  const writing = offerWriting(order)

  return order.run(async () => {
    await collectChange(order) // 变更信息, 短信验证码; contact data are changed by then
    if (order.is('inReview')) await review(order, { waitsThen: writingUntil })
    order.mustGoOn()

    const written = await writing.ended() // 写入新证书
    if (written.end !== 'written') return written.issued ? undefined : forget(order)
    await revoke(order, { certificateId: written.oldCertificateId, reason: 'affiliationChanged' })
  })
}

/** What came to no certificate keeps no personal data; those who are told are told first. */
async function forget(order: Order): Promise<void> {
  await order.told()
  await wipePersonalData({ orderId: order.orderId })
}

export { proposeChange } from './steps/changed-data.ts'
