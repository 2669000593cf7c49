import type { KindDescription, Move, States } from './description.ts'
import { applicationTells, applying, applyingStates, filling, judged, paying, refunding } from './steps.ts'

const states = {
  ...applyingStates,
  issuing: 'system',
  activating: 'applicant',
  refunding: 'system',
  completed: null,
  rejected: null,
  expired: null,
  cancelled: null,
  unactivated: null,
} as const satisfies States

type State = keyof typeof states

const moves = [
  ...applying,
  ...paying('inReview'),
  ...judged({ approved: 'issuing', refused: 'refunding', cancelled: 'refunding', lapsed: 'refunding' }),
  ...refunding,

  { event: 'certificateIssued', from: ['issuing'], to: 'activating', by: 'system' },
  { event: 'activationReminded', from: ['activating'], by: 'system' },
  { event: 'activated', from: ['activating'], to: 'completed', by: 'applicant' },
  { event: 'activationLapsed', from: ['activating'], to: 'unactivated', by: 'system' },
] as const satisfies Move<State>[]

/** 托管证书申请 (manual, page 1): a certificate without a token. Its key lies in the HSM; a phone and its codes use it. */
export const hostedApplication = {
  title: '托管证书申请',
  states,
  first: 'draft',
  moves,
  stages: {
    application: filling,
    payment: ['awaitingPayment'],
    review: ['inReview', 'materialsWanted'],
    issuing: ['issuing'],
    activation: ['activating'],
  },
  succeeds: ['completed'],
  tells: {
    ...applicationTells,
    certificateIssued: ['hostedIssued'],
    activationReminded: ['activationReminder'],
    activated: ['hostedActivated', 'hostedActivatedLegal'],
    activationLapsed: ['activationLapsed'],
  },
  codes: { proofing: 'proofingCode', deposit: null, confirmOrder: 'confirmOrderCode' },
  depositCode: '验证码',
  deadlines: {
    /** How long a hosted certificate waits for the phone that is to use it, and when its signer is reminded. */
    activationDays: 30,
    activationReminderDays: 7,
  },
  copiesForm: false,
  takesMaterials: true,
  makesKey: false,
  hostsKey: true,
  writesKeyInHand: false,
  besideOthersOnKey: false,
  oncePerCertificate: false,
  followsHosted: false,
} as const satisfies KindDescription<State, (typeof moves)[number]['event']>
