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
  { event: 'reservedPhoneProved', from: ['confirming'], to: 'bindingPhone', by: 'applicant' },
  { event: 'phoneBound', from: ['bindingPhone'], to: 'completed', by: 'applicant' },
  { event: 'cancelled', from: open, to: 'cancelled', by: 'applicant' },
  { event: 'abandoned', from: open, to: 'expired', by: 'system' },
] as const satisfies Move<State>[]

/** 更换签署手机: the signer of a hosted certificate gets its codes at another phone; the old one and the new one agree. */
export const phoneChange = {
  title: '更换签署手机',
  states,
  first: 'confirming',
  moves,
  stages: { confirmation: ['confirming'], activation: ['bindingPhone'] },
  succeeds: ['completed'],
  tells: { phoneBound: ['phoneReplaced', 'signerPhoneChanged', 'signerPhoneChangedLegal'] },
  // Of these codes the worker of signing alone knows anything (activities/signing).
  codes: {},
  depositCode: null,
  deadlines: {
    /** How long a change of phone waits for the next code. */
    phoneChangeDays: 3,
  },
  copiesForm: false,
  takesMaterials: false,
  makesKey: false,
  hostsKey: false,
  writesKeyInHand: false,
  besideOthersOnKey: false,
  oncePerCertificate: false,
  followsHosted: true,
} as const satisfies KindDescription<State, (typeof moves)[number]['event']>
