import { openOrder, type OrderInput } from './steps/order.ts'
import { admitUnlock } from './steps/unlock-admission.ts'
import { offerNewPin, type PinEnd } from './steps/unlock-new-pin.ts'
import { offerVerification, type VerificationEnd } from './steps/unlock-verification.ts'

/** Procedure 4 of the manual, 单位证书解锁, free of charge: from the key that was read to its new PIN. */
export async function unlock(input: OrderInput) {
  const order = openOrder('unlock', input)

  const end = await order.run(async () => {
    const admission = await admitUnlock(order) // 第一步 识别证书
    if (admission.end !== 'admitted') return // refused, notCleared, cancelled

    // Another browser may take over an authorised order by proving anew: both are taken all the time.
    return order.step<VerificationEnd | PinEnd>(async (step) => {
      const holder = offerVerification(order, step, admission.ways)
      const newPin = offerNewPin(order, step, holder)
      while (!step.isOver) {
        await holder.passed() // 第二步 验证码 (4.2) 或 身份认证 (4.1); cancelled, abandoned
        await newPin.set() //    第三步 重置密码, 第四步 解锁成功; unlocked, unconfirmed, over, beyondHelp
      } // A bank sent the transfer back that proved it: proved anew.
    })
  })
  // The holder's data stay with the order that they were taken from.
  await order.forget()
  return end
}

export { proveByCode } from './steps/proofing.ts'
export { confirmUnlock, reportSoPinLocked, requestUnlock } from './steps/unlock-new-pin.ts'
export { authoriseByPhone, requestUnlockCode } from './steps/unlock-verification.ts'
