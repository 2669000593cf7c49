import type { KindDescription, Move, States } from './description.ts'

const states = {
  awaitingCode: 'applicant',
  completed: null,
  withdrawn: null,
  voided: null,
  expired: null,
} as const satisfies States

type State = keyof typeof states

const moves = [
  { event: 'signed', from: ['awaitingCode'], to: 'completed', by: 'applicant' },
  { event: 'signingWithdrawn', from: ['awaitingCode'], to: 'withdrawn', by: 'applicant' },
  { event: 'signingLocked', from: ['awaitingCode'], to: 'voided', by: 'system' },
  { event: 'certificateEnded', from: ['awaitingCode'], to: 'voided', by: 'system' },
  { event: 'signingExpired', from: ['awaitingCode'], to: 'expired', by: 'system' },
] as const satisfies Move<State>[]

/** 远程签名: hashes that another system brings are signed by a hosted certificate, with a code to its signer's phone. */
export const hashSigning = {
  title: '远程签名',
  states,
  first: 'awaitingCode',
  moves,
  stages: { signature: ['awaitingCode'] },
  succeeds: ['completed'],
  tells: { signed: ['documentsSigned'], signingLocked: ['signingLocked'] },
  // Of these codes the worker of signing alone knows anything (activities/signing).
  codes: {},
  depositCode: null,
  deadlines: {
    /** How long hashes wait for their signer. */
    hashSigningMinutes: 15,
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
