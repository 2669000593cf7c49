import { ParentClosePolicy, proxyActivities, startChild, workflowInfo } from '@temporalio/workflow'
import type { RevocationActivities } from '../../activities/ca/revocation.ts'
import { activityClasses, taskQueues } from '../../temporal.config.ts'
import { revocationList } from '../revocation-list.ts'
import type { Order } from './order.ts'

const { holdCertificate, releaseCertificate, revokeCertificate } = proxyActivities<RevocationActivities>({
  ...activityClasses.ca,
  taskQueue: taskQueues.ca,
})

type Request<Name extends keyof RevocationActivities> = Omit<
  Parameters<RevocationActivities[Name]>[0],
  'orderId'
>

/** Puts a certificate on hold, and publishes it at once. */
export async function hold(order: Order, request: Request<'holdCertificate'>): Promise<void> {
  await holdCertificate({ ...request, orderId: order.orderId })
  await publish(order)
}

/** Takes a hold back, and publishes it at once. */
export async function release(order: Order, request: Request<'releaseCertificate'>): Promise<void> {
  await releaseCertificate({ ...request, orderId: order.orderId })
  await publish(order)
}

/** Revokes a certificate, and publishes it at once. */
export async function revoke(order: Order, request: Request<'revokeCertificate'>): Promise<void> {
  await revokeCertificate({ ...request, orderId: order.orderId })
  await publish(order)
}

/** A new CRL, signed within seconds of the change. */
export async function publish({ no }: Order): Promise<void> {
  await startChild(revocationList, {
    workflowId: `revocationList/${no}/${workflowInfo().historyLength}`,
    parentClosePolicy: ParentClosePolicy.ABANDON,
    staticSummary: 'publishes the change',
  })
}
