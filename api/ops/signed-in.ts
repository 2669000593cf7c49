import type { FastifyInstance } from 'fastify'
import { staffRole } from '../orders/order-schema.ts'
import { Problem } from '../problems.ts'
import { rolePermissions, type Permission, type StaffRole } from '../../domain/staff.ts'

export interface StaffMember {
  id: string
  username: string
  name: string
  role: StaffRole
  may: readonly Permission[]
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is signed in; set on every route under /api/ops. */
    staff: StaffMember
  }
  interface FastifyContextConfig {
    /** What a route of the console needs. */
    may?: Permission | 'beSignedIn'
  }
}

/**
 * Guards a whole folder of routes: each must say what it needs, and is reached only by staff who may do it and have
 * a second factor. A route that says nothing stops the start.
 */
export function requireStaff(app: FastifyInstance): void {
  app.decorateRequest('staff')
  app.addHook('onRoute', (route) => {
    if (!route.config?.may)
      throw new Error(`${String(route.method)} ${route.url} does not say who may call it`)
    route.schema = { ...route.schema, tags: ['Ops'], security: [{ staffCookie: [] }] }
  })
  app.addHook('onRequest', async (request) => {
    const headers = new Headers({ cookie: request.headers.cookie ?? '' })
    const session = await app.staffAuth.api.getSession({ headers })
    if (!session || session.user.banned) throw new Problem('signInNeeded')
    const { id, username, name, role, twoFactorEnabled } = session.user
    if (!twoFactorEnabled) throw new Problem('secondFactorNeeded')
    const known = staffRole.safeParse(role)
    if (!known.success || !username) throw new Problem('notAllowed')
    const may = rolePermissions[known.data]
    request.staff = { id, username, name, role: known.data, may }
    const needed = request.routeOptions.config.may
    if (needed !== 'beSignedIn' && !may.some((permission) => permission === needed)) {
      throw new Problem('notAllowed')
    }
  })
}
