import { proxyActivities } from '@temporalio/workflow'
import type { CrlActivities } from '../activities/ca/crl.ts'
import type { ResponderCertificateActivities } from '../activities/ca/responder-certificate.ts'
import type { AuthorityWatchActivities } from '../activities/staff/authority-watch.ts'
import { activityClasses, taskQueues } from '../temporal.config.ts'
import { letPass } from './steps/let-pass.ts'

// The next run looks again.
const once = { scheduleToCloseTimeout: '5 minutes' } as const

const { warnOfLateCrls } = proxyActivities<AuthorityWatchActivities>({ ...activityClasses.provider, ...once })
const { renewResponderCertificate, publishRootCrl } = proxyActivities<
  ResponderCertificateActivities & CrlActivities
>({ ...activityClasses.ca, ...once, taskQueue: taskQueues.ca })

/**
 * Looks after what runs out by itself: the CRLs, and the certificate of the OCSP responder. Started by a schedule. A mail
 * server that is away keeps nothing from being renewed, a CA worker that is away no warning from going out.
 */
export async function authorityWatch(): Promise<void> {
  await Promise.all([
    letPass('the warning of late CRLs', warnOfLateCrls()),
    letPass('the certificate of the OCSP responder', renewResponderCertificate()),
    letPass('the CRL of the root', publishRootCrl()),
  ])
}
