import { statement as v1_0 } from './1.0.ts'
import { statement as v1_1 } from './1.1.ts'
import type { Statement } from './statement.ts'

interface Version {
  version: string
  /** Beijing date. */
  publishedOn: string
  /** The policy that certificates under this version name. */
  policy: string
  statement: Statement
}

/** Every published version of the certification practice statement, the newest last; none is ever taken away. */
export const versions: readonly Version[] = [
  { version: '1.0', publishedOn: '2026-11-24', policy: '1.3.6.1.4.1.32473.1.1.1', statement: v1_0 },
  { version: '1.1', publishedOn: '2026-11-25', policy: '1.3.6.1.4.1.32473.1.2.1', statement: v1_1 },
]
