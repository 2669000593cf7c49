import type { KindDescription, Move, States } from './description.ts'

const states = {
  drafting: 'applicant',
  awaitingCode: 'applicant',
  stamping: 'system',
  completed: null,
  withdrawn: null,
  voided: null,
  expired: null,
} as const satisfies States

type State = keyof typeof states

const moves = [
  { event: 'documentsReady', from: ['drafting'], to: 'awaitingCode', by: 'applicant' },
  { event: 'documentsReopened', from: ['awaitingCode'], to: 'drafting', by: 'applicant' },
  { event: 'signed', from: ['awaitingCode'], to: 'stamping', by: 'applicant' },
  { event: 'stamped', from: ['stamping'], to: 'completed', by: 'system' },
  { event: 'signingWithdrawn', from: ['drafting', 'awaitingCode'], to: 'withdrawn', by: 'applicant' },
  { event: 'signingLocked', from: ['awaitingCode'], to: 'voided', by: 'system' },
  { event: 'certificateEnded', from: ['drafting', 'awaitingCode'], to: 'voided', by: 'system' },
  { event: 'signingExpired', from: ['drafting', 'awaitingCode'], to: 'expired', by: 'system' },
] as const satisfies Move<State>[]

/** 签署: documents are signed by a hosted certificate, with a code to its signer's phone. */
export const signing = {
  title: '签署',
  states,
  first: 'drafting',
  moves,
  stages: { documents: ['drafting'], signature: ['awaitingCode'], stamping: ['stamping'] },
  succeeds: ['completed'],
  tells: { signed: ['documentsSigned'], signingLocked: ['signingLocked'] },
  // Of these codes the worker of signing alone knows anything (activities/signing).
  codes: {},
  depositCode: null,
  deadlines: {
    /** How long documents wait for their signature. */
    signingDays: 7,
  },
  copiesForm: true,
  takesMaterials: false,
  makesKey: false,
  hostsKey: false,
  writesKeyInHand: false,
  besideOthersOnKey: false,
  oncePerCertificate: false,
  followsHosted: false,
} as const satisfies KindDescription<State, (typeof moves)[number]['event']>
