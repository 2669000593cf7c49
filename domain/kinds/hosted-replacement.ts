import type { KindDescription, Move, States } from './description.ts'
import { filling, fillingIn, judged, judging, proofingTells, reviewTells } from './steps.ts'

const states = {
  draft: 'applicant',
  confirmed: 'applicant',
  materialsUploaded: 'applicant',
  inReview: 'reviewer',
  materialsWanted: 'applicant',
  issuing: 'system',
  activating: 'applicant',
  completed: null,
  rejected: null,
  expired: null,
  cancelled: null,
  unactivated: null,
} as const satisfies States

type State = keyof typeof states

const moves = [
  ...fillingIn,
  { event: 'submitted', from: ['materialsUploaded'], to: 'inReview', by: 'applicant' },
  { event: 'cancelled', from: filling, to: 'cancelled', by: 'applicant' },
  { event: 'keyFound', from: [...filling, ...judging], to: 'cancelled', by: 'applicant' },
  ...judged({ approved: 'issuing', refused: 'rejected', cancelled: 'cancelled', lapsed: 'expired' }),

  { event: 'oldRevoked', from: ['issuing'], by: 'system' },
  { event: 'certificateIssued', from: ['issuing'], to: 'activating', by: 'system' },
  { event: 'activationReminded', from: ['activating'], by: 'system' },
  { event: 'activated', from: ['activating'], to: 'completed', by: 'applicant' },
  { event: 'activationLapsed', from: ['activating'], to: 'unactivated', by: 'system' },
] as const satisfies Move<State>[]

/** 托管证书补办: the signer's phone is lost; another certificate and key, for another phone, as after an application. */
export const hostedReplacement = {
  title: '托管证书补办',
  states,
  first: 'draft',
  moves,
  stages: {
    application: filling,
    review: judging,
    issuing: ['issuing'],
    activation: ['activating'],
  },
  succeeds: ['completed'],
  tells: {
    ...proofingTells,
    ...reviewTells,
    refused: ['hostedReplacementRefused'],
    lapsed: ['hostedReplacementRefused'],
    oldRevoked: ['hostedOldRevoked'],
    certificateIssued: ['hostedIssued'],
    activationReminded: ['activationReminder'],
    activated: ['hostedActivated', 'hostedActivatedLegal'],
    activationLapsed: ['activationLapsed'],
  },
  codes: { proofing: 'proofingCode', deposit: null, confirmOrder: 'confirmOrderCode' },
  depositCode: '验证码',
  deadlines: {},
  copiesForm: false,
  takesMaterials: true,
  makesKey: false,
  hostsKey: true,
  writesKeyInHand: false,
  besideOthersOnKey: false,
  oncePerCertificate: true,
  followsHosted: false,
} as const satisfies KindDescription<State, (typeof moves)[number]['event']>
