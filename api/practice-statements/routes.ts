import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { cpsVersions } from '../../domain/cps.ts'
import { policyOid, profileIds } from '../../pki/profiles.ts'

const version = z
  .object({
    version: z.string(),
    publishedOn: z.string().meta({ description: 'Beijing date' }),
    policies: z
      .array(z.string())
      .meta({ description: 'What certificates under it name, an object identifier each' }),
  })
  .meta({ id: 'PracticeStatement' })

/** Versions of the certification practice statement; their text is the site's. */
export const practiceStatementRoutes: FastifyPluginAsyncZod<{ policyArc: string }> = async (
  app,
  { policyArc },
) => {
  app.get(
    '',
    {
      schema: {
        tags: ['Certificates'],
        summary: 'Published practice statements, the newest last',
        response: { 200: z.array(version) },
      },
    },
    async () =>
      cpsVersions.map(({ version, publishedOn }) => ({
        version,
        publishedOn,
        policies: [...profileIds, 'client' as const].map((profile) => policyOid(policyArc, profile, version)),
      })),
  )
}
