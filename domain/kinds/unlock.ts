import type { KindDescription, Move, States } from './description.ts'
import { proofingTells } from './steps.ts'

const states = {
  verifying: 'applicant',
  riskReview: 'reviewer',
  authorised: 'applicant',
  completed: null,
  refused: null,
  expired: null,
  cancelled: null,
  needsReplacement: null,
} as const satisfies States

type State = keyof typeof states

const unlocking = ['verifying', 'authorised'] as const

const moves = [
  { event: 'unlockBegun', from: ['verifying'], by: 'applicant' },
  { event: 'unlockRefused', from: ['verifying'], to: 'refused', by: 'system' },
  { event: 'unlockQuestioned', from: ['verifying'], to: 'riskReview', by: 'system' },
  { event: 'unlockCleared', from: ['riskReview'], to: 'verifying', by: 'reviewer' },
  { event: 'unlockNotCleared', from: ['riskReview'], to: 'refused', by: 'system' },

  // Another browser may take over an authorised order: it has to prove the right to it anew.
  { event: 'phoneCodeRight', from: unlocking, to: 'authorised', by: 'applicant' },
  { event: 'proofingChosen', from: unlocking, by: 'applicant' },
  { event: 'depositSent', from: unlocking, by: 'applicant' },
  { event: 'depositArrived', from: unlocking, by: 'bank' },
  { event: 'depositFailed', from: unlocking, to: 'verifying', by: 'bank' },
  { event: 'proofed', from: unlocking, to: 'authorised', by: 'applicant' },
  { event: 'cancelled', from: ['verifying', 'riskReview'], to: 'cancelled', by: 'applicant' },
  { event: 'abandoned', from: ['verifying'], to: 'expired', by: 'system' },

  { event: 'unlockIssued', from: ['authorised'], by: 'applicant' },
  { event: 'unlocked', from: ['authorised'], to: 'completed', by: 'applicant' },
  { event: 'unlockUnconfirmed', from: ['authorised'], to: 'expired', by: 'system' },
  { event: 'authorisationOver', from: ['authorised'], to: 'expired', by: 'system' },
  { event: 'soPinLocked', from: ['authorised'], to: 'needsReplacement', by: 'applicant' },
] as const satisfies Move<State>[]

/** 单位证书解锁 (manual 4): a new PIN for a key whose PIN is locked. */
export const unlock = {
  title: '证书解锁',
  states,
  first: 'verifying',
  moves,
  stages: { verification: ['verifying'], risk: ['riskReview'], newPin: ['authorised'] },
  succeeds: ['completed'],
  tells: { ...proofingTells, unlocked: ['unlockDone', 'unlockDoneLegal'] },
  // The legal representative reads what the proof of identity is for.
  codes: { unlock: 'unlockCode', proofing: 'unlockAuthorisationCode', deposit: null },
  depositCode: '解锁授权码',
  deadlines: {
    /** An unlock waits so long for its holder to prove himself, and for a person where the risk asks for one. */
    unlockIdleDays: 7,
    unlockReviewDays: 3,
    /** How long an unlock authorisation code is good once it was typed in. */
    unlockMinutes: 10,
    /** An instruction given in the last of these minutes may still be carried out. */
    unlockConfirmMinutes: 2,
  },
  copiesForm: true,
  takesMaterials: false,
  makesKey: false,
  hostsKey: false,
  writesKeyInHand: false,
  // A PIN that locks in the middle of another process is unlocked beside it.
  besideOthersOnKey: true,
  oncePerCertificate: false,
  followsHosted: false,
} as const satisfies KindDescription<State, (typeof moves)[number]['event']>
