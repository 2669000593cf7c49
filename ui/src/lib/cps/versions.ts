import { statement as v1_0 } from './1.0.ts'
import type { Statement } from './statement.ts'

/** The text of every published version of the certification practice statement; none is ever taken away. */
export const statements: Readonly<Record<string, Statement>> = {
  '1.0': v1_0,
}
