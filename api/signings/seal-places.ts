import { z } from 'zod'
import type { readSigningDocument } from '../../db/signings.ts'
import type { sealOfCertificate } from '../../db/seals.ts'
import { mostSeals, type SealPlace } from '../../domain/authorisation.ts'
import { acrossPages, inspectPdf } from '../../signing/pades.ts'
import { sealPlace } from '../orders/order-schema.ts'
import { Problem } from '../problems.ts'
import { sealSizeInPoints } from './signing-view.ts'
import { refusalOf } from './refusals.ts'

/** Where a seal is wanted: the middle of each on its page, and across all pages if wished. */
export const wantedSeals = z.object({
  at: z.array(sealPlace.pick({ page: true, x: true, y: true })).max(mostSeals),
  across: z.boolean(),
})

/** Where something of this size begins, whose middle is wanted there, so that all of it is on the sheet. */
const within = (middle: number, size: number, sheet: number) =>
  Math.max(0, Math.min(middle - size / 2, sheet - size))

/** The places of a seal on a document. @throws Problem notFound, where there is no such page, document or seal. */
export function placesOn(
  document: Awaited<ReturnType<typeof readSigningDocument>>,
  seal: Awaited<ReturnType<typeof sealOfCertificate>>,
  { at, across }: z.infer<typeof wantedSeals>,
): SealPlace[] {
  if (!document || !seal) throw new Problem('notFound')
  const inspected = inspectPdf(document.body)
  if ('fault' in inspected) throw refusalOf(inspected.fault)
  const { pages } = inspected
  const size = sealSizeInPoints(seal)
  const places = at.map(({ page, x, y }) => {
    const sheet = pages[page]
    if (!sheet) throw new Problem('notFound')
    return {
      ...{ page, ...size },
      x: within(x, size.width, sheet.width),
      y: within(y, size.height, sheet.height),
    }
  })
  // One page alone has no edge in common with another.
  const strips = across && pages.length > 1 ? acrossPages(pages, { ...size, middle: 0.5 }) : []
  return [...places, ...strips]
}
