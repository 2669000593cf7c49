import { X509Certificate } from 'node:crypto'
import { z } from 'zod'
import { authorityCertificate } from '../../db/authority.ts'
import type { Database } from '../../db/database.ts'
import type { grantedCredentials } from '../../db/hash-signings.ts'
import { issuerIds } from '../../domain/certificate-kinds.ts'
import { standingOf, type CertificateStanding } from '../../domain/certificate-states.ts'
import { mostHashes, signatureAlgorithms } from '../../domain/hash-signing.ts'

export const cscVersions = ['v1', 'v2'] as const
export type CscVersion = (typeof cscVersions)[number]

/** What a code is called that does not count. */
export const wrongCode = { v1: 'invalid_otp', v2: 'invalid_authentication_data' } as const

/** What of a credential is asked for (CSC API 2.0, 11.4). */
export const wantedOfCredential = {
  certificates: z.enum(['none', 'single', 'chain']).default('single'),
  certInfo: z.boolean().default(false),
  authInfo: z.boolean().default(false),
}

/** The way to authorise without a browser of ours: the code comes sealed (docs/integration.md). */
export const AUTH_OBJECT = 'code'

const key = z.object({
  status: z.enum(['enabled', 'disabled']),
  algo: z.array(z.string()),
  len: z.number().int(),
})
const cert = z.object({
  status: z.enum(['valid', 'expired', 'revoked', 'suspended']),
  certificates: z.array(z.base64()).optional(),
  issuerDN: z.string().optional(),
  serialNumber: z.string().optional(),
  subjectDN: z.string().optional(),
  validFrom: z.string().optional(),
  validTo: z.string().optional(),
})
const authObject = z.object({
  type: z.literal('ChallengeResponse'),
  ...{ id: z.string(), label: z.string(), description: z.string() },
})

export const credentialInfo = z
  .object({
    credentialID: z.string().optional(),
    description: z.string(),
    ...{ key, cert },
    auth: z.object({ mode: z.literal('oauth2code'), objects: z.array(authObject).optional() }).optional(),
    authMode: z.literal('oauth2code').optional().describe('Version 1'),
    OTP: z
      .object({ presence: z.literal('true'), type: z.literal('online'), label: z.string() })
      .optional()
      .describe('Version 1'),
    SCAL: z.literal('2'),
    multisign: z.number().int(),
    lang: z.string(),
  })
  .meta({ id: 'CscCredential' })

type Credential = Awaited<ReturnType<typeof grantedCredentials>>[number]

const CERT_STATUS: Record<CertificateStanding, z.infer<typeof cert>['status']> = {
  prepared: 'suspended',
  issued: 'suspended',
  active: 'valid',
  held: 'suspended',
  revoked: 'revoked',
  expired: 'expired',
}
const LABEL = 'Verification code by SMS 短信验证码'

/** One line, the most significant part last (RFC 4514). */
const dn = (lines: string) => lines.split('\n').toReversed().join(',')
/** YYYYMMDDHHmmssZ. */
const generalized = (date: Date) => `${date.toISOString().replace(/\D/g, '').slice(0, 14)}Z`

/** A credential as a client sees it (CSC API 2.0, 11.5; 1.0.4, 11.5). */
export async function viewCredential(
  db: Database,
  { certificate, holderName }: Credential,
  { certificates, certInfo, authInfo }: z.infer<z.ZodObject<typeof wantedOfCredential>>,
  version: CscVersion,
): Promise<z.infer<typeof credentialInfo>> {
  const standing = standingOf(certificate, new Date())
  const der = certificate.der!
  const x509 = new X509Certificate(der)
  const issuers = issuerIds.toReversed().map((id) => authorityCertificate(db, id))
  const chain = certificates === 'chain' ? await Promise.all(issuers) : []
  const { modulusLength = 0 } = x509.publicKey.asymmetricKeyDetails ?? {}
  return {
    credentialID: certificate.id,
    description: holderName ?? '',
    key: {
      status: standing === 'active' ? 'enabled' : 'disabled',
      algo: Object.keys(signatureAlgorithms),
      len: modulusLength,
    },
    cert: {
      status: CERT_STATUS[standing],
      ...(certificates !== 'none' && {
        certificates: [der, ...chain.flatMap((one) => one ?? [])].map((one) =>
          Buffer.from(one).toString('base64'),
        ),
      }),
      ...(certInfo && {
        ...{ issuerDN: dn(x509.issuer), subjectDN: dn(x509.subject), serialNumber: x509.serialNumber },
        validFrom: generalized(certificate.notBefore),
        validTo: generalized(certificate.notAfter),
      }),
    },
    ...(version === 'v1'
      ? {
          authMode: 'oauth2code',
          ...(authInfo && { OTP: { presence: 'true', type: 'online', label: LABEL } as const }),
        }
      : {
          auth: {
            mode: 'oauth2code',
            objects: [
              {
                type: 'ChallengeResponse',
                id: AUTH_OBJECT,
                label: LABEL,
                description: 'Only sealed to us: see credentials/getChallenge',
              },
            ],
          },
        }),
    SCAL: '2',
    multisign: mostHashes,
    lang: 'zh-CN',
  }
}
