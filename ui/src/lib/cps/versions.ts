import { statement as v1_0 } from './1.0.ts'
import { statement as v1_1 } from './1.1.ts'
import { statement as v1_2 } from './1.2.ts'
import { statement as v1_3 } from './1.3.ts'
import { statement as v1_4 } from './1.4.ts'
import { statement as v1_5 } from './1.5.ts'
import { statement as v1_6 } from './1.6.ts'
import { statement as v1_7 } from './1.7.ts'
import type { Statement } from './statement.ts'

/** The text of every published version of the certification practice statement; none is ever taken away. */
export const statements: Readonly<Record<string, Statement>> = {
  '1.0': v1_0,
  '1.1': v1_1,
  '1.2': v1_2,
  '1.3': v1_3,
  '1.4': v1_4,
  '1.5': v1_5,
  '1.6': v1_6,
  '1.7': v1_7,
}
