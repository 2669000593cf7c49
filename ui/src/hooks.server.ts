import type { Handle } from '@sveltejs/kit/hooks'
import { answer } from '#lib/api/client.ts'
import { apiHere } from '#lib/api/server.ts'
import { paraglideMiddleware } from '#lib/paraglide/server.js'

const CSP = 'content-security-policy'
let agentOrigins: string | undefined

/** Where the key agent of a visitor may listen: settings of the API, so the built policy does not know them. */
async function originsOfAgent(platform: Readonly<App.Platform> | undefined): Promise<string> {
  if (agentOrigins === undefined) {
    const { ports } = await answer(apiHere(platform).GET('/api/key-agent'))
    agentOrigins = ports.map((port) => `http://127.0.0.1:${port}`).join(' ')
  }
  return agentOrigins
}

export const handle: Handle = ({ event, resolve }) =>
  paraglideMiddleware(event.request, async ({ locale }) => {
    const response = await resolve(event, {
      transformPageChunk: ({ html }) => html.replace('%lang%', locale),
    })
    const policy = response.headers.get(CSP)
    if (policy) {
      const origins = await originsOfAgent(event.platform)
      response.headers.set(CSP, policy.replace("connect-src 'self'", `connect-src 'self' ${origins}`))
    }
    return response
  })
