import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Client } from '@temporalio/client'
import Fastify from 'fastify'
import type { Connection } from '../db/database.ts'
import { withoutValuesInLog } from '../db/query-errors.ts'
import { companyRoutes } from './company/routes.ts'
import { hostedCertificateRoutes } from './hosted-certificates/routes.ts'
import { hostedChangeRoutes } from './hosted-changes/routes.ts'
import { hostedRenewalRoutes } from './hosted-renewals/routes.ts'
import { phoneChangeRoutes } from './phone-changes/routes.ts'
import { hostedApplicationRoutes } from './hosted-applications/routes.ts'
import { newApplicationRoutes } from './new-applications/routes.ts'
import { authorizationRequestRoutes } from './authorization-requests/routes.ts'
import { authRoutes } from './auth/routes.ts'
import { browserSessionRoutes } from './browser-session/routes.ts'
import { callbackRoutes } from './callbacks/routes.ts'
import { cscVersions } from './csc/credentials.ts'
import { cscRoutes } from './csc/routes.ts'
import { healthRoutes } from './health/routes.ts'
import { holderRoutes } from './holders/routes.ts'
import { lossReportRoutes } from './loss-reports/routes.ts'
import { opsRoutes } from './ops/routes.ts'
import { agentFacts } from './key-agent/agent-facts.ts'
import { informationChangeRoutes } from './information-changes/routes.ts'
import { keySessionRoutes } from './key-sessions/routes.ts'
import { oauthMetadata, oauthRoutes } from './oauth/routes.ts'
import { orderQueryRoutes } from './order-queries/routes.ts'
import { orderRoutes } from './orders/routes.ts'
import { replacementRoutes } from './replacements/routes.ts'
import { ocspRoutes } from './pki/ocsp.ts'
import { timestampRoutes } from './pki/timestamps.ts'
import { pkiRoutes } from './pki/routes.ts'
import { database } from './plugins/database.ts'
import { language } from './plugins/language.ts'
import { liveUpdates } from './plugins/live-updates.ts'
import { mutualTls } from './plugins/mutual-tls.ts'
import { openapi } from './plugins/openapi.ts'
import { plainText } from './plugins/plain-text.ts'
import { problemAnswers } from './plugins/problems.ts'
import { rateLimit } from './plugins/rate-limit.ts'
import { security } from './plugins/security.ts'
import { session } from './plugins/session.ts'
import { site, type SiteHandler } from './plugins/site.ts'
import { staff } from './plugins/staff.ts'
import { temporalClient } from './plugins/temporal.ts'
import { Problem } from './problems.ts'
import { renewalRoutes } from './renewals/routes.ts'
import { writingRoutes } from './writings/routes.ts'
import { certificateLookupRoutes } from './certificate-lookups/routes.ts'
import { documentVerificationRoutes } from './document-verifications/routes.ts'
import { practiceStatementRoutes } from './practice-statements/routes.ts'
import { RequestLog } from './request-log.ts'
import { sealOrderRoutes } from './seal-orders/routes.ts'
import { signerNamingRoutes, signerRoutes } from './signers/routes.ts'
import { signingPartRoutes } from './signing-parts/routes.ts'
import { clientRequestRoutes } from './signing-requests/client-routes.ts'
import { signingRequestRoutes } from './signing-requests/routes.ts'
import { signingRoutes } from './signings/routes.ts'
import { usesMailRoutes } from './uses-mail/routes.ts'
import { revocationRoutes } from './revocations/routes.ts'
import { unlockRoutes } from './unlocks/routes.ts'

export interface ServerParts {
  connection: Connection
  temporal: Client
  /** SvelteKit's handler; without it only the API is there. */
  siteHandler?: SiteHandler
  settings: {
    siteUrl: string
    /** Reverse proxies in front. */
    trustedProxies: number
    /** Where our proxy asks callers for certificates, and from where it tells of them. */
    mutualTls?: { url: string; proxies: readonly string[] }
    sessionKey: string
    authSecret: string
    documentDir: string
    /** Where pages look for the key agent of their PC. */
    agentPorts: number[]
    /** Folder of packed key agents for download. */
    agentPackagesDir?: string
    /** Where the CA worker answers OCSP requests and queries for time stamps. */
    caAnswerUrl: string
    /** What certificates say of the authority. */
    pkiUrl: string
    policyArc: string
  }
  /** Level of the log on stdout. */
  logLevel?: 'info' | 'error' | 'silent'
}

