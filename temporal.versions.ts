// Temporal's Worker Versioning as the product uses it: a run stays with the bundle of the workflows that it began with,
// and a version is such a bundle (docs/upgrades.md).
import { setTimeout as sleep } from 'node:timers/promises'
import { isGrpcServiceError, type WorkflowService } from '@temporalio/client'

const DEPLOYMENT = 'yinxin'

// temporal.api.enums.v1.WorkerDeploymentVersionStatus
const DRAINING = 4
const DRAINED = 5

/** https://grpc.io/docs/guides/status-codes/ */
const grpc = { notFound: 5, permissionDenied: 7, unimplemented: 12 }

const TAKEN_MS = 60_000
const AGAIN_MS = 200

/** Where Temporal is asked. */
export interface Place {
  service: WorkflowService
  namespace: string
}

/** What a worker says of itself when it serves one version. */
export const pinnedTo = (buildId: string) =>
  ({
    useWorkerVersioning: true,
    version: { deploymentName: DEPLOYMENT, buildId },
    defaultVersioningBehavior: 'PINNED',
  }) as const

/**
 * The versions that Temporal knows, by build id: the one that new runs begin with, those that may have open runs
 * still, and those that surely have none (Temporal waits some minutes before it says so).
 */
export async function knownVersions({ service, namespace }: Place) {
  const { workerDeploymentInfo: info } = await service
    .describeWorkerDeployment({ namespace, deploymentName: DEPLOYMENT })
    .catch((error: unknown) => {
      if (isGrpcServiceError(error) && Number(error.code) === grpc.notFound)
        return { workerDeploymentInfo: null }
      throw error
    })
  const withStatus = (wanted: number) =>
    (info?.versionSummaries ?? [])
      .filter(({ status }) => status === wanted)
      .map(({ deploymentVersion }) => deploymentVersion!.buildId!)
  return {
    current: info?.routingConfig?.currentDeploymentVersion?.buildId,
    draining: withStatus(DRAINING),
    drained: withStatus(DRAINED),
  }
}

/** How many runs of a version are open: of all processes, or of orders alone. */
export async function openRuns(
  { service, namespace }: Place,
  buildId: string,
  only: 'all' | 'orders' = 'all',
): Promise<number> {
  const ofVersion = `TemporalWorkerDeploymentVersion = '${DEPLOYMENT}:${buildId}' AND ExecutionStatus = 'Running'`
  const query = only === 'orders' ? `${ofVersion} AND OrderType IS NOT NULL` : ofVersion
  const { count } = await service.countWorkflowExecutions({ namespace, query })
  return Number(count)
}

/** How many older versions still have open orders, and how many orders those are. */
export async function olderVersions(place: Place): Promise<{ versions: number; orders: number }> {
  const { draining } = await knownVersions(place)
  const orders = await Promise.all(draining.map((buildId) => openRuns(place, buildId, 'orders')))
  return { versions: orders.filter(Boolean).length, orders: orders.reduce((sum, count) => sum + count, 0) }
}

/**
 * Has new runs begin with a version, as soon as Temporal has seen a worker of it.
 * @throws Error when Temporal cannot keep versions apart, or does not take this one within a minute.
 */
export async function becomeCurrent({ service, namespace }: Place, buildId: string): Promise<void> {
  const request = { namespace, deploymentName: DEPLOYMENT, buildId }
  for (const end = Date.now() + TAKEN_MS; ; await sleep(AGAIN_MS)) {
    try {
      if ((await knownVersions({ service, namespace })).current !== buildId)
        await service.setWorkerDeploymentCurrentVersion(request)
      return
    } catch (error) {
      const code = isGrpcServiceError(error) ? Number(error.code) : undefined
      if (code === grpc.permissionDenied || code === grpc.unimplemented) {
        throw new Error(
          'This Temporal does not keep versions of workers apart: it must be 1.29 or newer, with system.enableDeploymentVersions on.',
          { cause: error },
        )
      }
      if (code === undefined || Date.now() > end) throw error
    }
  }
}
