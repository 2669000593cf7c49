import { proxyActivities } from '@temporalio/workflow'
import type { CaEvidenceActivities } from '../activities/ca/evidence.ts'
import type { EvidenceActivities } from '../activities/evidence/bundle.ts'
import { activityClasses, taskQueues } from '../temporal.config.ts'

const { gatherEvidence, packEvidence } = proxyActivities<EvidenceActivities>(activityClasses.gathering)
const { attestCertificate, signManifest } = proxyActivities<CaEvidenceActivities>({
  ...activityClasses.gathering,
  taskQueue: taskQueues.ca,
})

/**
 * 证据包: the CA says how a certificate stands and proves its rows of the audit log; everything that is kept of it is
 * gathered; the CA signs the list of it. What is gathered stays out of here.
 */
export async function evidenceBundle({ bundleId }: { bundleId: string }): Promise<void> {
  await attestCertificate({ bundleId })
  await gatherEvidence({ bundleId })
  await signManifest({ bundleId })
  await packEvidence({ bundleId })
}
