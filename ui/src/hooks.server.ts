import type { Handle, HandleFetch } from '@sveltejs/kit'
import { paraglideMiddleware } from '#lib/paraglide/server.js'

export const handle: Handle = ({ event, resolve }) =>
  paraglideMiddleware(event.request, ({ request, locale }) => {
    event.request = request
    return resolve(event, { transformPageChunk: ({ html }) => html.replace('%lang%', locale) })
  })

/** The API lives on the same origin, but outside SvelteKit: ask it over HTTP. */
export const handleFetch: HandleFetch = ({ event, request, fetch }) => {
  const { pathname, search } = new URL(request.url)
  if (!pathname.startsWith('/api/')) return fetch(request)
  const port = process.env.PORT ?? '3000'
  return globalThis.fetch(new Request(`http://127.0.0.1:${port}${pathname}${search}`, request), {
    headers: { 'accept-language': event.request.headers.get('accept-language') ?? 'zh-CN' },
  })
}
