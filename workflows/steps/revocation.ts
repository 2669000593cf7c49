import {
  defineSignal,
  getExternalWorkflowHandle,
  ParentClosePolicy,
  proxyActivities,
  proxyLocalActivities,
  startChild,
  workflowInfo,
  type ChildWorkflowHandle,
} from '@temporalio/workflow'
import type { RevocationActivities } from '../../activities/ca/revocation.ts'
import type { OpenSigningActivities } from '../../activities/orders/open-signings.ts'
import { activityClasses, localActivity, taskQueues } from '../../temporal.config.ts'
import { revocationList } from '../revocation-list.ts'
import { failureType } from './failure-type.ts'
import { isOver, letPass } from './let-pass.ts'
import type { Order } from './order.ts'

const { holdCertificate, releaseCertificate, revokeCertificate } = proxyActivities<RevocationActivities>({
  ...activityClasses.ca,
  taskQueue: taskQueues.ca,
})

/** To a request for signatures: its certificate was held or revoked, look. */
export const certificateMoved = defineSignal('certificateMoved')

const { signingsBy } = proxyLocalActivities<OpenSigningActivities>(localActivity)

type Request<Name extends keyof RevocationActivities> = Omit<
  Parameters<RevocationActivities[Name]>[0],
  'orderId'
>

/** The list that is on its way: a process may wait for it before it ends. */
export type Published = ChildWorkflowHandle<typeof revocationList>

/** Puts a certificate on hold, and publishes it at once. It signs nothing any more. */
export async function hold(order: Order, request: Request<'holdCertificate'>): Promise<Published> {
  await holdCertificate({ ...request, orderId: order.orderId })
  await endSignings(request.certificateId)
  return publish(order)
}

/** Puts it on hold; undefined when somebody has revoked it since that was asked for. */
export async function holdUnlessRevoked(
  order: Order,
  request: Request<'holdCertificate'>,
): Promise<Published | undefined> {
  try {
    return await hold(order, request)
  } catch (error) {
    if (failureType(error) === 'WrongState') return undefined
    throw error
  }
}

/** Takes a hold back, and publishes it at once. */
export async function release(order: Order, request: Request<'releaseCertificate'>): Promise<Published> {
  await releaseCertificate({ ...request, orderId: order.orderId })
  return publish(order)
}

/** Revokes a certificate, and publishes it at once. It signs nothing any more. */
export async function revoke(order: Order, request: Request<'revokeCertificate'>): Promise<Published> {
  await revokeCertificate({ ...request, orderId: order.orderId })
  await endSignings(request.certificateId)
  return publish(order)
}

/** Requests for signatures that wait for a code end with their certificate. */
async function endSignings(certificateId: string): Promise<void> {
  const { orderIds } = await signingsBy({ certificateId })
  for (const orderId of orderIds) {
    const told = getExternalWorkflowHandle(orderId).signal(certificateMoved)
    await letPass('telling a request for signatures', told, isOver)
  }
}

/** A new CRL, signed within seconds of the change. */
export async function publish(order: Order): Promise<Published> {
  const list = await startChild(revocationList, {
    workflowId: `revocationList/${order.no}/${workflowInfo().historyLength}`,
    parentClosePolicy: ParentClosePolicy.ABANDON,
    staticSummary: 'publishes the change',
  })
  order.beside(letPass('a list of revoked certificates', list.result()))
  return list
}
