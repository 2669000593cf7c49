// One certificate of an earlier system, with what that knows of its holder: a line of the file that
// `npm run import:certificates` reads. docs/takeover.md describes it.
import { z } from 'zod'
import { checkApplicationForm, isOrganisation, type OrganisationForm } from './application-form.ts'
import { revocationReasons, type RevocationReason } from './certificate-states.ts'
import { currentCps } from './cps.ts'
import { productIds } from './products.ts'

const instant = z.iso.datetime('instant').transform((text) => new Date(text))
const reasons = Object.keys(revocationReasons).filter((reason) => reason !== 'certificateHold')

const takeoverRow = z.strictObject({
  product: z.enum(productIds),
  /** PEM. */
  certificate: z.string(),
  /** Since when its holder is known to have it; since it began where nobody knows better. */
  activatedAt: instant.optional(),
  revoked: z.strictObject({ at: instant, reason: z.enum(reasons as [RevocationReason]) }).optional(),
  token: z.strictObject({
    serial: z.string().trim().min(1).max(64),
    model: z.string().trim().max(64),
    /** Only where the SO PIN is derived as ours, by a secret that came into our HSM. */
    soPinGeneration: z.number().int().min(1).optional(),
  }),
  /** When the earlier system last proved the holder's identity, by the way that `holder.proofing` says. */
  identityProofedAt: instant,
  language: z.enum(['zh', 'en']).default('zh'),
  /** The application form; what was agreed to is our present practice statement, announced at the takeover. */
  holder: z.record(z.string(), z.unknown()),
})

export type TakeoverRow = Omit<z.output<typeof takeoverRow>, 'holder'> & { form: OrganisationForm }

/** What is wrong in a line: where, and which rule it breaks. */
export interface RowProblem {
  field: string
  problem: string
}

/** Reads a line. Gives the row, or everything that is wrong with it as far as the line itself shows. */
export function readTakeoverRow(line: string): { row: TakeoverRow } | { problems: RowProblem[] } {
  let content: unknown
  try {
    content = JSON.parse(line)
  } catch {
    return { problems: [{ field: 'line', problem: 'json' }] }
  }
  const { data, error } = takeoverRow.safeParse(content)
  if (error)
    return {
      problems: error.issues.map(({ path, code, message }) => ({
        field: path.join('.') || 'line',
        problem: message === 'instant' ? message : code,
      })),
    }
  const { holder, ...row } = data
  const agreement = { accepted: true, cpsVersion: currentCps.version }
  const check = checkApplicationForm({ ...holder, agreement, options: [] }, row.product)
  if (!check.complete)
    return { problems: check.problems.map(({ field, problem }) => ({ field: `holder.${field}`, problem })) }
  // Keys of the earlier system are organisations' all.
  if (!isOrganisation(check.form)) return { problems: [{ field: 'product', problem: 'invalid_value' }] }
  return { row: { ...row, form: check.form } }
}
