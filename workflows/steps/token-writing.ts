import { condition, defineUpdate, proxyActivities } from '@temporalio/workflow'
import type { CertificateActivities } from '../../activities/ca/certificate.ts'
import type { NoticeActivities } from '../../activities/notices/notices.ts'
import type { MakingActivities } from '../../activities/orders/making.ts'
import type { WritingActivities } from '../../activities/orders/writing.ts'
import { deadlines } from '../../domain/deadlines.ts'
import { activityClasses, taskQueues } from '../../temporal.config.ts'
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
const { supersedeCertificate, readWritingStanding } = proxyActivities<WritingActivities>(
  activityClasses.record,
)
const { sendNotice } = proxyActivities<NoticeActivities>(activityClasses.provider)

const DAY = 86_400_000

/** What it is called when the new certificate was in the key by then. */
const unfinished = { writingLapsed: 'leftUnfinished', revokedElsewhere: 'revokedUnfinished' } as const

/** Until when (epoch ms) a certificate that is ready now waits for its key. */
export const writingUntil = () => Date.now() + deadlines.writingDays * DAY

/**
 * 写入新证书 into the key in the applicant's hand. Each report may come twice and after any pause; the old certificate
 * gives way only after the new one has proved itself. One that nobody fetches is given up after a month, or sooner: by
 * its holder, or when the old one is revoked.
 */
export function offerWriting(order: Order) {
  const { orderId } = order
  let begun: number | undefined
  const day = (number: number) => (begun ??= Date.now()) + number * DAY
  const until = () => day(deadlines.writingDays)
  let key: string | undefined
  let issued = false
  let written = false

  order.onUpdate(keyGenerated, 'keyGenerated', async ({ keyId }) => {
    if (key !== undefined && key !== keyId) throw refusal('AnotherPair')
    key = keyId
    if (issued) return
    await issueCertificate({ orderId, keyId })
    issued = true
    await order.move('keyGenerated', until())
  })
  order.onUpdate(certificateWritten, 'certificateWritten', async () => {
    if (!issued) throw refusal('WrongState', order.state, 'certificateWritten')
    if (written) return
    written = true
    await activateCertificate({ orderId })
    await supersedeCertificate({ orderId })
    await order.move('certificateWritten', until())
  })
  order.onUpdate(writingFinished, 'writingFinished', async () => {
    if (!written) throw refusal('WrongState', order.state, 'writingFinished')
    await order.move('writingFinished')
  })

  const writing = () => order.is('writing')
  const done = (at: number, summary: string) =>
    condition(() => !writing(), Math.max(at - Date.now(), 1), { summary })
  const end = (event: 'writingLapsed' | 'revokedElsewhere') =>
    order.exclusively(async () => {
      if (writing()) await order.move(written ? unfinished[event] : event)
    })
  async function awaitHolder(): Promise<void> {
    const reminders: readonly number[] = deadlines.writingReminderDays
    for (const number of deadlines.writingLookDays) {
      if (await done(day(number), 'waits for the key to be plugged in')) return
      if ((await readWritingStanding({ orderId })).revoked) {
        return end('revokedElsewhere')
      }
      if (!writing()) return
      if (reminders.includes(number)) order.telling(sendNotice({ orderId, notice: 'writingReminder' }))
    }
    if (await done(until(), 'the certificate is given up')) return
    await end('writingLapsed')
  }

  return {
    /** Ends when the certificate is in the key, or was given up: then nothing that was issued for it stays good. */
    async ended(): Promise<
      { end: 'written'; oldCertificateId: string } | { end: 'lapsed' | 'cancelled'; issued: boolean }
    > {
      let cancelled = false
      order.onUpdate(cancel, 'cancelled', async () => {
        if (written) throw refusal('WrongState', order.state, 'cancelled')
        cancelled = true
        await order.move('cancelled')
      })
      await awaitHolder()
      if (written) return { end: 'written', ...(await supersedeCertificate({ orderId })) }
      if (issued) {
        await revokeUndelivered({ orderId, reason: 'cessationOfOperation' })
        await publish(order)
      }
      return { end: cancelled ? 'cancelled' : 'lapsed', issued }
    },
  }
}
