import type { KindDescription, Move, States } from './description.ts'
import { paying } from './steps.ts'

const states = {
  draft: 'applicant',
  confirming: 'applicant',
  awaitingPayment: 'applicant',
  issuing: 'system',
  refunding: 'system',
  completed: null,
  expired: null,
  cancelled: null,
} as const satisfies States

type State = keyof typeof states

const moves = [
  { event: 'confirmed', from: ['draft'], to: 'confirming', by: 'applicant' },
  { event: 'returnedToModify', from: ['confirming'], to: 'draft', by: 'applicant' },
  { event: 'submitted', from: ['confirming'], to: 'awaitingPayment', by: 'applicant' },
  { event: 'cancelled', from: ['draft', 'confirming', 'awaitingPayment'], to: 'cancelled', by: 'applicant' },
  { event: 'abandoned', from: ['draft', 'confirming'], to: 'expired', by: 'system' },
  ...paying('issuing'),
  { event: 'certificateIssued', from: ['issuing'], to: 'completed', by: 'system' },
  // Held or revoked since its signer agreed.
  { event: 'certificateEnded', from: ['issuing'], to: 'refunding', by: 'system' },
  { event: 'lapseRefunded', from: ['refunding'], to: 'expired', by: 'system' },
] as const satisfies Move<State>[]

/** 托管证书更新 (as manual 2): more years, with a new key pair in the HSM, for the same phone. */
export const hostedRenewal = {
  title: '托管证书更新',
  states,
  first: 'draft',
  moves,
  stages: {
    application: ['draft', 'confirming'],
    payment: ['awaitingPayment'],
    issuing: ['issuing'],
  },
  succeeds: ['completed'],
  tells: {
    paymentExpired: ['paymentExpired'],
    certificateIssued: ['hostedRenewalDone'],
    certificateEnded: ['hostedRenewalEnded'],
    lapseRefunded: ['refunded'],
  },
  // Of these codes the worker of signing alone knows anything (activities/signing).
  codes: {},
  depositCode: null,
  deadlines: {},
  copiesForm: false,
  takesMaterials: false,
  makesKey: false,
  hostsKey: true,
  writesKeyInHand: false,
  besideOthersOnKey: false,
  oncePerCertificate: false,
  followsHosted: true,
} as const satisfies KindDescription<State, (typeof moves)[number]['event']>
