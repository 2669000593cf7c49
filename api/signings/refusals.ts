import type { PdfFault } from '../../signing/pdf-file.ts'
import { Problem, type ProblemCode } from '../problems.ts'

/** Why a document cannot be signed, and what that is called here. */
const refusals = {
  encrypted: 'toSignEncrypted',
  damaged: 'toSignDamaged',
  tooLarge: 'toSignTooLarge',
  certified: 'toSignCertified',
  dynamicForm: 'toSignDynamicForm',
} as const satisfies Record<PdfFault, ProblemCode>

export const refusalOf = (fault: PdfFault): Problem => new Problem(refusals[fault])
