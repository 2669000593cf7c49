import { X509Certificate } from 'node:crypto'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { Certificate } from 'pkijs'
import { z } from 'zod'
import { authorityCertificate } from '../../db/authority.ts'
import { certificateBySerial } from '../../db/certificates.ts'
import { standingOf } from '../../domain/certificate-states.ts'
import {
  documentVerdicts,
  laterChanges,
  signatureFaults,
  signatureLevels,
  standingAt,
  standingsThen,
  verdictOf,
} from '../../domain/document-verification.ts'
import { plainSerial } from '../../domain/typed-text.ts'
import { buffer } from '../../pki/der.ts'
import { delegates } from '../../pki/issuers.ts'
import { attributeOf, COMMON_NAME, ORGANISATION } from '../../pki/name.ts'
import { certificateStanding } from '../orders/order-schema.ts'
import { limits } from '../plugins/rate-limit.ts'
import { uploadedFile, uploads } from '../plugins/uploads.ts'
import { Problem } from '../problems.ts'
import { lookInto, type ToldSignature } from './look-into.ts'

const LARGEST_FILE = 20 * 1024 * 1024

const instant = z.iso.datetime().nullable()
const text = z.string().nullable()

const verifiedSignature = z
  .object({
    kind: z.enum(['signature', 'timestamp']),
    fault: z.enum(signatureFaults).nullable().describe('Why it proves nothing'),
    after: z.enum(laterChanges).describe('What became of the document since'),
    level: z.enum(signatureLevels).nullable().describe('ETSI EN 319 142-1, by what is in the document'),
    claimedAt: instant.describe('When, as the signer says'),
    stampedAt: instant.describe('When at the latest, by a time stamp that we trust'),
    reason: text,
    certificate: z
      .object({ name: text, organisation: text, issuer: text, serial: z.string() })
      .nullable()
      .describe('Of whom it says to be'),
    isOurs: z.boolean().describe('Whether the certificate is one of ours'),
    then: z.enum(standingsThen).describe('How the certificate stood when it signed'),
    now: certificateStanding.nullable().describe('How it stands now; null where it is not one of ours'),
  })
  .meta({ id: 'VerifiedSignature' })
type VerifiedSignature = z.infer<typeof verifiedSignature>

type Described = NonNullable<VerifiedSignature['certificate']>

function described(der: Uint8Array): Described {
  const { subject, issuer } = Certificate.fromBER(buffer(der))
  return {
    name: attributeOf(subject, COMMON_NAME) ?? null,
    organisation: attributeOf(subject, ORGANISATION) ?? null,
    issuer: attributeOf(issuer, COMMON_NAME) ?? attributeOf(issuer, ORGANISATION) ?? null,
    serial: plainSerial(new X509Certificate(der).serialNumber),
  }
}

/** 签名验证 for whoever got a document: nothing of it is kept, and nobody is asked but our own records. */
export const documentVerificationRoutes: FastifyPluginAsyncZod = async (app) => {
  await app.register(uploads)

  /** `der`: of a certificate that one of our CAs has issued. */
  async function standings(der: Uint8Array, { serial, name }: Described, at: Date) {
    const row = await certificateBySerial(app.db, serial)
    // The one that our own papers are signed by came of no order; the CA gives its key the next one, and revokes none.
    if (!row && name === delegates.evidence.commonName) {
      const { validFromDate: notBefore, validToDate: notAfter } = new X509Certificate(der)
      const own = {
        ...{ state: 'active' as const, notBefore, notAfter },
        revokedAt: null,
        invalidityDate: null,
      }
      return { then: standingAt(own, at), now: standingOf(own, new Date()) }
    }
    if (!row?.certificate.der || !Buffer.from(row.certificate.der).equals(der))
      return { then: 'unknown', now: null } as const
    return { then: standingAt(row.certificate, at), now: standingOf(row.certificate, new Date()) }
  }

  async function view(told: ToldSignature): Promise<VerifiedSignature> {
    const {
      kind,
      fault = null,
      after,
      level = null,
      claimedAt = null,
      stampedAt = null,
      reason = null,
    } = told
    const { isOurs } = told
    const der = told.certificate === undefined ? undefined : Buffer.from(told.certificate, 'base64')
    const certificate = der ? described(der) : null
    const at = new Date(stampedAt ?? claimedAt ?? Date.now())
    const stood = der && isOurs ? await standings(der, certificate!, at) : undefined
    const { then, now } = stood ?? { then: 'unknown', now: null }
    return { kind, fault, after, level, claimedAt, stampedAt, reason, certificate, isOurs, then, now }
  }

  app.post(
    '',
    {
      schema: {
        tags: ['Certificates'],
        summary:
          'Who signed a PDF, when, and what became of it since (multipart field `file`); it is not kept',
        consumes: ['multipart/form-data'],
        response: {
          200: z
            .object({ verdict: z.enum(documentVerdicts), signatures: z.array(verifiedSignature) })
            .meta({ id: 'DocumentVerification' }),
        },
      },
      config: limits.verification,
    },
    async (request) => {
      const [issuing, root] = await Promise.all([
        authorityCertificate(app.db, 'issuing'),
        authorityCertificate(app.db, 'root'),
      ])
      if (!issuing || !root) throw new Problem('notFound')
      const pdf = await uploadedFile(request, LARGEST_FILE).catch((error: unknown) => {
        const isTooLarge = error instanceof Error && 'statusCode' in error && error.statusCode === 413
        throw isTooLarge ? new Problem('documentTooLarge') : error
      })
      if (!pdf) throw new Problem('documentUnreadable')
      const signatures = await Promise.all((await lookInto(pdf, { issuing, root })).map(view))
      return { verdict: verdictOf(signatures), signatures }
    },
  )
}
