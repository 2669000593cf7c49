import type { Readable } from 'node:stream'
import { z } from 'zod'

/** The schema of a stream of events, which nothing serialises. */
export const eventStream = {
  description: 'Server-sent events',
  content: { 'text/event-stream': { schema: z.string() } },
}

/** The schema of an answer that is a file and no JSON. */
export const fileAnswer = (contentType: string) => ({
  description: 'The file',
  content: {
    [contentType]: { schema: z.custom<Buffer | Readable>().meta({ type: 'string', format: 'binary' }) },
  },
})
