import { proxyActivities } from '@temporalio/workflow'
import type { ClientCertificateActivities } from '../activities/ca/client-certificate.ts'
import type { CrlActivities } from '../activities/ca/crl.ts'
import type { DelegateCertificateActivities } from '../activities/ca/delegate-certificates.ts'
import type { AuthorityWatchActivities } from '../activities/staff/authority-watch.ts'
import { activityClasses, taskQueues } from '../temporal.config.ts'
import { letPass } from './steps/let-pass.ts'

// The next run looks again.
const once = { scheduleToCloseTimeout: '5 minutes' } as const

const { warnOfLateCrls } = proxyActivities<AuthorityWatchActivities>({ ...activityClasses.provider, ...once })
const { renewDelegateCertificates, revokeClientCertificates, publishCrl, publishRootCrl } = proxyActivities<
  ClientCertificateActivities & DelegateCertificateActivities & CrlActivities
>({ ...activityClasses.ca, ...once, taskQueue: taskQueues.ca })

/** What an administrator gave up while nobody could be told. */
async function missedRevocations(): Promise<void> {
  const { revoked } = await revokeClientCertificates()
  if (revoked > 0) await publishCrl({ issuer: 'issuing' })
}

/**
 * Looks after what runs out by itself: the CRLs, and the certificates of OCSP responder and timestamp authority. Started by a schedule. A mail
 * server that is away keeps nothing from being renewed, a CA worker that is away no warning from going out.
 */
export async function authorityWatch(): Promise<void> {
  await Promise.all([
    letPass('the warning of late CRLs', warnOfLateCrls()),
    letPass('the certificates of OCSP responder and timestamp authority', renewDelegateCertificates()),
    letPass('the CRL of the root', publishRootCrl()),
    letPass('revocations of client certificates', missedRevocations()),
  ])
}
