import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { eventStream } from '../orders/file-answer.ts'
import { staffRole } from '../orders/order-schema.ts'
import { apiClientRoutes } from './api-clients.ts'
import { clientCertificateRoutes } from './client-certificates.ts'
import { assignmentRoutes } from './assignments.ts'
import { webhookRoutes } from './webhooks.ts'
import { auditRoutes } from './audit.ts'
import { opsCertificateRoutes } from './certificates.ts'
import { evidenceRoutes } from './evidence.ts'
import { keyStationRoutes } from './key-stations.ts'
import { orderListRoutes } from './order-lists.ts'
import { opsOrderRoutes } from './orders.ts'
import { parcelRoutes } from './parcels.ts'
import { permissions } from '../../domain/staff.ts'
import { receiptRoutes } from './receipts.ts'
import { reviewRoutes } from './reviews.ts'
import { ruleRoutes } from './rules.ts'
import { savedFilterRoutes } from './saved-filters.ts'
import { requireStaff } from './signed-in.ts'
import { taskRoutes } from './tasks.ts'

const me = z
  .object({ username: z.string(), name: z.string(), role: staffRole, may: z.array(z.enum(permissions)) })
  .meta({ id: 'StaffMember' })

/** The console. Sign-in and permission are checked for the whole folder. */
export const opsRoutes: FastifyPluginAsyncZod = async (app) => {
  requireStaff(app)

  app.get(
    '/me',
    {
      config: { may: 'beSignedIn' },
      schema: { summary: 'Who is signed in, and what they may do', response: { 200: me } },
    },
    async ({ staff }) => ({
      username: staff.username,
      name: staff.name,
      role: staff.role,
      may: [...staff.may],
    }),
  )

  app.get(
    '/events',
    {
      sse: 'only',
      config: { may: 'readOrders', rateLimit: false },
      schema: {
        summary: 'Server-sent events: `changed` with the number of an order that changed',
        response: { 200: eventStream },
      },
    },
    async (_request, reply) => app.streamChanges(reply),
  )

  await app.register(reviewRoutes)
  await app.register(orderListRoutes)
  await app.register(opsOrderRoutes)
  await app.register(assignmentRoutes)
  await app.register(savedFilterRoutes)
  await app.register(opsCertificateRoutes)
  await app.register(keyStationRoutes)
  await app.register(auditRoutes)
  await app.register(evidenceRoutes)
  await app.register(receiptRoutes)
  await app.register(taskRoutes)
  await app.register(ruleRoutes)
  await app.register(parcelRoutes)
  await app.register(apiClientRoutes)
  await app.register(clientCertificateRoutes)
  await app.register(webhookRoutes)
}
