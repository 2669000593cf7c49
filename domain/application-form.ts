import { z } from 'zod'
import { checkUscc, isBankCard, isCorporateAccount, isMobile, isResidentId } from './identifiers.ts'
import { cardConsents, idTypes, needsCard, needsPhone, proofingMethods } from './proofing.ts'
import { offeredMethods, optionIds, products, type ProductId } from './products.ts'
import type { Subject } from './certificate-kinds.ts'
import {
  asciiEmail,
  plainCode,
  plainEmail,
  plainLine,
  plainMobile,
  plainName,
  plainOrganisation,
} from './typed-text.ts'

// The form of procedure 1 (单位证书申请), and the same for a person. Messages are keys: the API says them in the reader's
// language.

/** A field that is left empty by some: read as people mean it (domain/typed-text.ts), of `max` characters at most. */
const optional = (max: number, read = plainLine) => z.string().overwrite(read).max(max, 'tooLong')
const line = (max: number, read = plainLine) => optional(max, read).min(1, 'required')

// Letters of any script, the middle dot, apostrophes, and the sign that parts Tibetan syllables; 〇 is a number to Unicode.
const personName = line(50, plainName)
  .regex(/^[\p{L}\p{M}〇·.'’ʼ\u0F0B\u0F0C \u3000-]+$/u, 'personName')
  .regex(/[\p{L}〇]/u, 'personName')
const mobile = line(20, plainMobile).refine(isMobile, 'mobile')
/** The name and the phone of a person, as typed. */
export const [typedName, typedMobile] = [personName, mobile]
// Zod's own pattern, and top-level domains beyond ASCII (RFC 5890).
const EMAIL =
  /^(?!\.)(?!.*\.\.)[\w'+.-]*[\w+-]@(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+(?:[a-z]{2,}|xn--[a-z\d-]+)$/i
const email = line(200, plainEmail).refine((address) => EMAIL.test(asciiEmail(address)), 'email')

/** A mail address, as typed. */
export const typedEmail = email

/** 统一社会信用代码, as typed. */
export const typedUscc = line(18, plainCode).refine((code) => checkUscc(code) !== 'malformed', 'uscc')
/** 居民身份证号码, as typed. */
export const typedResidentId = line(18, plainCode).refine(isResidentId, 'residentId')

const resident = z.object({ name: personName, idNumber: typedResidentId, phone: mobile, email })

/** What is asked of every holder. */
const common = z.object({
  // The corporate account's holder is the organisation (manual 1, 注), so only bank and number are asked for.
  proofing: z.object({
    method: z.enum(proofingMethods, 'required'),
    // Filled in only for some ways of identity proofing; `proofingProblems` asks for it there.
    bankCard: optional(60, plainCode).default(''),
    cardConsent: optional(20).default(''),
    bank: optional(60).default(''),
    account: optional(60, plainCode).default(''),
  }),
  // Title and account name are the organisation's name (manual 1, 注), so the form does not hold them.
  invoice: z.object({
    email,
    address: optional(100).default(''),
    phone: optional(30).default(''),
    bank: optional(60).default(''),
    account: optional(60, plainCode)
      .regex(/^\d{0,32}$/, 'digits')
      .default(''),
  }),
  delivery: z.object({
    name: personName,
    phone: mobile,
    province: line(20),
    city: line(20),
    district: optional(20).default(''),
    street: line(100),
  }),
  options: z.array(z.enum(optionIds)).max(optionIds.length).default([]),
  agreement: z.object({ accepted: z.literal(true, 'agreement'), cpsVersion: line(20) }),
})

/** What else is asked, by whom the certificate names. */
const formOf = {
  organisation: common.extend({
    organisation: z.object({
      name: line(64, plainOrganisation),
      uscc: typedUscc,
    }),
    legalRepresentative: z.object({
      name: personName,
      idType: z.enum(idTypes).default('residentId'),
      idNumber: line(30, plainCode),
      phone: optional(60, plainMobile).default(''),
    }),
    operator: resident,
  }),
  person: common.extend({ person: resident }),
} as const satisfies Record<Subject, z.ZodObject>

type TypedByOrganisation = z.output<(typeof formOf)['organisation']>

/**
 * A complete form, each field in its plain form. `delivery` is there where a token is sent, `organisation` where it is not
 * a person who applies: that one acts for itself, as operators do, and proves itself, as legal representatives do.
 */
export type ApplicationForm = Omit<TypedByOrganisation, 'organisation' | 'delivery'> &
  Partial<Pick<TypedByOrganisation, 'organisation' | 'delivery'>>
/** That of an organisation. */
export type OrganisationForm = ApplicationForm & Pick<TypedByOrganisation, 'organisation'>

export const isOrganisation = (form: ApplicationForm): form is OrganisationForm =>
  form.organisation !== undefined

/** The name that the certificate is for. */
export const holderName = ({ organisation, operator }: ApplicationForm): string =>
  organisation?.name ?? operator.name

/** Of the data of an application what concerns its holder and who acts for it, however incomplete. */
export function holderPart<Typed extends Partial<Record<HolderSection, unknown>>>(
  typed: Typed,
): Pick<Typed, HolderSection & keyof Typed> {
  const { organisation, legalRepresentative, operator, person, invoice } = typed
  return Object.fromEntries(
    Object.entries({ organisation, legalRepresentative, operator, person, invoice }).filter(
      ([, part]) => part !== undefined,
    ),
  ) as Pick<Typed, HolderSection & keyof Typed>
}
type HolderSection = 'organisation' | 'legalRepresentative' | 'operator' | 'person' | 'invoice'

/**
 * A form however incomplete, as it is kept: each field that is right in its plain form, so that it is shown, compared and
 * printed alike. One that is not right yet stays as it was typed. What such a product does not ask is left out.
 */
export function plainForm<Typed extends object>(typed: Typed, product: ProductId): Typed {
  const fields = formOf[products[product].subject].shape
  const asked = Object.entries(typed).filter(([section]) => section in fields)
  return plainFields(Object.fromEntries(asked) as Typed, fields)
}

function plainFields<Typed extends object>(typed: Typed, fields: object): Typed {
  const plain = Object.entries(typed).map(([name, value]: [string, unknown]) => {
    const field = (fields as Record<string, z.ZodType | undefined>)[name]
    if (field instanceof z.ZodObject && value instanceof Object)
      return [name, plainFields(value, field.shape)]
    const read = field?.safeParse(value)
    return [name, read?.success ? read.data : value]
  })
  return Object.fromEntries(plain) as Typed
}

/** The field of a typed form in which a fact of whoever is proved stands. */
export const provedField = ({ organisation }: ApplicationForm, fact: 'name' | 'idNumber' | 'phone'): string =>
  `${provedIn[organisation ? 'organisation' : 'person']}.${fact}`

/** What is wrong at one field: its dotted path and the key of the message. */
export interface FieldProblem {
  field: string
  problem: string
}

export type FormCheck =
  { complete: true; form: ApplicationForm } | { complete: false; problems: FieldProblem[] }

const text = z.string().trim().catch('')
/** Where it stands in the form who is proved. */
const provedIn = { organisation: 'legalRepresentative', person: 'person' } as const satisfies Record<
  Subject,
  string
>
const proved = z
  .object({ idType: z.enum(idTypes).catch('residentId'), idNumber: text, phone: text })
  .catch({ idType: 'residentId', idNumber: '', phone: '' })
/** What the ways of proofing look at, whatever else is missing. */
const proofingPart = z.object({
  legalRepresentative: proved,
  person: proved,
  proofing: z.object({
    method: z.enum(proofingMethods),
    bankCard: text,
    cardConsent: text,
    bank: text,
    account: text,
  }),
})

/** What the chosen way of identity proofing needs; nothing while none is chosen. */
function* proofingProblems(typed: unknown, product: ProductId): Iterable<FieldProblem> {
  const part = proofingPart.safeParse(typed)
  if (!part.success) return
  const section = provedIn[products[product].subject]
  const { [section]: who, proofing } = part.data
  const { method, bankCard, cardConsent, bank, account } = proofing
  const problem = (field: string, value: string, isGood: boolean, name: string): FieldProblem[] =>
    isGood ? [] : [{ field, problem: value ? name : 'required' }]

  const isResident = who.idType === 'residentId'
  const number = who.idNumber.toUpperCase()
  const idIsGood = isResident ? isResidentId(number) : /^[A-Z0-9()]{5,20}$/.test(number)
  yield* problem(`${section}.idNumber`, who.idNumber, idIsGood, isResident ? 'residentId' : 'idNumber')
  yield* problem(
    'proofing.method',
    method,
    offeredMethods(product, who.idType).includes(method),
    'methodNotOffered',
  )
  if (needsPhone[method]) yield* problem(`${section}.phone`, who.phone, isMobile(who.phone), 'mobile')
  if (needsCard[method]) {
    yield* problem('proofing.bankCard', bankCard, isBankCard(bankCard), 'bankCard')
    if (!cardConsents.some((version) => version === cardConsent))
      yield { field: 'proofing.cardConsent', problem: 'cardConsent' }
  }
  if (method === 'microDeposit') {
    yield* problem('proofing.bank', bank, bank !== '', 'required')
    yield* problem('proofing.account', account, isCorporateAccount(account), 'corporateAccount')
  }
}

function actingForThemselves<Form extends { person: z.output<typeof resident> }>({ person, ...form }: Form) {
  const { name, idNumber, phone } = person
  return {
    ...form,
    operator: person,
    legalRepresentative: { name, idType: 'residentId' as const, idNumber, phone },
  }
}

/** Checks a typed form of an order, however incomplete. Gives the normalised form or every field's first problem. */
export function checkApplicationForm(typed: unknown, product: ProductId): FormCheck {
  const { subject, carrier } = products[product]
  // Without a token nothing is sent anywhere.
  const without = carrier === 'token' ? {} : ({ delivery: true } as const)
  const parsed =
    subject === 'organisation'
      ? formOf.organisation.omit(without).safeParse(typed)
      : formOf.person.omit(without).transform(actingForThemselves).safeParse(typed)
  const problems = new Map<string, string>()
  for (const issue of parsed.error?.issues ?? []) {
    const field = issue.path.join('.')
    if (!problems.has(field)) problems.set(field, issue.code === 'invalid_type' ? 'required' : issue.message)
  }
  for (const { field, problem } of proofingProblems(typed, product)) problems.set(field, problem)
  if (parsed.success && problems.size === 0) return { complete: true, form: parsed.data }
  return { complete: false, problems: [...problems].map(([field, problem]) => ({ field, problem })) }
}

/** The facts that a register vouches for, whatever way of proofing is chosen besides. */
export function registeredFacts({ organisation, legalRepresentative: legal }: ApplicationForm): string {
  return JSON.stringify([organisation?.name, organisation?.uscc, legal.name, legal.idNumber])
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
    ownPhone: [legal.phone],
    ownBankCard: [legal.phone, proofing.bankCard],
    // A key knows of no phone; the password goes to this one all the same.
    ownCertificate: [legal.phone],
  }[proofing.method]
  return JSON.stringify([
    organisation?.name,
    organisation?.uscc,
    legal.name,
    legal.idNumber,
    ...way,
    proofing.method,
  ])
}
