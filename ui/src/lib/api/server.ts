import createClient from 'openapi-fetch'
import type { paths } from './schema.d.ts'

/**
 * The API as pages reach it while they render on the server: it listens at the very socket that brought the
 * request, whatever name and proxy the visitor came by.
 */
export function apiHere(platform: Readonly<App.Platform> | undefined) {
  const { localAddress = '127.0.0.1', localPort } = platform!.req.socket
  const host = localAddress.includes(':') ? `[${localAddress}]` : localAddress
  return createClient<paths>({ baseUrl: `http://${host}:${localPort}` })
}
