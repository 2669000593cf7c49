import type { KindDescription, Move, States } from './description.ts'
import { judged, proofingTells, replacingPhone, reviewTells, writing, writingTells } from './steps.ts'

const states = {
  draft: 'applicant',
  confirmed: 'applicant',
  confirming: 'applicant',
  inReview: 'reviewer',
  materialsWanted: 'applicant',
  writing: 'applicant',
  completed: null,
  rejected: null,
  expired: null,
  cancelled: null,
} as const satisfies States

type State = keyof typeof states

const asking = ['draft', 'confirmed', 'confirming'] as const

const moves = [
  { event: 'confirmed', from: ['draft'], to: 'confirming', by: 'applicant' },
  // The registry says otherwise: papers are uploaded, and a person decides.
  { event: 'changeUnmatched', from: ['draft'], to: 'confirmed', by: 'applicant' },
  { event: 'materialsUploaded', from: ['confirmed'], to: 'confirming', by: 'applicant' },
  { event: 'returnedToModify', from: ['confirmed', 'confirming'], to: 'draft', by: 'applicant' },
  ...replacingPhone,
  { event: 'contactChanged', from: ['confirming'], to: 'completed', by: 'applicant' },
  { event: 'submitted', from: ['confirming'], to: 'writing', by: 'applicant' },
  { event: 'submittedForReview', from: ['confirming'], to: 'inReview', by: 'applicant' },
  { event: 'cancelled', from: asking, to: 'cancelled', by: 'applicant' },
  { event: 'abandoned', from: asking, to: 'expired', by: 'system' },
  ...judged({ approved: 'writing', refused: 'rejected', cancelled: 'cancelled', lapsed: 'expired' }),
  ...writing('cancelled', 'expired'),
] as const satisfies Move<State>[]

/** 单位证书信息变更 (manual 7): contact data at once; what stands in the certificate by another certificate. */
export const informationChange = {
  title: '信息变更',
  states,
  first: 'draft',
  moves,
  stages: {
    application: ['draft', 'confirmed', 'confirming'],
    review: ['inReview', 'materialsWanted'],
    writing: ['writing'],
  },
  succeeds: ['completed'],
  tells: {
    ...proofingTells,
    ...reviewTells,
    ...writingTells,
    approved: ['changeReady'],
    refused: ['changeRejected'],
    lapsed: ['changeLapsed'],
    writingLapsed: ['changeLapsed'],
    contactChanged: ['contactChanged', 'phoneReplaced'],
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
  takesMaterials: true,
  makesKey: false,
  hostsKey: false,
  writesKeyInHand: true,
  besideOthersOnKey: false,
  oncePerCertificate: false,
  followsHosted: false,
} as const satisfies KindDescription<State, (typeof moves)[number]['event']>
