import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { orders } from '../../db/schema/orders.ts'
import { currentCps } from '../../domain/cps.ts'
import { price, products } from '../../domain/products.ts'
import { taskQueues } from '../../temporal.config.ts'
import { newApplication } from '../../workflows/new-application.ts'
import { nextOrderNumber } from '../orders/order-number.ts'
import { orderView, priceItem } from '../orders/order-schema.ts'
import { answerOrder } from '../orders/own-order.ts'
import { limits } from '../plugins/rate-limit.ts'
import { openOrders } from '../plugins/session.ts'

const productId = z.enum(['organisationUkey'])
const option = z.enum(['seal'])

const catalogue = z
  .object({
    products: z.array(
      z.object({
        id: productId,
        items: z.array(priceItem),
        options: z.array(priceItem),
        validityYears: z.number().int(),
        reviewWorkingDays: z.number().int(),
      }),
    ),
    cpsVersion: z.string(),
  })
  .meta({ id: 'Catalogue' })

export const applicationRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/catalogue',
    {
      schema: {
        tags: ['Catalogue'],
        summary: 'What can be ordered, with prices in fen',
        response: { 200: catalogue },
      },
      // Every visit of the first page asks for it, from the site's own address.
      config: { rateLimit: false },
    },
    async () => ({
      products: Object.values(products).map(({ id, items, options, validityYears, reviewWorkingDays }) => {
        const priced = price(id, options)
        return {
          id,
          items: priced.filter((line) => items.includes(line.item)),
          options: priced.filter((line) => options.includes(line.item)),
          validityYears,
          reviewWorkingDays,
        }
      }),
      cpsVersion: currentCps.version,
    }),
  )

  app.post(
    '/applications',
    {
      schema: {
        tags: ['Orders'],
        summary: 'Begin an application; the answer sets the cookie that opens the order',
        body: z.object({ product: productId, options: z.array(option).max(1).optional() }),
        response: { 201: orderView },
      },
      config: limits.code,
    },
    async (request, reply) => {
      const { product, options = [] } = request.body
      const no = await nextOrderNumber(app.db)
      const orderId = `newApplication/${no}`
      // The run starts before the row is committed: without Temporal there is no order either.
      await app.db.transaction(async (tx) => {
        await tx.insert(orders).values({
          id: orderId,
          no,
          kind: 'newApplication',
          product,
          state: 'draft',
          language: request.language,
          priceItems: price(product, options),
        })
        await app.temporal.workflow.start(newApplication, {
          workflowId: orderId,
          taskQueue: taskQueues.business,
          workflowIdConflictPolicy: 'USE_EXISTING',
          args: [{ orderId, no, product }],
          staticSummary: `单位证书申请 ${no}`,
        })
      })
      openOrders(request.session, [no])
      return reply.code(201).send(await answerOrder(request, no))
    },
  )
}
