import fastifyPlugin from 'fastify-plugin'

export type Language = 'zh' | 'en'

declare module 'fastify' {
  interface FastifyRequest {
    /** Language the caller reads, by Accept-Language; Chinese unless English is preferred. */
    language: Language
  }
}

/** The preferred of our two languages (RFC 9110 section 12.5.4). */
export function preferredLanguage(header: string | undefined): Language {
  const ranked = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', quality] = part.trim().split(/;\s*q=/)
      return { tag: tag.toLowerCase().split('-')[0], weight: quality === undefined ? 1 : Number(quality) }
    })
    .filter(({ tag, weight }) => (tag === 'zh' || tag === 'en') && weight > 0)
    .sort((a, b) => b.weight - a.weight)
  return ranked[0]?.tag === 'en' ? 'en' : 'zh'
}

export const language = fastifyPlugin(async (app) => {
  app.decorateRequest('language', 'zh')
  app.addHook('onRequest', async (request) => {
    request.language = preferredLanguage(request.headers['accept-language'])
  })
})
