import { DrizzleQueryError } from 'drizzle-orm/errors'
import type pino from 'pino'
import postgres from 'postgres'

/** The same error under another message. */
function saying(error: Error, message: string, cause?: unknown): Error {
  const said = new Error(message, { cause })
  said.stack = error.stack?.replace(error.message, message)
  return said
}

/**
 * An error without what a failed query was about, so that it may be logged and kept in a history: which query, and why
 * it failed, stay. The values stand in drizzle's message and in what Postgres says besides: the row that a constraint
 * refused, the value that is no number (SQLSTATE class 22).
 */
export function withoutValues(error: unknown): unknown {
  if (error instanceof DrizzleQueryError) {
    return saying(error, `Failed query: ${error.query}`, withoutValues(error.cause))
  }
  if (error instanceof postgres.PostgresError) {
    const { code, constraint_name: constraint } = error
    const message = code.startsWith('22') ? 'a value is refused' : error.message
    return Object.assign(saying(error, message), { code, ...(constraint && { constraint }) })
  }
  if (error instanceof Error && error.cause) error.cause = withoutValues(error.cause)
  return error
}

/**
 * What a log shows of an error: kind, message, place, code and causes. Of the rest nothing: libraries hang on their
 * errors what failed, request, answer and once more the cause.
 */
function inLog(error: unknown): unknown {
  const clean = withoutValues(error)
  if (!(clean instanceof Error)) return clean
  const shown = saying(clean, clean.message, clean.cause === undefined ? undefined : inLog(clean.cause))
  const { name } = clean
  const { code, constraint } = clean as { code?: unknown; constraint?: unknown }
  return Object.assign(
    shown,
    { name },
    code !== undefined && { code },
    constraint !== undefined && { constraint },
  )
}

/** For every log: an error in it comes without values, in its message too. */
export const withoutValuesInLog: NonNullable<pino.LoggerOptions['hooks']> = {
  logMethod(args, method) {
    const [what, ...rest] = args as [unknown, ...unknown[]]
    const clean = what instanceof Object && 'err' in what ? { ...what, err: inLog(what.err) } : inLog(what)
    method.apply(this, [clean, ...rest] as Parameters<pino.LogFn>)
  },
}
