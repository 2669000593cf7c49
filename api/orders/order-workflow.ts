import {
  ApplicationFailure,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  type Client,
} from '@temporalio/client'
import { ActivityFailure } from '@temporalio/common'
import type { UpdateDefinition } from '@temporalio/common'
import { certificateProblems, type CertificateProblemField } from '../../domain/proofing.ts'
import { isTemporalAway } from '../plugins/temporal.ts'
import { Problem, type ProblemCode } from '../problems.ts'
import { lookAfter } from './stray-run.ts'
import { codeRefusals } from './typed-code.ts'

/** Longest that a person waits in the browser: two interactive activities and their retries. */
const ANSWER_MS = 60_000

/** What the workflow refuses with, and what it is called here. */
const refusals: Record<string, ProblemCode> = {
  WrongState: 'wrongState',
  FormChanged: 'formChanged',
  FormIncomplete: 'formIncomplete',
  ProofingMismatch: 'proofingMismatch',
  NotProofed: 'notProofed',
  ProofingTriesOut: 'proofingTriesOut',
  MaterialsMissing: 'materialsMissing',
  TooSoon: 'tooSoon',
  DailyLimit: 'dailyLimit',
  ProviderUnavailable: 'providerUnavailable',
  TokenNotBlank: 'tokenNotBlank',
  ReplacementOpen: 'replacementOpen',
  LiftClosed: 'liftClosed',
  NotAuthorised: 'notAuthorised',
  UnlockReplayed: 'unlockReplayed',
  'unlock.certificateRevoked': 'certificateRevoked',
  'unlock.certificateHeld': 'certificateHeld',
  'unlock.keyNotInUse': 'keyNotInUse',
  'unlock.keyOutOfUse': 'keyOutOfUse',
  'unlock.soPinUnknown': 'soPinUnknown',
  'writing.certificateRevoked': 'keyCertificateRevoked',
  'writing.certificateHeld': 'keyCertificateHeld',
  'writing.certificateExpired': 'changeExpired',
  OrganisationChanged: 'organisationChanged',
  ReservedPhoneOpen: 'reservedPhoneOpen',
  AnotherPair: 'anotherPair',
  Refused: 'refused',
  SignerUnknown: 'signerUnknown',
  NotYourTurn: 'notYourTurn',
  UrgedLately: 'urgedLately',
  SignerLimited: 'signerLimited',
  CertificateNotInUse: 'certificateNotInUse',
}

function named(details: unknown, problem: (field: string) => string) {
  const fields = Array.isArray(details) ? details.filter((field) => typeof field === 'string') : []
  return fields.map((field) => ({ field, problem: problem(field) }))
}

/** What a certificate in hand says otherwise than the form, said at these fields. */
export const certificateMismatch = (fields: CertificateProblemField[]): Problem =>
  new Problem('proofingMismatch', {
    errors: fields.map((field) => ({ field, problem: certificateProblems[field] })),
  })

function refusalOf({ type, details }: ApplicationFailure): Problem | undefined {
  if (type === 'CodeRefused') {
    const [verdict, triesLeft] = details as [keyof typeof codeRefusals, number]
    return new Problem(codeRefusals[verdict], { values: { triesLeft: String(triesLeft) } })
  }
  const code = refusals[type ?? '']
  switch (code) {
    case undefined:
      return undefined
    case 'proofingMismatch':
      if (details?.[1] === 'certificate') return certificateMismatch(details[0] as CertificateProblemField[])
    // falls through
    case 'organisationChanged':
      return new Problem(code, {
        errors: named(details?.[0], (field) => (field === 'organisation.status' ? 'inactive' : 'mismatch')),
      })
    case 'materialsMissing':
      return new Problem(code, { errors: named(details, () => 'missing') })
    case 'tooSoon':
      return new Problem(code, { retryAfterSeconds: Math.max(1, Number(details?.[0]) || 1) })
    case 'urgedLately': {
      const next = Number(details?.[0])
      const seconds = Math.ceil((next - Date.now()) / 1000)
      return new Problem(code, { time: new Date(next), retryAfterSeconds: Math.max(1, seconds) })
    }
    case 'dailyLimit':
      return new Problem(code, { retryAfterSeconds: 86_400 })
    default:
      return new Problem(code)
  }
}

/** The problem behind a failed Update, or undefined when it is our own fault. */
export function problemOfUpdate(error: unknown): Problem | undefined {
  if (error instanceof WorkflowNotFoundError) return new Problem('wrongState')
  if (isTemporalAway(error) || error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) {
    return new Problem('temporarilyUnavailable')
  }
  if (!(error instanceof WorkflowUpdateFailedError)) return undefined
  const { cause } = error
  const root = cause instanceof ActivityFailure ? cause.cause : cause
  const refusal = root instanceof ApplicationFailure ? refusalOf(root) : undefined
  // An activity that gave up after its retries: the provider behind it does not answer.
  return refusal ?? (cause instanceof ActivityFailure ? new Problem('providerUnavailable') : undefined)
}

/**
 * Sends an Update to an order's workflow and waits until the read model shows it.
 * @throws Problem when the workflow refuses, or cannot answer now.
 */
export async function tellWorkflow<Args extends unknown[]>(
  temporal: Client,
  orderId: string,
  update: UpdateDefinition<void, Args>,
  ...args: Args
): Promise<void> {
  const handle = temporal.workflow.getHandle(orderId)
  try {
    // The client's types tell Updates with arguments from those without; a list is right for both.
    await temporal.connection.withDeadline(Date.now() + ANSWER_MS, () =>
      handle.executeUpdate(update as unknown as UpdateDefinition<void>, { args } as never),
    )
  } catch (error) {
    // Ended with its order, or from outside: then the order says so in a moment.
    if (error instanceof WorkflowNotFoundError) await lookAfter(temporal, orderId)
    throw problemOfUpdate(error) ?? error
  }
}
