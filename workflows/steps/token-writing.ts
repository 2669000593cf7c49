import { defineUpdate, proxyActivities, proxyLocalActivities } from '@temporalio/workflow'
import type { CertificateActivities } from '../../activities/ca/certificate.ts'
import type { NoticeActivities } from '../../activities/notices/notices.ts'
import type { MakingActivities } from '../../activities/orders/making.ts'
import type { WritingActivities } from '../../activities/orders/writing.ts'
import { deadlines } from '../../domain/deadlines.ts'
import { activityClasses, localActivity, taskQueues } from '../../temporal.config.ts'
import { cancel } from './application.ts'
import { refusal, type Order } from './order.ts'
import { publish } from './revocation.ts'

/** The key has made a pair for this order, and signed so (checked by the API). */
export const keyGenerated = defineUpdate<void, [{ keyId: string }]>('keyGenerated')
/** The certificate is in the key beside the old one, and the new pair signs. */
export const certificateWritten = defineUpdate<void, []>('certificateWritten')
/** The new pair is the one that the key uses, the old one is gone. */
export const writingFinished = defineUpdate<void, []>('writingFinished')

const { issueCertificate, revokeUndelivered } = proxyActivities<CertificateActivities>({
  ...activityClasses.ca,
  taskQueue: taskQueues.ca,
})
const { activateCertificate } = proxyActivities<MakingActivities>(activityClasses.record)
const { supersedeCertificate, readWritingStanding } = proxyLocalActivities<WritingActivities>(localActivity)
const { sendNotice } = proxyActivities<NoticeActivities>(activityClasses.provider)

const DAY = 86_400_000

/** What it is called when the new certificate was in the key by then. */
const unfinished = { writingLapsed: 'leftUnfinished', revokedElsewhere: 'revokedUnfinished' } as const

/** Until when (epoch ms) a certificate that is ready now waits for its key. */
export const writingUntil = () => Date.now() + deadlines.writingDays * DAY

export type Written =
  { end: 'written'; oldCertificateId: string } | { end: 'lapsed' | 'cancelled'; issued: boolean }

/**
 * 写入新证书 into the key in the applicant's hand. Each report may come twice and after any pause; the old certificate
 * gives way only after the new one has proved itself. One that nobody fetches is given up after a month, or sooner: by
 * its holder, or when the old one is revoked; then nothing that was issued for it stays good.
 */
export async function writeIntoKey(order: Order): Promise<Written> {
  const { orderId } = order
  const begun = Date.now()
  const day = (number: number) => begun + number * DAY
  const until = day(deadlines.writingDays)
  let key: string | undefined
  let issued = false
  let written = false

  const end = await order.step<'over' | 'cancelled'>(async (step) => {
    step.onUpdate(keyGenerated, 'keyGenerated', async ({ keyId }) => {
      if (key !== undefined && key !== keyId) throw refusal('AnotherPair')
      key = keyId
      if (issued) return
      await issueCertificate({ orderId, keyId })
      issued = true
      await order.move('keyGenerated', until)
    })
    step.onUpdate(certificateWritten, 'certificateWritten', async () => {
      if (!issued) throw refusal('WrongState', order.state, 'certificateWritten')
      if (written) return
      written = true
      await activateCertificate({ orderId })
      await supersedeCertificate({ orderId })
      await order.move('certificateWritten', until)
    })
    step.onUpdate(writingFinished, 'writingFinished', async () => {
      if (!written) throw refusal('WrongState', order.state, 'writingFinished')
      await order.move('writingFinished')
      step.end('over')
    })
    step.onUpdate(cancel, 'cancelled', async () => {
      if (written) throw refusal('WrongState', order.state, 'cancelled')
      await order.move('cancelled')
      step.end('cancelled')
    })

    const endBy = (event: 'writingLapsed' | 'revokedElsewhere') =>
      order.exclusively(async () => {
        if (step.isOver) return
        await order.move(written ? unfinished[event] : event)
        step.end('over')
      })
    const reminders: readonly number[] = deadlines.writingReminderDays
    for (const number of deadlines.writingLookDays) {
      if (await step.wait(day(number), 'waits for the key to be plugged in')) return
      if ((await readWritingStanding({ orderId })).revoked) return endBy('revokedElsewhere')
      if (step.isOver) return
      if (reminders.includes(number)) order.telling(sendNotice({ orderId, notice: 'writingReminder' }))
    }
    if (await step.wait(until, 'the certificate is given up')) return
    await endBy('writingLapsed')
  })
  if (written) return { end: 'written', ...(await supersedeCertificate({ orderId })) }
  if (issued) {
    await revokeUndelivered({ orderId, reason: 'cessationOfOperation' })
    await publish(order)
  }
  return { end: end === 'cancelled' ? 'cancelled' : 'lapsed', issued }
}
