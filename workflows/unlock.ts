import { proxyActivities } from '@temporalio/workflow'
import type { RecordActivities } from '../activities/orders/record.ts'
import { activityClasses } from '../temporal.config.ts'
import { openOrder, type OrderInput } from './steps/order.ts'
import { offerNewPin } from './steps/unlock-new-pin.ts'
import { offerVerification } from './steps/unlock-verification.ts'

const { wipePersonalData } = proxyActivities<RecordActivities>(activityClasses.record)

/** Procedure 4 of the manual, 单位证书解锁, free of charge: from the key that was read to its new PIN. */
export async function unlock(input: OrderInput) {
  const order = openOrder('unlock', input)
  const holder = offerVerification(order)
  const newPin = offerNewPin(order, holder)

  const end = await order.run(async () => {
    await holder.admit() //  第一步 识别证书
    do {
      await holder.passed() // 第二步 验证码 (4.2) 或 身份核验 (4.1)
      await newPin.set() //    第三步 重置密码, 第四步 解锁成功
    } while (order.is('verifying')) // A bank sent the transfer back that proved it: proved anew.
  })
  // The holder's data stay with the order that they were taken from.
  await wipePersonalData({ orderId: input.orderId })
  return end
}

export { proveByCode } from './steps/proofing.ts'
export { confirmUnlock, reportSoPinLocked, requestUnlock } from './steps/unlock-new-pin.ts'
export { authoriseByPhone, requestUnlockCode } from './steps/unlock-verification.ts'
