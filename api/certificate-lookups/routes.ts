import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { certificateBySerial, type CertificateWithOrder } from '../../db/certificates.ts'
import { reasonNamed, standingOf } from '../../domain/certificate-states.ts'
import { plainSerial } from '../../domain/typed-text.ts'
import { urlsOf } from '../../pki/issuers.ts'
import { limits } from '../plugins/rate-limit.ts'
import { uploads } from '../plugins/uploads.ts'
import { Problem } from '../problems.ts'
import { certificateStanding, revocationReason } from '../orders/order-schema.ts'
import { uploadedCertificate } from './uploaded.ts'

const instant = z.iso.datetime()

const publicCertificate = z
  .object({
    serial: z.string(),
    holderName: z.string(),
    notBefore: instant,
    notAfter: instant,
    standing: certificateStanding,
    since: instant.nullable().describe('Since when it is on hold or revoked'),
    reason: revocationReason.nullable(),
    invalidityDate: instant.nullable().describe('Since when its signatures are in doubt'),
    links: z.object({ crl: z.url(), issuer: z.url(), ocsp: z.url() }),
  })
  .meta({ id: 'PublicCertificate' })

/**
 * 证书查询 for whoever got something signed: how a certificate stands. Only what stands in the certificate itself and in
 * the CRL; a file that names one of our serial numbers but is no certificate of ours is unknown.
 */
export const certificateLookupRoutes: FastifyPluginAsyncZod<{ pkiUrl: string }> = async (app, { pkiUrl }) => {
  await app.register(uploads)
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, tags: ['Certificates'] }
  })

  async function find(serial: string): Promise<CertificateWithOrder> {
    const row = await certificateBySerial(app.db, serial)
    if (!row?.certificate.der) throw new Problem('certificateUnknown')
    return row
  }

  function view({ certificate, order }: CertificateWithOrder): z.infer<typeof publicCertificate> {
    const { serial, notBefore, notAfter, revokedAt, revocationReason: reason, invalidityDate } = certificate
    const urls = urlsOf(certificate.issuer, pkiUrl)
    const standing = standingOf(certificate, new Date())
    const ended = standing === 'held' || standing === 'revoked'
    return {
      serial,
      holderName: order.holderName ?? '',
      notBefore: notBefore.toISOString(),
      notAfter: notAfter.toISOString(),
      standing,
      since: ended ? (revokedAt?.toISOString() ?? null) : null,
      reason: ended && reason !== null ? reasonNamed(reason) : null,
      invalidityDate: ended ? (invalidityDate?.toISOString() ?? null) : null,
      links: { crl: urls.crl, issuer: urls.issuer, ocsp: urls.ocsp! },
    }
  }

  app.post(
    '',
    {
      schema: {
        summary: 'How a certificate stands, by its serial number',
        body: z.object({ serial: z.string().overwrite(plainSerial).min(1, 'required') }),
        response: { 200: publicCertificate },
      },
      config: limits.guess,
    },
    async ({ body }) => {
      const { serial } = body
      if (!/^[0-9a-f]{1,40}$/.test(serial))
        throw new Problem('formIncomplete', { errors: [{ field: 'serial', problem: 'serial' }] })
      return view(await find(serial))
    },
  )

  app.post(
    '/files',
    {
      schema: {
        summary: 'How a certificate stands, by its file (multipart field `file`: .cer, .crt or .pem)',
        consumes: ['multipart/form-data'],
        response: { 200: publicCertificate },
      },
      config: limits.upload,
    },
    async (request) => {
      const uploaded = await uploadedCertificate(request)
      const row = await find(plainSerial(uploaded.serialNumber))
      if (!Buffer.from(row.certificate.der!).equals(uploaded.raw)) throw new Problem('certificateUnknown')
      return view(row)
    },
  )
}
