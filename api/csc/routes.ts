import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { signatureAlgorithms } from '../../domain/hash-signing.ts'
import { refuseAsOAuth } from '../oauth/refusal.ts'
import { requireScope } from '../oauth/require-scope.ts'
import { text } from './asked-hashes.ts'
import { credentialRoutes } from './credential-routes.ts'
import { wrongCode, type CscVersion } from './credentials.ts'
import { signatureRoutes } from './signature-routes.ts'

/** The API of the Cloud Signature Consortium, https://cloudsignatureconsortium.org/resources/download-api-specifications. */
export const cscRoutes: FastifyPluginAsyncZod<{
  version: CscVersion
  siteUrl: string
  caAnswerUrl: string
}> = async (app, { version, siteUrl, caAnswerUrl }) => {
  app.setErrorHandler(refuseAsOAuth(wrongCode[version]))
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, tags: ['CSC'] }
  })
  const methods = [
    ...['oauth2/authorize', 'oauth2/token', 'oauth2/revoke', 'credentials/list', 'credentials/info'],
    ...['credentials/authorize', version === 'v1' ? 'credentials/sendOTP' : 'credentials/getChallenge'],
    ...['signatures/signHash', 'signatures/timestamp'],
  ]

  app.post(
    '/info',
    {
      schema: {
        summary: 'What this service is and does',
        security: [],
        body: z.object({ lang: text.optional() }).nullish(),
        response: {
          200: z.object({
            ...{
              specs: z.string(),
              name: z.string(),
              logo: z.string(),
              region: z.string(),
              lang: z.string(),
            },
            ...{ description: z.string(), authType: z.array(z.string()), oauth2: z.string() },
            methods: z.array(z.string()),
            signAlgorithms: z.object({ algos: z.array(z.string()) }).optional(),
            signature_formats: z
              .object({ formats: z.array(z.string()), envelope_properties: z.array(z.array(z.string())) })
              .optional(),
            conformance_levels: z.array(z.string()).optional(),
          }),
        },
      },
    },
    async () => ({
      specs: version === 'v1' ? '1.0.4.0' : '2.0.0.0',
      name: '印信 Yinxin',
      logo: `${siteUrl}/logo.png`,
      region: 'CN',
      lang: 'zh-CN',
      description: 'Signatures by hosted certificates, with a code to the signer’s phone (SCAL2)',
      authType: ['oauth2code', 'oauth2client'],
      oauth2: `${siteUrl}/csc/${version}`,
      methods,
      ...(version === 'v2' && {
        signAlgorithms: { algos: Object.keys(signatureAlgorithms) },
        signature_formats: { formats: [], envelope_properties: [] },
        conformance_levels: [],
      }),
    }),
  )

  await app.register(async (guarded) => {
    requireScope(guarded, 'service', 'credential')
    await guarded.register(credentialRoutes, { version })
    await guarded.register(signatureRoutes, { caAnswerUrl })
  })
}
