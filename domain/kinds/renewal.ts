import type { KindDescription, Move, States } from './description.ts'
import { paying, proofingTells, refundTells, replacingPhone, writing, writingTells } from './steps.ts'

const states = {
  draft: 'applicant',
  confirming: 'applicant',
  awaitingPayment: 'applicant',
  writing: 'applicant',
  refunding: 'system',
  completed: null,
  expired: null,
  cancelled: null,
} as const satisfies States

type State = keyof typeof states

const moves = [
  { event: 'confirmed', from: ['draft'], to: 'confirming', by: 'applicant' },
  { event: 'returnedToModify', from: ['confirming'], to: 'draft', by: 'applicant' },
  ...replacingPhone,
  { event: 'submitted', from: ['confirming'], to: 'awaitingPayment', by: 'applicant' },
  { event: 'cancelled', from: ['draft', 'confirming', 'awaitingPayment'], to: 'cancelled', by: 'applicant' },
  { event: 'abandoned', from: ['draft', 'confirming'], to: 'expired', by: 'system' },
  ...paying('writing'),
  ...writing('refunding', 'refunding'),
  { event: 'cancellationRefunded', from: ['refunding'], to: 'cancelled', by: 'system' },
  { event: 'lapseRefunded', from: ['refunding'], to: 'expired', by: 'system' },
] as const satisfies Move<State>[]

/** 单位证书更新 (manual 2): more years, with a new key pair, in the key that the holder has. */
export const renewal = {
  title: '证书更新',
  states,
  first: 'draft',
  moves,
  stages: {
    application: ['draft', 'confirming'],
    payment: ['awaitingPayment'],
    writing: ['writing'],
  },
  succeeds: ['completed'],
  tells: {
    ...proofingTells,
    ...writingTells,
    ...refundTells,
    paid: ['renewalPaid'],
    paymentExpired: ['paymentExpired'],
    writingLapsed: ['writingLapsed'],
  },
  codes: {
    confirmOrder: 'confirmOrderCode',
    reservedPhone: 'reservedPhoneCode',
    proofing: 'proofingCode',
    deposit: null,
  },
  depositCode: '验证码',
  deadlines: {},
  copiesForm: false,
  takesMaterials: false,
  makesKey: false,
  hostsKey: false,
  writesKeyInHand: true,
  besideOthersOnKey: false,
  oncePerCertificate: false,
  followsHosted: false,
} as const satisfies KindDescription<State, (typeof moves)[number]['event']>
