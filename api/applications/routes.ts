import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { currentCps } from '../../domain/cps.ts'
import { price, products } from '../../domain/products.ts'
import { beginOrder } from '../orders/begin-order.ts'
import { orderView, priceItem } from '../orders/order-schema.ts'
import { answerOrder } from '../orders/own-order.ts'
import { limits } from '../plugins/rate-limit.ts'

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
      const priceItems = price(product, options)
      const no = await beginOrder(request, { kind: 'newApplication', product, priceItems })
      return reply.code(201).send(await answerOrder(request, no!))
    },
  )
}
