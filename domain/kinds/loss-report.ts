import type { KindDescription, Move, States } from './description.ts'

const states = {
  reported: 'system',
  held: 'applicant',
  lifted: null,
  replaced: null,
  revoked: null,
  expired: null,
} as const satisfies States

type State = keyof typeof states

const moves = [
  { event: 'certificateHeld', from: ['reported'], to: 'held', by: 'system' },
  { event: 'lifted', from: ['held'], to: 'lifted', by: 'applicant' },
  { event: 'liftClosed', from: ['held'], by: 'system' },
  { event: 'liftReopened', from: ['held'], by: 'system' },
  { event: 'revocationChosen', from: ['held'], to: 'revoked', by: 'applicant' },
  { event: 'replaced', from: ['held'], to: 'replaced', by: 'system' },
  { event: 'revokedElsewhere', from: ['reported', 'held'], to: 'revoked', by: 'system' },
  { event: 'certificateExpired', from: ['held'], to: 'expired', by: 'system' },
] as const satisfies Move<State>[]

/** 挂失 (manual 6): the certificate of a lost key is on hold at once, at any hour. */
export const lossReport = {
  title: '挂失',
  states,
  first: 'reported',
  moves,
  stages: { report: ['reported'], hold: ['held'] },
  succeeds: ['lifted', 'replaced', 'revoked'],
  tells: {
    certificateHeld: ['lossHeld', 'lossHeldHosted', 'lossHeldLegal'],
    lifted: ['lossLifted', 'lossLiftedHosted', 'lossLiftedLegal'],
    liftClosed: ['liftClosed'],
    liftReopened: ['liftReopened', 'liftReopenedHosted'],
    revocationChosen: ['lossRevoked'],
  },
  codes: {},
  depositCode: null,
  deadlines: {
    /** How long whoever reported a loss can lift it again with key and PIN. */
    liftDays: 7,
    /** How often a certificate on hold is looked at, in case another process settled it. */
    heldPollHours: 24,
  },
  copiesForm: true,
  takesMaterials: false,
  makesKey: false,
  hostsKey: false,
  writesKeyInHand: false,
  besideOthersOnKey: false,
  oncePerCertificate: true,
  followsHosted: false,
} as const satisfies KindDescription<State, (typeof moves)[number]['event']>
