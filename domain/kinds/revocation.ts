import type { KindDescription, Move, States } from './description.ts'

const states = {
  requested: 'system',
  held: 'applicant',
  awaitingApproval: 'reviewer',
  revoked: null,
  refused: null,
  withdrawn: null,
  expired: null,
} as const satisfies States

type State = keyof typeof states

const moves = [
  { event: 'revocationAsked', from: ['requested'], to: 'held', by: 'system' },
  { event: 'revocationReminded', from: ['held'], by: 'system' },
  { event: 'revocationConfirmed', from: ['held'], to: 'revoked', by: 'applicant' },
  { event: 'revocationWithdrawn', from: ['held'], to: 'withdrawn', by: 'applicant' },

  // Staff ask: others decide. Two of them where an authority ordered it.
  { event: 'revocationProposed', from: ['requested'], to: 'awaitingApproval', by: 'system' },
  { event: 'revocationFirstApproved', from: ['awaitingApproval'], by: 'reviewer' },
  { event: 'revocationApproved', from: ['awaitingApproval'], to: 'revoked', by: 'reviewer' },
  { event: 'revocationRefused', from: ['awaitingApproval'], to: 'refused', by: 'reviewer' },
  { event: 'proposalWithdrawn', from: ['awaitingApproval'], to: 'withdrawn', by: 'reviewer' },

  { event: 'revokedElsewhere', from: ['requested', 'held', 'awaitingApproval'], to: 'revoked', by: 'system' },
  { event: 'certificateExpired', from: ['held', 'awaitingApproval'], to: 'expired', by: 'system' },
] as const satisfies Move<State>[]

const done = ['revocationDone', 'revocationDoneLegal'] as const
const takenBack = ['revocationTakenBack', 'revocationTakenBackLegal'] as const

/** 吊销: the holder, or staff, want a certificate revoked; it is on hold at once. */
export const revocation = {
  title: '吊销',
  states,
  first: 'requested',
  moves,
  stages: { report: ['requested'], confirmation: ['held'], approval: ['awaitingApproval'] },
  succeeds: ['revoked'],
  tells: {
    revocationAsked: ['revocationHeld', 'revocationHeldLegal'],
    revocationProposed: ['revocationProposed', 'revocationHeldLegal'],
    revocationReminded: ['revocationReminder'],
    revocationConfirmed: done,
    revocationApproved: done,
    revocationWithdrawn: takenBack,
    proposalWithdrawn: takenBack,
    revocationRefused: takenBack,
  },
  codes: { revocation: 'revocationCode' },
  depositCode: null,
  deadlines: {
    /** The holder who asked for a revocation and did not confirm it is reminded after so many days. */
    revocationReminderDays: 3,
    /** How often an open revocation looks whether its certificate was settled elsewhere. */
    revocationPollHours: 24,
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