/** The whole HTTP side: API, certificates of the authority, site. Does not listen yet. */
export async function buildServer({
  connection,
  temporal,
  siteHandler,
  settings,
  logLevel = 'info',
}: ServerParts) {
  const { siteUrl, trustedProxies, mutualTls: mutual, sessionKey, authSecret, documentDir } = settings
  const { agentPorts, agentPackagesDir, caAnswerUrl, pkiUrl, policyArc } = settings
  const app = Fastify({
    // Fastify ignores a number of hops.
    trustProxy: (_address: string, hop: number) => hop < trustedProxies,
    bodyLimit: 256 * 1024,
    requestTimeout: 120_000,
    // Streams of events would keep a closing server waiting for ever.
    forceCloseConnections: true,
    logController: new RequestLog(),
    logger: {
      level: logLevel,
      // No query (staff search by name), no address of the caller, no headers.
      serializers: { req: ({ method, url }) => ({ method, path: url?.split('?')[0] }) },
      hooks: withoutValuesInLog,
    },
    routerOptions: { maxParamLength: 64 },
  }).withTypeProvider<ZodTypeProvider>()
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)

  await app.register(problemAnswers)
  await app.register(language)
  await app.register(security, { siteUrl })
  await app.register(mutualTls, { proxies: mutual?.proxies ?? [] })
  await app.register(database, { connection, documentDir })
  await app.register(rateLimit)
  await app.register(plainText)
  await app.register(openapi)
  await app.register(session, { siteUrl, key: sessionKey })
  await app.register(temporalClient, { temporal })
  await app.register(staff, { db: connection.db, siteUrl, secret: authSecret })
  await app.register(liveUpdates, { connection })

  await app.register(healthRoutes)
  await app.register(pkiRoutes, { prefix: '/pki' })
  await app.register(ocspRoutes, { prefix: '/pki', caAnswerUrl })
  await app.register(timestampRoutes, { prefix: '/pki', caAnswerUrl })
  await app.register(newApplicationRoutes, { prefix: '/api' })
  await app.register(hostedApplicationRoutes, { prefix: '/api/orders' })
  await app.register(hostedCertificateRoutes, { prefix: '/api/orders' })
  await app.register(hostedRenewalRoutes, { prefix: '/api/hosted-renewals' })
  await app.register(hostedChangeRoutes, { prefix: '/api/hosted-changes' })
  await app.register(phoneChangeRoutes, { prefix: '/api/phone-changes' })
  await app.register(companyRoutes, { prefix: '/api' })
  await app.register(orderRoutes, { prefix: '/api/orders' })
  await app.register(unlockRoutes, { prefix: '/api/unlocks' })
  await app.register(holderRoutes, { prefix: '/api/holder' })
  await app.register(lossReportRoutes, { prefix: '/api/loss-reports' })
  await app.register(replacementRoutes, { prefix: '/api/replacements' })
  await app.register(keySessionRoutes, { prefix: '/api/key-sessions' })
  await app.register(renewalRoutes, { prefix: '/api/renewals' })
  await app.register(informationChangeRoutes, { prefix: '/api/information-changes' })
  await app.register(writingRoutes, { prefix: '/api/writings' })
  await app.register(revocationRoutes, { prefix: '/api/revocations' })
  await app.register(signingRoutes, { prefix: '/api/signings' })
  await app.register(sealOrderRoutes, { prefix: '/api/seal-orders' })
  await app.register(usesMailRoutes, { prefix: '/api/uses-mail' })
  await app.register(signerRoutes, { prefix: '/api/signers' })
  await app.register(signerNamingRoutes, { prefix: '/api/signer-namings' })
  await app.register(signingRequestRoutes, { prefix: '/api/signing-requests' })
  await app.register(clientRequestRoutes, { prefix: '/api/v1/signing-requests' })
  await app.register(signingPartRoutes, { prefix: '/api/signing-parts' })
  await app.register(certificateLookupRoutes, { prefix: '/api/certificate-lookups', pkiUrl })
  await app.register(documentVerificationRoutes, { prefix: '/api/document-verifications' })
  await app.register(practiceStatementRoutes, { prefix: '/api/practice-statements', policyArc })
  await app.register(orderQueryRoutes, { prefix: '/api/order-queries' })
  await app.register(browserSessionRoutes, { prefix: '/api/browser-session' })
  await app.register(agentFacts, { prefix: '/api', ports: agentPorts, packages: agentPackagesDir })
  await app.register(callbackRoutes, { prefix: '/api/callbacks', siteUrl })
  await app.register(authRoutes, { prefix: '/api/auth' })
  await app.register(opsRoutes, { prefix: '/api/ops' })
  await app.register(authorizationRequestRoutes, { prefix: '/api/authorization-requests' })
  await app.register(oauthRoutes, { prefix: '/oauth2', siteUrl, pkce: 'required' })
  for (const version of cscVersions) {
    const pkce = version === 'v1' ? 'optional' : 'required'
    await app.register(oauthRoutes, { prefix: `/csc/${version}/oauth2`, siteUrl, pkce })
    await app.register(cscRoutes, { prefix: `/csc/${version}`, version, siteUrl, caAnswerUrl })
  }
  await app.register(oauthMetadata, { siteUrl, mutualTlsUrl: mutual?.url })
  // What no route of ours takes, a part of the path that is too long included, is not for the site to answer.
  for (const url of ['/api/*', '/pki/*', '/oauth2/*', '/csc/*']) {
    app.all(url, { schema: { hide: true } }, () => {
      throw new Problem('notFound')
    })
  }
  if (siteHandler) await app.register(site, { handler: siteHandler, siteUrl })
  return app
}
