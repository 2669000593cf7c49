import type { KindDescription, Move } from './description.ts'
import { newApplication } from './new-application.ts'
import { filling, judging } from './steps.ts'

type State = keyof (typeof newApplication)['states']

/** What a first application does not know: money comes to the bank, a lost key may be found again. */
const moves = [
  ...newApplication.moves,
  { event: 'remittanceShort', from: ['awaitingPayment'], by: 'bank' },
  { event: 'remittanceMissed', from: ['awaitingPayment'], by: 'system' },
  { event: 'keyFound', from: [...filling, 'awaitingPayment'], to: 'cancelled', by: 'applicant' },
  { event: 'keyFound', from: judging, to: 'refunding', by: 'applicant' },
  { event: 'oldRevoked', from: ['making'], by: 'system' },
] as const satisfies Move<State>[]

/** 单位证书丢失补办 (manual 6): another key for a certificate whose key was lost or damaged. */
export const replacement = {
  ...newApplication,
  title: '证书补办',
  moves,
  tells: {
    ...newApplication.tells,
    // The manual announces the result by mail too (6, 第三步).
    approved: [...newApplication.tells.approved, 'replacementApproved'],
    refused: [...newApplication.tells.refused, 'replacementRefused'],
    oldRevoked: ['oldRevoked'],
    remittanceShort: ['remittanceShort'],
    remittanceMissed: ['remittanceMissed'],
  },
  deadlines: {
    /** A certificate that ends sooner is not replaced any more: its holder applies anew. */
    replaceableDays: 30,
  },
  oncePerCertificate: true,
} as const satisfies KindDescription<State, (typeof moves)[number]['event']>
