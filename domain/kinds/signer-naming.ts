import type { KindDescription, Move, States } from './description.ts'

const states = {
  confirming: 'applicant',
  bindingPhone: 'applicant',
  completed: null,
  expired: null,
  cancelled: null,
} as const satisfies States

type State = keyof typeof states

const open = ['confirming', 'bindingPhone'] as const

const moves = [
  { event: 'namingAgreed', from: ['confirming'], to: 'bindingPhone', by: 'applicant' },
  { event: 'signerNamed', from: ['bindingPhone'], to: 'completed', by: 'applicant' },
  { event: 'cancelled', from: open, to: 'cancelled', by: 'applicant' },
  { event: 'abandoned', from: open, to: 'expired', by: 'system' },
] as const satisfies Move<State>[]

/** 指定签署人: the first signer of a hosted certificate lets another person sign by it, within limits; both phones agree. */
export const signerNaming = {
  title: '指定签署人',
  states,
  first: 'confirming',
  moves,
  stages: { confirmation: ['confirming'], activation: ['bindingPhone'] },
  succeeds: ['completed'],
  tells: { signerNamed: ['signerNamed', 'signerNamedLegal'] },
  // Of these codes the worker of signing alone knows anything (activities/signing).
  codes: {},
  depositCode: null,
  deadlines: {
    /** How long the naming of a signer waits for the next code. */
    signerNamingDays: 3,
  },
  copiesForm: true,
  takesMaterials: false,
  makesKey: false,
  hostsKey: false,
  writesKeyInHand: false,
  besideOthersOnKey: false,
  oncePerCertificate: false,
  followsHosted: true,
} as const satisfies KindDescription<State, (typeof moves)[number]['event']>
