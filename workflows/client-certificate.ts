import { proxyActivities } from '@temporalio/workflow'
import type { ClientCertificateActivities } from '../activities/ca/client-certificate.ts'
import type { CrlActivities } from '../activities/ca/crl.ts'
import { activityClasses, taskQueues } from '../temporal.config.ts'

const { issueClientCertificate, revokeClientCertificates, publishCrl } = proxyActivities<
  ClientCertificateActivities & CrlActivities
>({ ...activityClasses.ca, taskQueue: taskQueues.ca })

/** 应用证书: another system gets one, for a key of its own; its request is stored. */
export async function clientCertificate({ certificateId }: { certificateId: string }): Promise<void> {
  await issueClientCertificate({ certificateId })
}

/** Those that an administrator gave up are revoked, and the world is told at once. */
export async function clientCertificateRevocation(): Promise<void> {
  await revokeClientCertificates()
  await publishCrl({ issuer: 'issuing' })
}
