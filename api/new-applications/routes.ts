import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { keyCarriers } from '../../domain/certificate-kinds.ts'
import { currentCps } from '../../domain/cps.ts'
import { applicationFor, optionIds, price, productIds, products, termsOf } from '../../domain/products.ts'
import { subjects } from '../../domain/certificate-kinds.ts'
import { proofingMethods } from '../../domain/proofing.ts'
import { beginOrder } from '../orders/begin-order.ts'
import { orderView, priceItem, product } from '../orders/order-schema.ts'
import { answerOrder } from '../orders/own-order.ts'
import { limits } from '../plugins/rate-limit.ts'

const catalogue = z
  .object({
    products: z.array(
      z.object({
        id: product,
        subject: z.enum(subjects),
        carrier: z.enum(keyCarriers),
        proofing: z.array(z.enum(proofingMethods)),
        items: z.array(priceItem),
        options: z.array(priceItem),
        validityYears: z.number().int(),
        reviewWorkingDays: z.number().int().nullable(),
      }),
    ),
    cpsVersion: z.string(),
  })
  .meta({ id: 'Catalogue' })

export const newApplicationRoutes: FastifyPluginAsyncZod = async (app) => {
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
      products: productIds.map((id) => {
        const application = { product: id, kind: applicationFor(id) }
        const { subject, carrier, proofing, validityYears } = products[id]
        const { items, options, reviewWorkingDays } = termsOf(application)
        const priced = price(application, options)
        return {
          id,
          subject,
          carrier,
          proofing: [...proofing],
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
        body: z.object({ product, options: z.array(z.enum(optionIds)).max(optionIds.length).optional() }),
        response: { 201: orderView },
      },
      config: limits.code,
    },
    async (request, reply) => {
      const kind = applicationFor(request.body.product)
      const no = await beginOrder(request, { kind, ...request.body })
      return reply.code(201).send(await answerOrder(request, no!))
    },
  )
}
