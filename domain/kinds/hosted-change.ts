import type { KindDescription, Move, States } from './description.ts'
import { judged, reviewTells } from './steps.ts'

const states = {
  draft: 'applicant',
  confirmed: 'applicant',
  confirming: 'applicant',
  inReview: 'reviewer',
  materialsWanted: 'applicant',
  issuing: 'system',
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
  { event: 'contactChanged', from: ['confirming'], to: 'completed', by: 'applicant' },
  { event: 'submitted', from: ['confirming'], to: 'issuing', by: 'applicant' },
  { event: 'submittedForReview', from: ['confirming'], to: 'inReview', by: 'applicant' },
  { event: 'cancelled', from: asking, to: 'cancelled', by: 'applicant' },
  { event: 'abandoned', from: asking, to: 'expired', by: 'system' },
  ...judged({ approved: 'issuing', refused: 'rejected', cancelled: 'cancelled', lapsed: 'expired' }),
  { event: 'certificateIssued', from: ['issuing'], to: 'completed', by: 'system' },
  // Held or revoked since its signer agreed.
  { event: 'certificateEnded', from: ['issuing'], to: 'expired', by: 'system' },
] as const satisfies Move<State>[]

/** 托管证书信息变更 (as manual 7): contact data at once; what stands in the certificate by another certificate. */
export const hostedChange = {
  title: '托管证书信息变更',
  states,
  first: 'draft',
  moves,
  stages: {
    application: asking,
    review: ['inReview', 'materialsWanted'],
    issuing: ['issuing'],
  },
  succeeds: ['completed'],
  tells: {
    ...reviewTells,
    contactChanged: ['contactChanged'],
    refused: ['changeRejected'],
    lapsed: ['changeLapsed'],
    certificateIssued: ['hostedChangeDone'],
    certificateEnded: ['changeLapsed'],
  },
  codes: {},
  depositCode: null,
  deadlines: {},
  copiesForm: false,
  takesMaterials: true,
  makesKey: false,
  hostsKey: true,
  writesKeyInHand: false,
  besideOthersOnKey: false,
  oncePerCertificate: false,
  followsHosted: true,
} as const satisfies KindDescription<State, (typeof moves)[number]['event']>
