import { proxyActivities } from '@temporalio/workflow'
import type { CrlActivities } from '../activities/ca/crl.ts'
import type { ResponderCertificateActivities } from '../activities/ca/responder-certificate.ts'
import type { AuthorityWatchActivities } from '../activities/staff/authority-watch.ts'
import { activityClasses, taskQueues } from '../temporal.config.ts'

const { warnOfLateCrls } = proxyActivities<AuthorityWatchActivities>(activityClasses.provider)
const { renewResponderCertificate, publishRootCrl } = proxyActivities<
  ResponderCertificateActivities & CrlActivities
>({
  ...activityClasses.ca,
  // The next run looks again: a CA worker that is away must not keep the warnings from going out.
  scheduleToCloseTimeout: '5 minutes',
  taskQueue: taskQueues.ca,
})

/** Looks after what runs out by itself: the CRLs, and the certificate of the OCSP responder. Started by a schedule. */
export async function authorityWatch(): Promise<void> {
  await warnOfLateCrls()
  await renewResponderCertificate()
  await publishRootCrl()
}
