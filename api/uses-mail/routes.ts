import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  askForUsesMail,
  confirmUsesMail,
  stopUsesMailByKey,
  stopUsesMailOf,
  usesMailByKey,
  usesMailOf,
  type UsesMail,
} from '../../db/uses-mail.ts'
import { typedEmail } from '../../domain/application-form.ts'
import { maskEmail } from '../../domain/identifiers.ts'
import { usesMailRules } from '../../domain/uses.ts'
import { taskQueues } from '../../temporal.config.ts'
import { usesMailConfirmation } from '../../workflows/uses-mail.ts'
import { provenHolder } from '../holders/routes.ts'
import { limits } from '../plugins/rate-limit.ts'
import { Problem } from '../problems.ts'

const DAY_SECONDS = 86_400

const usesMail = z
  .object({
    email: z.string().describe('Masked'),
    state: z
      .enum(['sending', 'refused', 'unconfirmed', 'confirmed'])
      .describe('`refused`: the mail that asks to confirm could not be sent'),
  })
  .meta({ id: 'UsesMail' })
const standing = z.object({ mail: usesMail.nullable().describe('Null where none are wanted') })

function stateOf({ confirmedAt, sentAt, refusedAt }: UsesMail): z.infer<typeof usesMail>['state'] {
  if (confirmedAt) return 'confirmed'
  if (refusedAt) return 'refused'
  return sentAt ? 'unconfirmed' : 'sending'
}

const view = (row: UsesMail | undefined): z.infer<typeof standing> => ({
  mail: row ? { email: maskEmail(row.email), state: stateOf(row) } : null,
})

/** 使用清单: the uses of hosted certificates by mail each month, to an address that is confirmed there. */
export const usesMailRoutes: FastifyPluginAsyncZod = async (app) => {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, tags: ['Hosted certificates'] }
  })
  const ofHolder = { security: [{ applicantCookie: [] }], response: { 200: standing } }
  /** What stands behind the # of the link in a mail. */
  const byLink = {
    security: [],
    body: z.object({ key: z.string().min(1, 'required').max(100, 'tooLong') }),
    response: { 200: standing },
  }

  app.get(
    '',
    { schema: { summary: 'Where the uses of the holder’s certificates are mailed', ...ofHolder } },
    async (request) => view(await usesMailOf(app.db, provenHolder(request))),
  )

  app.post(
    '',
    {
      schema: {
        summary: 'Have them mailed to this address, once it is confirmed there. By /api/holder/codes',
        body: z.object({ email: typedEmail }),
        ...ofHolder,
      },
      config: limits.code,
    },
    async (request) => {
      const holderNumber = provenHolder(request)
      const { times, secondsLeft } = await app.counter.count(`uses-mail ${holderNumber}`, DAY_SECONDS)
      if (times > usesMailRules.asksPerDay)
        throw new Problem('dailyLimit', { retryAfterSeconds: secondsLeft })
      const { language, body } = request
      const id = await askForUsesMail(app.db, { holderNumber, language, email: body.email })
      await app.temporal.workflow.start(usesMailConfirmation, {
        workflowId: `usesMailConfirmation/${id}`,
        taskQueue: taskQueues.business,
        args: [{ id }],
        staticSummary: '使用清单 邮箱确认',
      })
      return view(await usesMailOf(app.db, holderNumber))
    },
  )

  app.delete('', { schema: { summary: 'No more of them, at once', ...ofHolder } }, async (request) => {
    await stopUsesMailOf(app.db, provenHolder(request))
    return view(undefined)
  })

  app.post(
    '/openings',
    { schema: { summary: 'What the link in a mail is for', ...byLink }, config: limits.guess },
    async ({ body: { key } }) => view(await usesMailByKey(app.db, key)),
  )

  app.post(
    '/confirmations',
    { schema: { summary: 'Confirm the address by the link', ...byLink }, config: limits.guess },
    async ({ body: { key } }) => {
      const asked = await usesMailByKey(app.db, key)
      if (asked) await confirmUsesMail(app.db, asked)
      return view(await usesMailByKey(app.db, key))
    },
  )

  app.post(
    '/endings',
    { schema: { summary: 'No more of them, by the link', ...byLink }, config: limits.guess },
    async ({ body: { key } }) => {
      await stopUsesMailByKey(app.db, key)
      return view(undefined)
    },
  )
}
