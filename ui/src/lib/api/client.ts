import createClient from 'openapi-fetch'
import { getLocale } from '#lib/paraglide/runtime.js'
import { m } from '#lib/paraglide/messages.js'
import type { components, paths } from './schema.d.ts'

// The only way the site talks to the world: a client typed from the API's own description.

export type OrderView = components['schemas']['OrderView']
export type KeyLogin = components['schemas']['KeyLogin']
export type CodeAsked = components['schemas']['CodeAsked']
export type OrderSummary = components['schemas']['OrderSummary']
export type Catalogue = components['schemas']['Catalogue']
export type OrderState = OrderView['state']
export type ApplicationForm = NonNullable<OrderView['form']>

export interface FieldProblem {
  field: string
  message: string
}

/** A refusal of the API (RFC 9457), with what a person reads. */
export class Refusal extends Error {
  readonly code: string
  readonly status: number
  readonly fields: FieldProblem[]
  constructor(status: number, code: string, message: string, fields: FieldProblem[]) {
    super(message)
    this.status = status
    this.code = code
    this.fields = fields
  }
}

interface Problem {
  code?: string
  title?: string
  detail?: string
  errors?: FieldProblem[]
}

/** A client for the browser; it follows the language the reader has chosen. */
export const api = createClient<paths>()
api.use({
  onRequest({ request }) {
    request.headers.set('accept-language', getLocale())
    return request
  },
})

/** The body of a good answer. @throws Refusal with words for the person otherwise. */
export async function answer<T>(
  call: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<T> {
  let result
  try {
    result = await call
  } catch {
    throw new Refusal(0, 'offline', m.offline(), [])
  }
  if (result.response.ok) return result.data as T
  const problem = (result.error ?? {}) as Problem
  const { code = 'unexpected', title, detail, errors = [] } = problem
  // What no field of the page shows is said in the words of the field itself.
  const words = code === 'invalidInput' ? errors[0]?.message : undefined
  throw new Refusal(result.response.status, code, words ?? detail ?? title ?? m.unexpected(), errors)
}
