import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Client, Connection } from '@temporalio/client'
import openapiTS, { astToString } from 'openapi-typescript'
import { openDatabase } from '../db/database.ts'
import { buildServer } from './server.ts'

// The site's client is typed from this API's own description. Run this file after a change of a route or a schema.

export const siteTypesFile = fileURLToPath(new URL('../ui/src/lib/api/schema.d.ts', import.meta.url))

/** The types of every route as TypeScript. Needs neither database nor Temporal: nothing is asked, only described. */
export async function siteTypes(): Promise<string> {
  const connection = openDatabase('postgres://127.0.0.1:1/nowhere')
  const temporal = new Client({ connection: Connection.lazy({ address: '127.0.0.1:1' }) })
  const app = await buildServer({
    connection,
    temporal,
    logLevel: 'silent',
    settings: {
      siteUrl: 'http://127.0.0.1',
      trustedProxies: 0,
      sessionKey: Buffer.alloc(32).toString('base64'),
      authSecret: 'only to describe the routes, never serving',
      documentDir: '',
      agentPorts: [],
      caAnswerUrl: 'http://127.0.0.1:1/',
      pkiUrl: 'http://127.0.0.1',
      policyArc: '1.3.6.1.4.1.32473.1',
    },
  })
  try {
    await app.ready()
    const document = app.swagger() as Exclude<Parameters<typeof openapiTS>[0], string | URL>
    return `// Written by api/site-types.ts. Do not edit.\n\n${astToString(await openapiTS(document))}`
  } finally {
    await app.close()
    await connection.close()
  }
}

if (import.meta.main) writeFileSync(siteTypesFile, await siteTypes())
