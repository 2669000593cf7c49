import { z } from 'zod'
import { fillTemplate } from '../domain/notice-words.ts'
import { fieldMessage } from './field-messages.ts'
import en from './messages/en/problems.json' with { type: 'json' }
import zh from './messages/zh-CN/problems.json' with { type: 'json' }
import type { Language } from './plugins/language.ts'

// Every refusal of the API, once: a code for programs, a status, and what a person reads (RFC 9457).

/** The HTTP status of each refusal. */
export const problemStatus = {
  invalidInput: 400,
  forgedNotice: 400,
  unreadableNotice: 400,
  signInNeeded: 401,
  secondFactorNeeded: 403,
  signInWrong: 401,
  signInLate: 401,
  totpWrong: 401,
  totpUsed: 401,
  totpLocked: 429,
  accountClosed: 403,
  passwordWrong: 422,
  passwordTooShort: 422,
  notAllowed: 403,
  foreignOrigin: 403,
  notFound: 404,
  orderNotFound: 404,
  notAcceptable: 406,
  wrongState: 409,
  formChanged: 409,
  notProofed: 409,
  keyUnknown: 404,
  certificateRevoked: 409,
  certificateHeld: 409,
  keyNotInUse: 409,
  keyOutOfUse: 409,
  soPinUnknown: 409,
  tooManyToday: 409,
  riskNotCleared: 409,
  notAuthorised: 409,
  unlockReplayed: 409,
  statementInvalid: 422,
  holderUnknown: 401,
  certificateNotInUse: 409,
  certificateInProcess: 409,
  phoneChangesAlone: 409,
  hostedRenewed: 409,
  orderTakesNoMoney: 409,
  replacementOpen: 409,
  liftClosed: 409,
  tokenNotBlank: 409,
  claimedByOther: 409,
  assignedToOther: 409,
  assigneeCannot: 422,
  notClaimed: 409,
  alreadyDecided: 409,
  moneyIsBack: 409,
  moneyOnItsWay: 409,
  conflictingNotice: 409,
  tooLarge: 413,
  pictureTooLarge: 413,
  notAnImage: 415,
  sampleNoImprint: 422,
  sampleTooSmall: 422,
  sampleCutOff: 422,
  sampleBlurred: 422,
  pdfTooLong: 422,
  pdfUnreadable: 422,
  documentTooLarge: 413,
  documentEncrypted: 422,
  documentUnreadable: 422,
  unsupportedMediaType: 415,
  formIncomplete: 422,
  proofingMismatch: 422,
  materialsMissing: 422,
  proofingTriesOut: 422,
  itemsMissing: 422,
  sameReviewer: 409,
  proofVoid: 409,
  signerUnknown: 409,
  signersMissing: 422,
  tooManySigners: 422,
  notYourTurn: 409,
  urgedLately: 429,
  signerLimited: 409,
  firstSigner: 409,
  linkUnknown: 404,
  toSignEncrypted: 422,
  toSignDamaged: 422,
  toSignTooLarge: 413,
  toSignCertified: 422,
  toSignDynamicForm: 422,
  documentsMissing: 422,
  tooManyDocuments: 422,
  codeWrong: 422,
  queryCodeWrong: 422,
  certificateUnknown: 404,
  notACertificate: 422,
  revocationOpen: 409,
  decidedBefore: 409,
  interrupted: 409,
  runGone: 409,
  codeExpired: 422,
  codeUsed: 422,
  codeTriesOut: 422,
  codeNotSent: 422,
  checksMissing: 422,
  wordsMissing: 422,
  refused: 422,
  tooSoon: 429,
  dailyLimit: 429,
  queryLimit: 429,
  tooManyRequests: 429,
  internal: 500,
  providerUnavailable: 503,
  keyLoginNeeded: 403,
  renewalTooEarly: 409,
  renewalTooLate: 409,
  renewalsGivenUp: 409,
  alreadyRenewed: 409,
  keyCertificateRevoked: 409,
  keyCertificateHeld: 409,
  keyCertificateNotInUse: 409,
  keyGivenUp: 409,
  changeExpired: 409,
  keyInProcess: 409,
  keyInUseElsewhere: 409,
  anotherPair: 409,
  organisationChangedAfterEnd: 422,
  organisationChanged: 422,
  otherHolder: 422,
  reservedPhoneOpen: 422,
  encryptedTickMissing: 422,
  nothingChanged: 422,
  temporarilyUnavailable: 503,
  authorizationOver: 404,
  tokenInvalid: 401,
  scopeMissing: 403,
  clientDocumentsUsedUp: 429,
} satisfies Record<keyof typeof zh | keyof typeof en, number>

export type ProblemCode = keyof typeof problemStatus

const sentences: Record<Language, Record<ProblemCode, { title: string; detail: string }>> = { zh, en }

export interface ProblemExtras {
  /** Fields and the key of what is wrong with each (api/field-messages.ts). */
  errors?: { field: string; problem: string }[]
  retryAfterSeconds?: number
  /** A Beijing day, and an instant, that the detail names in the words of its language. */
  day?: Date
  time?: Date
  /** Values of the other placeholders in the detail. */
  values?: Record<string, string>
}

/** A refusal on its way to the caller: thrown by a route, answered by plugins/problems.ts. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly extras: ProblemExtras
  constructor(code: ProblemCode, extras: ProblemExtras = {}) {
    super(code)
    this.code = code
    this.extras = extras
  }
}

export const problemDocument = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.string(),
    errors: z.array(z.object({ field: z.string(), problem: z.string(), message: z.string() })).optional(),
    retryAfterSeconds: z.number().int().optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457; title, detail and messages in the language of the caller.' })

/** A waiting time in words: in seconds up to two minutes, then in minutes. */
function waitingTime(seconds: number, language: Language): string {
  return new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en', {
    style: 'unit',
    unitDisplay: 'long',
    unit: seconds <= 120 ? 'second' : 'minute',
  }).format(seconds <= 120 ? seconds : Math.ceil(seconds / 60))
}

/** A day in Beijing, with `timeStyle` an instant, in words. */
function beijingWords(instant: Date, language: Language, timeStyle?: 'short'): string {
  const locale = language === 'zh' ? 'zh-CN' : 'en'
  return new Intl.DateTimeFormat(locale, { timeZone: 'Asia/Shanghai', dateStyle: 'long', timeStyle }).format(
    instant,
  )
}

/** The document of RFC 9457 section 3 that answers a problem. */
export function describeProblem(problem: Problem, language: Language): z.infer<typeof problemDocument> {
  const { title, detail } = sentences[language][problem.code]
  const { errors, retryAfterSeconds, day, time, values = {} } = problem.extras
  return {
    type: `urn:yinxin:problem:${problem.code}`,
    title,
    status: problemStatus[problem.code],
    detail: fillTemplate(detail, {
      ...(retryAfterSeconds !== undefined && { wait: waitingTime(retryAfterSeconds, language) }),
      ...(day && { day: beijingWords(day, language) }),
      ...(time && { time: beijingWords(time, language, 'short') }),
      ...values,
    }),
    // The reader of an order query learns no more than that the code was not right.
    code: problem.code === 'queryCodeWrong' ? 'codeWrong' : problem.code,
    ...(errors && {
      errors: errors.map((error) => ({ ...error, message: fieldMessage(error.problem, language) })),
    }),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  }
}
