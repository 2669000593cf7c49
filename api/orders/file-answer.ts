import { z } from 'zod'

/** The schema of an answer that is a file and no JSON. */
export const fileAnswer = (contentType: string) => ({
  description: 'The file',
  content: { [contentType]: { schema: z.instanceof(Buffer).meta({ type: 'string', format: 'binary' }) } },
})
