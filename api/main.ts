import { existsSync } from 'node:fs'
import { Client, Connection } from '@temporalio/client'
import closeWithGrace from 'close-with-grace'
import { checkConfig, config } from '../config.ts'
import { openDatabase } from '../db/database.ts'
import { agentPorts } from '../pki/agent-protocol.ts'
import type { SiteHandler } from './plugins/site.ts'
import { buildServer } from './server.ts'

const builtSite = new URL('../ui/build/handler.js', import.meta.url)
if (!existsSync(builtSite)) {
  console.error('The site is not built: run `node build.ts` in ui/ first (npm start does it by itself).')
  process.exit(1)
}
const { handler } = (await import(builtSite.href)) as { handler: SiteHandler }

checkConfig('api')
const { SITE_URL, HOST, PORT, TRUSTED_PROXIES } = config('site')
const { MUTUAL_TLS_URL, MUTUAL_TLS_PROXIES } = config('mutualTls')
const { SESSION_KEY } = config('sessions')
const { AUTH_SECRET } = config('staffAuth')
const { AGENT_PORT, AGENT_PACKAGES_DIR } = config('keyAgent')
const { PKI_URL, POLICY_ARC } = config('authority')
const { TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE } = config('temporal')

const connection = openDatabase()
// Lazy: the API starts and answers reads while Temporal is away; /readyz tells.
const temporalConnection = Connection.lazy({ address: TEMPORAL_ADDRESS })
const app = await buildServer({
  connection,
  temporal: new Client({ connection: temporalConnection, namespace: TEMPORAL_NAMESPACE }),
  siteHandler: handler,
  settings: {
    siteUrl: SITE_URL,
    trustedProxies: TRUSTED_PROXIES,
    ...(MUTUAL_TLS_URL && { mutualTls: { url: MUTUAL_TLS_URL, proxies: MUTUAL_TLS_PROXIES } }),
    sessionKey: SESSION_KEY,
    authSecret: AUTH_SECRET,
    documentDir: config('documents').DOCUMENT_DIR,
    agentPorts: agentPorts(AGENT_PORT),
    agentPackagesDir: AGENT_PACKAGES_DIR,
    caAnswerUrl: config('answersOfCa').CA_ANSWER_URL,
    pkiUrl: PKI_URL,
    policyArc: POLICY_ARC,
  },
})

closeWithGrace({ delay: 10_000 }, async ({ err }) => {
  if (err) app.log.error({ err }, 'stopping after an error')
  await app.close()
  await temporalConnection.close()
  await connection.close()
})

await app.listen({ host: HOST, port: PORT })
