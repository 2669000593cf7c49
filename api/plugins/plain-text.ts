import fastifyPlugin from 'fastify-plugin'
import { hasControlCharacters } from '../../domain/typed-text.ts'
import { Problem } from '../problems.ts'

/** Paths of the texts in a parsed value that hold control characters. Depth is the caller's to choose: no recursion. */
function controlledTexts(parsed: unknown): string[] {
  const found: string[] = []
  const waiting: [path: string, value: unknown][] = [['', parsed]]
  for (const [path, value] of waiting) {
    if (typeof value === 'string' && hasControlCharacters(value)) found.push(path)
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) continue
    for (const [key, inner] of Object.entries(value)) {
      if (hasControlCharacters(key)) found.push(path)
      waiting.push([path ? `${path}.${key}` : key, inner])
    }
  }
  return found
}

/** The one place where control characters are refused: in path, query and body of every route, before it looks at them. */
export const plainText = fastifyPlugin(async (app) => {
  app.addHook('preValidation', async ({ params, query, body }) => {
    const fields = [params, query, body].flatMap(controlledTexts)
    if (fields.length === 0) return
    throw new Problem('invalidInput', {
      errors: fields.map((field) => ({ field, problem: 'controlCharacter' })),
    })
  })
})
