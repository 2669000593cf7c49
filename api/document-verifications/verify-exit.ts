import type { PdfFault } from '../../signing/pdf-file.ts'

/** Why a PDF has not been looked into, as exit code. */
export const verifyExit: Partial<Record<PdfFault, number>> & Record<'damaged', number> = {
  damaged: 2,
  encrypted: 3,
  tooLarge: 4,
}
