import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { config } from '../../config.ts'

const company = z
  .object({
    name: z.string(),
    address: z.string(),
    licence: z.string().describe('Number of its licence for electronic certification services'),
    phone: z.string(),
    hours: z.object({ from: z.string(), to: z.string() }).describe('On working days, Beijing time'),
    email: z.string(),
    privacyEmail: z.string(),
  })
  .meta({ id: 'Company' })

export const companyRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/company',
    {
      // The help page renders on the server, from the site's own address.
      config: { rateLimit: false },
      schema: { tags: ['Help'], summary: 'Who the CA is and how to reach it', response: { 200: company } },
    },
    async () => {
      const settings = config('company')
      const [from = '', to = ''] = settings.SUPPORT_HOURS.split('-')
      return {
        name: settings.COMPANY_NAME,
        address: settings.COMPANY_ADDRESS,
        licence: settings.COMPANY_LICENCE,
        phone: settings.SUPPORT_PHONE,
        hours: { from, to },
        email: settings.SUPPORT_EMAIL,
        privacyEmail: settings.PRIVACY_EMAIL,
      }
    },
  )
}
