import type { KindDescription, Move, States } from './description.ts'
import { judged, paying, refunding, refundTells, reviewTells } from './steps.ts'

const states = {
  draft: 'applicant',
  confirming: 'applicant',
  awaitingPayment: 'applicant',
  inReview: 'reviewer',
  materialsWanted: 'applicant',
  makingSeal: 'system',
  refunding: 'system',
  completed: null,
  rejected: null,
  expired: null,
  cancelled: null,
} as const satisfies States

type State = keyof typeof states

const choosing = ['draft', 'confirming'] as const

const moves = [
  { event: 'materialsUploaded', from: ['draft'], to: 'confirming', by: 'applicant' },
  { event: 'returnedToModify', from: ['confirming'], to: 'draft', by: 'applicant' },
  { event: 'submitted', from: ['confirming'], to: 'awaitingPayment', by: 'applicant' },
  { event: 'cancelled', from: [...choosing, 'awaitingPayment'], to: 'cancelled', by: 'applicant' },
  { event: 'abandoned', from: choosing, to: 'expired', by: 'system' },
  ...paying('makingSeal'),
  // A picture that we draw nobody has to look at.
  { event: 'imprintShown', from: ['makingSeal'], to: 'inReview', by: 'system' },
  ...judged({ approved: 'makingSeal', refused: 'refunding', cancelled: 'refunding', lapsed: 'refunding' }),
  { event: 'sealMade', from: ['makingSeal'], to: 'completed', by: 'system' },
  // Expired or revoked since it was paid, or in another name than the imprint.
  { event: 'certificateEnded', from: ['makingSeal'], to: 'refunding', by: 'system' },
  ...refunding,
] as const satisfies Move<State>[]

/** 签章制作 (manual, 签章制作费): a seal for a certificate that its holder has already. */
export const sealOrder = {
  title: '签章制作',
  states,
  first: 'draft',
  moves,
  stages: {
    application: choosing,
    payment: ['awaitingPayment'],
    review: ['inReview', 'materialsWanted'],
    sealMaking: ['makingSeal'],
  },
  succeeds: ['completed'],
  tells: {
    ...reviewTells,
    ...refundTells,
    paymentExpired: ['paymentExpired'],
    imprintShown: ['paymentReceived'],
    refused: ['rejected'],
    lapsed: ['lapsed'],
    refunded: ['refunded'],
    sealMade: ['sealMade'],
    certificateEnded: ['sealNotMade'],
  },
  codes: { confirmOrder: 'confirmOrderCode' },
  depositCode: null,
  deadlines: {},
  copiesForm: true,
  takesMaterials: false,
  makesKey: false,
  hostsKey: false,
  writesKeyInHand: false,
  besideOthersOnKey: false,
  oncePerCertificate: true,
  followsHosted: false,
} as const satisfies KindDescription<State, (typeof moves)[number]['event']>
