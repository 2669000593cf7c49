import type { KindDescription, Move, States } from './description.ts'
import { applicationTells, applying, applyingStates, filling, judged, paying, refunding } from './steps.ts'

const states = {
  ...applyingStates,
  making: 'keyStation',
  shipping: 'courier',
  returned: 'applicant',
  refunding: 'system',
  completed: null,
  rejected: null,
  expired: null,
  cancelled: null,
  undelivered: null,
} as const satisfies States

type State = keyof typeof states

const moves = [
  ...applying,
  ...paying('inReview'),
  ...judged({ approved: 'making', refused: 'refunding', cancelled: 'refunding', lapsed: 'refunding' }),
  ...refunding,

  { event: 'keyDamaged', from: ['making'], by: 'keyStation' },
  { event: 'keyMade', from: ['making'], to: 'shipping', by: 'keyStation' },
  { event: 'parcelReturned', from: ['shipping'], to: 'returned', by: 'courier' },
  { event: 'reshipped', from: ['returned'], to: 'shipping', by: 'keyStation' },
  { event: 'parcelLost', from: ['shipping', 'returned'], to: 'making', by: 'support' },
  { event: 'delivered', from: ['shipping'], to: 'completed', by: 'courier' },
  { event: 'givenUp', from: ['returned'], to: 'undelivered', by: 'system' },
] as const satisfies Move<State>[]

/** 单位证书申请 (manual 1): the first certificate of a holder, on a key that comes by courier. */
export const newApplication = {
  title: '证书申请',
  states,
  first: 'draft',
  moves,
  stages: {
    application: filling,
    payment: ['awaitingPayment'],
    review: ['inReview', 'materialsWanted'],
    making: ['making'],
    mailing: ['shipping', 'returned'],
  },
  succeeds: ['completed'],
  tells: {
    ...applicationTells,
    approved: ['approved', 'approvedByMemo'],
    keyMade: ['shipped'],
    reshipped: ['shipped'],
    parcelReturned: ['parcelReturned'],
    parcelLost: ['parcelLost'],
    delivered: ['delivered'],
    givenUp: ['undelivered'],
  },
  codes: { proofing: 'proofingCode', deposit: null, confirmOrder: 'confirmOrderCode' },
  depositCode: '验证码',
  deadlines: {},
  copiesForm: false,
  takesMaterials: true,
  makesKey: true,
  hostsKey: false,
  writesKeyInHand: false,
  besideOthersOnKey: false,
  oncePerCertificate: false,
  followsHosted: false,
} as const satisfies KindDescription<State, (typeof moves)[number]['event']>
