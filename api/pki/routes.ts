import { X509Certificate } from 'node:crypto'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { authorityCertificate, latestCrl } from '../../db/authority.ts'
import { issuerIds, type IssuerId } from '../../domain/certificate-kinds.ts'
import { fileAnswer } from '../orders/file-answer.ts'
import { Problem } from '../problems.ts'

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** The addresses in every certificate: issuer (AIA) and CRL (CRL DP). Served from Postgres, without the HSM. */
export const pkiRoutes: FastifyPluginAsyncZod = async (app) => {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, tags: ['PKI'] }
  })

  async function certificate(name: IssuerId): Promise<Uint8Array> {
    const der = await authorityCertificate(app.db, name)
    if (!der) throw new Problem('notFound')
    return der
  }

  for (const name of issuerIds) {
    app.get(
      `/${name}.cer`,
      {
        schema: {
          summary: `Certificate of the ${name} CA (DER)`,
          response: { 200: fileAnswer('application/pkix-cert') },
        },
      },
      async (_request, reply) => {
        const der = Buffer.from(await certificate(name))
        return reply.header('cache-control', `public, max-age=${DAY}`).type('application/pkix-cert').send(der)
      },
    )

    app.get(
      `/${name}.crl`,
      {
        schema: {
          summary: `Latest CRL of the ${name} CA (DER)`,
          response: { 200: fileAnswer('application/pkix-crl') },
        },
      },
      async (_request, reply) => {
        const latest = await latestCrl(app.db, name)
        if (!latest?.der) throw new Problem('notFound')
        const left = Math.floor((latest.nextUpdate.getTime() - Date.now()) / 1000)
        return reply
          .headers({
            'cache-control': `public, max-age=${Math.min(MINUTE, Math.max(0, left))}`,
            'last-modified': latest.thisUpdate.toUTCString(),
          })
          .type('application/pkix-crl')
          .send(Buffer.from(latest.der))
      },
    )
  }

  app.get(
    '/chain.pem',
    {
      schema: {
        summary: 'Issuing CA, then root (PEM)',
        response: { 200: fileAnswer('application/pem-certificate-chain') },
      },
    },
    async (_request, reply) => {
      const chain =
        new X509Certificate(await certificate('issuing')).toString() +
        new X509Certificate(await certificate('root')).toString()
      return reply
        .header('cache-control', `public, max-age=${DAY}`)
        .type('application/pem-certificate-chain')
        .send(Buffer.from(chain))
    },
  )
}
