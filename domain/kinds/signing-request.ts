import type { KindDescription, Move, States } from './description.ts'

const states = {
  drafting: 'applicant',
  awaitingSigners: 'signer',
  stamping: 'system',
  completed: null,
  declined: null,
  withdrawn: null,
  voided: null,
  expired: null,
} as const satisfies States

type State = keyof typeof states

const moves = [
  { event: 'requestSent', from: ['drafting'], to: 'awaitingSigners', by: 'applicant' },
  { event: 'signed', from: ['awaitingSigners'], by: 'signer' },
  { event: 'delegated', from: ['awaitingSigners'], by: 'signer' },
  { event: 'signersReminded', from: ['awaitingSigners'], by: 'system' },
  { event: 'signerUrged', from: ['awaitingSigners'], by: 'applicant' },
  { event: 'allSigned', from: ['awaitingSigners'], to: 'stamping', by: 'system' },
  { event: 'stamped', from: ['stamping'], to: 'completed', by: 'system' },
  { event: 'declined', from: ['awaitingSigners'], to: 'declined', by: 'signer' },
  { event: 'signingWithdrawn', from: ['drafting', 'awaitingSigners'], to: 'withdrawn', by: 'applicant' },
  { event: 'signingLocked', from: ['awaitingSigners'], to: 'voided', by: 'system' },
  { event: 'signerTakenBack', from: ['awaitingSigners'], to: 'voided', by: 'system' },
  { event: 'certificateEnded', from: ['awaitingSigners'], to: 'voided', by: 'system' },
  { event: 'signingExpired', from: ['drafting', 'awaitingSigners'], to: 'expired', by: 'system' },
] as const satisfies Move<State>[]

/** 签署请求: a sender has documents signed by several people, each by a hosted certificate and a code of their own. */
export const signingRequest = {
  title: '签署请求',
  states,
  first: 'drafting',
  moves,
  stages: { documents: ['drafting'], signature: ['awaitingSigners'], stamping: ['stamping'] },
  succeeds: ['completed'],
  tells: {
    stamped: ['requestCompleted'],
    declined: ['requestDeclined'],
    signingLocked: ['requestClosed'],
    signerTakenBack: ['requestClosed'],
    certificateEnded: ['requestClosed'],
    signingExpired: ['requestClosed'],
  },
  // Of the codes of signers the worker of signing alone knows anything (activities/signing).
  codes: {},
  depositCode: null,
  deadlines: {
    /** How long a request may be put together. */
    draftedRequestDays: 7,
    /** How long it waits for its signers: as its sender says, up to so many days. */
    usualRequestDays: 7,
    mostRequestDays: 60,
    /** How often those are reminded who have not signed. */
    signerReminderDays: 2,
  },
  copiesForm: true,
  takesMaterials: false,
  makesKey: false,
  hostsKey: false,
  writesKeyInHand: false,
  followsHosted: false,
  besideOthersOnKey: false,
  oncePerCertificate: false,
} as const satisfies KindDescription<State, (typeof moves)[number]['event']>
