import { z } from 'zod'
import { checkUscc, isMobile, isResidentId } from './identifiers.ts'

// The form of procedure 1 (单位证书申请). Messages are keys: the API says them in the reader's language.

export const proofingMethods = ['legalRepPhone', 'legalRepBankCard', 'microDeposit'] as const
export type ProofingMethod = (typeof proofingMethods)[number]

/** Ways of identity proofing that an applicant can choose today. */
export const offeredProofingMethods = ['legalRepPhone'] as const satisfies readonly ProofingMethod[]

const line = (max: number) => z.string().trim().min(1, 'required').max(max, 'tooLong')
const personName = line(50).regex(/^[\p{L}·.' -]+$/u, 'personName')
const mobile = line(20).refine(isMobile, 'mobile')
const email = line(200).pipe(z.email('email'))
const residentId = line(18)
  .transform((value) => value.toUpperCase())
  .refine(isResidentId, 'residentId')

export const applicationForm = z.object({
  organisation: z.object({
    name: line(64),
    uscc: line(18)
      .transform((value) => value.toUpperCase())
      .refine((value) => checkUscc(value) !== 'malformed', 'uscc'),
  }),
  legalRepresentative: z.object({ name: personName, idNumber: residentId, phone: mobile }),
  operator: z.object({ name: personName, idNumber: residentId, phone: mobile, email }),
  proofing: z.object({ method: z.enum(offeredProofingMethods, 'required') }),
  // Title and account name are the organisation's name (manual 1, 注), so the form does not hold them.
  invoice: z.object({
    email,
    address: z.string().trim().max(100, 'tooLong').default(''),
    phone: z.string().trim().max(30, 'tooLong').default(''),
    bank: z.string().trim().max(60, 'tooLong').default(''),
    account: z
      .string()
      .trim()
      .regex(/^\d{0,32}$/, 'digits')
      .default(''),
  }),
  delivery: z.object({
    name: personName,
    phone: mobile,
    province: line(20),
    city: line(20),
    district: z.string().trim().max(20, 'tooLong').default(''),
    street: line(100),
  }),
  options: z
    .array(z.enum(['seal']))
    .max(1)
    .default([]),
  agreement: z.object({ accepted: z.literal(true, 'agreement'), cpsVersion: line(20) }),
})

/** A complete form, normalised (trimmed, upper-case identifiers). */
export type ApplicationForm = z.output<typeof applicationForm>

/** What is wrong at one field: its dotted path and the key of the message. */
export interface FieldProblem {
  field: string
  problem: string
}

export type FormCheck =
  { complete: true; form: ApplicationForm } | { complete: false; problems: FieldProblem[] }

/** Checks a typed form, however incomplete. Gives the normalised form or every field's first problem. */
export function checkApplicationForm(typed: unknown): FormCheck {
  const parsed = applicationForm.safeParse(typed)
  if (parsed.success) return { complete: true, form: parsed.data }
  const problems = new Map<string, string>()
  for (const issue of parsed.error.issues) {
    const field = issue.path.join('.')
    if (!problems.has(field)) problems.set(field, issue.code === 'invalid_type' ? 'required' : issue.message)
  }
  return { complete: false, problems: [...problems].map(([field, problem]) => ({ field, problem })) }
}

/** The facts that identity proofing vouches for: change one of them and the proof is void. */
export function proofedFacts(form: ApplicationForm): string {
  const { organisation, legalRepresentative, proofing } = form
  const { name, idNumber, phone } = legalRepresentative
  return JSON.stringify([organisation.name, organisation.uscc, name, idNumber, phone, proofing.method])
}
