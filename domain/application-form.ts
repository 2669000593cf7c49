import { z } from 'zod'
import { checkUscc, isBankCard, isCorporateAccount, isMobile, isResidentId } from './identifiers.ts'
import { idTypes, needsPhone, proofingMethods } from './proofing.ts'
import { offeredMethods, optionIds, type ProductId } from './products.ts'

// The form of procedure 1 (单位证书申请). Messages are keys: the API says them in the reader's language.

const line = (max: number) => z.string().trim().min(1, 'required').max(max, 'tooLong')
const personName = line(50).regex(/^[\p{L}·.' -]+$/u, 'personName')
const mobile = line(20).refine(isMobile, 'mobile')
const email = line(200).pipe(z.email('email'))
const residentId = line(18)
  .transform((value) => value.toUpperCase())
  .refine(isResidentId, 'residentId')

/** Filled in only for some ways of identity proofing; `checkProofing` asks for it there. */
const sometimes = z.string().trim().max(60, 'tooLong').default('')

export const applicationForm = z.object({
  organisation: z.object({
    name: line(64),
    uscc: line(18)
      .transform((value) => value.toUpperCase())
      .refine((value) => checkUscc(value) !== 'malformed', 'uscc'),
  }),
  legalRepresentative: z.object({
    name: personName,
    idType: z.enum(idTypes).default('residentId'),
    idNumber: line(30).transform((value) => value.toUpperCase()),
    phone: sometimes,
  }),
  operator: z.object({ name: personName, idNumber: residentId, phone: mobile, email }),
  // The corporate account's holder is the organisation (manual 1, 注), so only bank and number are asked for.
  proofing: z.object({
    method: z.enum(proofingMethods, 'required'),
    bankCard: sometimes,
    bank: sometimes,
    account: sometimes,
  }),
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
  options: z.array(z.enum(optionIds)).max(optionIds.length).default([]),
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

const proofingPart = applicationForm.pick({ legalRepresentative: true, proofing: true })

/** What the chosen way of identity proofing needs, where the fields themselves are sound. */
function* proofingProblems(typed: unknown, product: ProductId): Iterable<FieldProblem> {
  const part = proofingPart.safeParse(typed)
  if (!part.success) return
  const { legalRepresentative: legal, proofing } = part.data
  const { method, bankCard, bank, account } = proofing
  const problem = (field: string, value: string, isGood: boolean, name: string): FieldProblem[] =>
    isGood ? [] : [{ field, problem: value ? name : 'required' }]

  const resident = legal.idType === 'residentId'
  const idIsGood = resident ? isResidentId(legal.idNumber) : /^[A-Z0-9()]{5,20}$/.test(legal.idNumber)
  yield* problem(
    'legalRepresentative.idNumber',
    legal.idNumber,
    idIsGood,
    resident ? 'residentId' : 'idNumber',
  )
  yield* problem(
    'proofing.method',
    method,
    offeredMethods(product, legal.idType).includes(method),
    'methodNotOffered',
  )
  if (needsPhone[method])
    yield* problem('legalRepresentative.phone', legal.phone, isMobile(legal.phone), 'mobile')
  if (method === 'legalRepBankCard')
    yield* problem('proofing.bankCard', bankCard, isBankCard(bankCard), 'bankCard')
  if (method === 'microDeposit') {
    yield* problem('proofing.bank', bank, bank !== '', 'required')
    yield* problem('proofing.account', account, isCorporateAccount(account), 'corporateAccount')
  }
}

/** Checks a typed form of an order, however incomplete. Gives the normalised form or every field's first problem. */
export function checkApplicationForm(typed: unknown, product: ProductId): FormCheck {
  const parsed = applicationForm.safeParse(typed)
  const problems = new Map<string, string>()
  for (const issue of parsed.error?.issues ?? []) {
    const field = issue.path.join('.')
    if (!problems.has(field)) problems.set(field, issue.code === 'invalid_type' ? 'required' : issue.message)
  }
  for (const { field, problem } of proofingProblems(typed, product)) problems.set(field, problem)
  if (parsed.success && problems.size === 0) return { complete: true, form: parsed.data }
  return { complete: false, problems: [...problems].map(([field, problem]) => ({ field, problem })) }
}

/** The facts that the company registry vouches for, whatever way of proofing is chosen besides. */
export function registeredFacts({ organisation, legalRepresentative: legal }: ApplicationForm): string {
  return JSON.stringify([organisation.name, organisation.uscc, legal.name, legal.idNumber])
}

/** The facts that identity proofing vouches for: change one of them and the proof is void. */
export function proofedFacts({
  organisation,
  legalRepresentative: legal,
  proofing,
}: ApplicationForm): string {
  const way = {
    legalRepPhone: [legal.phone],
    legalRepBankCard: [legal.phone, proofing.bankCard],
    microDeposit: [proofing.bank, proofing.account],
  }[proofing.method]
  return JSON.stringify([
    organisation.name,
    organisation.uscc,
    legal.name,
    legal.idNumber,
    ...way,
    proofing.method,
  ])
}
