import { proxyActivities } from '@temporalio/workflow'
import type { CaTrailActivities } from '../activities/ca/trail.ts'
import type { TrailActivities } from '../activities/evidence/trail.ts'
import { activityClasses, taskQueues } from '../temporal.config.ts'

const { drawTrail } = proxyActivities<TrailActivities>(activityClasses.interactive)
const { sealTrail } = proxyActivities<CaTrailActivities>({
  ...activityClasses.interactive,
  taskQueue: taskQueues.ca,
})

/** 签署记录: drawn by what is kept, then signed and stamped by the CA; whoever asked waits for it. Its content stays out of here. */
export async function signingTrail(asked: Parameters<typeof drawTrail>[0]): Promise<void> {
  await drawTrail(asked)
  await sealTrail({ trailId: asked.trailId })
}
