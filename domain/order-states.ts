// The allowed moves of each kind of order, once. The workflow moves by this table, the API refuses by it,
// the site and the console show only the buttons it allows.

export type OrderKind =
  'newApplication' | 'unlock' | 'lossReport' | 'replacement' | 'renewal' | 'informationChange' | 'revocation'

/** Kinds whose form is only a copy of an older order's. */
export const formCopies: readonly OrderKind[] = ['unlock', 'lossReport', 'revocation']

/** Kinds whose certificate goes into the key in the applicant's hand; whoever has that and its PIN is its holder. */
export const keyKinds = ['renewal', 'informationChange'] as const satisfies OrderKind[]

/** Whether the certificate of an order goes into the key in the applicant's hand. */
export const isOnKey = ({ kind }: { kind: OrderKind }): boolean =>
  (keyKinds as readonly OrderKind[]).includes(kind)

export type OrderState =
  | 'draft'
  | 'confirmed'
  | 'materialsUploaded'
  | 'awaitingPayment'
  | 'inReview'
  | 'materialsWanted'
  | 'making'
  | 'shipping'
  | 'returned'
  | 'completed'
  | 'refunding'
  | 'rejected'
  | 'expired'
  | 'cancelled'
  | 'undelivered'
  | 'verifying'
  | 'riskReview'
  | 'authorised'
  | 'needsReplacement'
  | 'refused'
  | 'reported'
  | 'held'
  | 'lifted'
  | 'replaced'
  | 'revoked'
  | 'confirming'
  | 'writing'
  | 'requested'
  | 'awaitingApproval'
  | 'withdrawn'

export type Role =
  'applicant' | 'reviewer' | 'keyStation' | 'support' | 'courier' | 'payment' | 'bank' | 'system'

export type OrderEvent =
  | 'formSaved'
  | 'depositSent'
  | 'depositArrived'
  | 'depositFailed'
  | 'proofed'
  | 'confirmed'
  | 'returnedToModify'
  | 'materialsUploaded'
  | 'submitted'
  | 'cancelled'
  | 'abandoned'
  | 'qrRenewed'
  | 'paid'
  | 'paymentExpired'
  | 'firstApproved'
  | 'approved'
  | 'refused'
  | 'materialsReturned'
  | 'materialsResent'
  | 'escalated'
  | 'cancellationAsked'
  | 'cancellationAgreed'
  | 'lapsed'
  | 'refunded'
  | 'cancellationRefunded'
  | 'lapseRefunded'
  | 'keyMade'
  | 'keyDamaged'
  | 'parcelReturned'
  | 'reshipped'
  | 'parcelLost'
  | 'delivered'
  | 'givenUp'
  | 'unlockBegun'
  | 'unlockRefused'
  | 'unlockQuestioned'
  | 'unlockCleared'
  | 'unlockNotCleared'
  | 'proofingChosen'
  | 'reservedPhoneProved'
  | 'phoneCodeRight'
  | 'unlockIssued'
  | 'unlocked'
  | 'unlockUnconfirmed'
  | 'authorisationOver'
  | 'soPinLocked'
  | 'remittanceShort'
  | 'remittanceMissed'
  | 'keyFound'
  | 'oldRevoked'
  | 'certificateHeld'
  | 'lifted'
  | 'liftClosed'
  | 'liftReopened'
  | 'revocationChosen'
  | 'replaced'
  | 'revokedElsewhere'
  | 'certificateExpired'
  | 'keyGenerated'
  | 'certificateWritten'
  | 'writingFinished'
  | 'leftUnfinished'
  | 'revokedUnfinished'
  | 'writingLapsed'
  | 'changeUnmatched'
  | 'contactChanged'
  | 'submittedForReview'
  | 'revocationAsked'
  | 'revocationProposed'
  | 'revocationReminded'
  | 'revocationConfirmed'
  | 'revocationWithdrawn'
  | 'revocationFirstApproved'
  | 'revocationApproved'
  | 'revocationRefused'
  | 'proposalWithdrawn'

interface Move {
  event: OrderEvent
  from: readonly OrderState[]
  /** Where it leads; absent when the order stays where it is. */
  to?: OrderState
  by: Role
}

/** How an order of each kind begins. */
export const firstStates: Record<OrderKind, OrderState> = {
  newApplication: 'draft',
  unlock: 'verifying',
  lossReport: 'reported',
  replacement: 'draft',
  renewal: 'draft',
  informationChange: 'draft',
  revocation: 'requested',
}

const filling = ['draft', 'confirmed', 'materialsUploaded'] as const
const judging = ['inReview', 'materialsWanted'] as const
const revoking = ['requested', 'held', 'awaitingApproval'] as const
const unlocking = ['verifying', 'authorised'] as const

/**
 * A certificate goes into the key in the applicant's hand. What is unplugged in between goes on where it was; until it
 * is in the key it can be given up, and it is when the certificate that it follows is revoked. `givenUp`, `over`: where
 * that leads.
 */
const writing = (givenUp: OrderState, over: OrderState): readonly Move[] => [
  { event: 'keyGenerated', from: ['writing'], by: 'applicant' },
  { event: 'certificateWritten', from: ['writing'], by: 'applicant' },
  { event: 'writingFinished', from: ['writing'], to: 'completed', by: 'applicant' },
  // It is in the key and works; only the old one was never taken away.
  { event: 'leftUnfinished', from: ['writing'], to: 'completed', by: 'system' },
  // It is in the key, and was revoked since: its holder knows of that by the revocation.
  { event: 'revokedUnfinished', from: ['writing'], to: 'completed', by: 'system' },
  { event: 'cancelled', from: ['writing'], to: givenUp, by: 'applicant' },
  { event: 'revokedElsewhere', from: ['writing'], to: over, by: 'system' },
  { event: 'writingLapsed', from: ['writing'], to: over, by: 'system' },
]

/** The reserved phone is to be another one: the old one's code, or where that is gone the identity proved anew. */
const replacingPhone: readonly Move[] = [
  { event: 'reservedPhoneProved', from: ['confirming'], by: 'applicant' },
  { event: 'proofingChosen', from: ['confirming'], by: 'applicant' },
  { event: 'depositSent', from: ['confirming'], by: 'applicant' },
  { event: 'depositArrived', from: ['confirming'], by: 'bank' },
  { event: 'depositFailed', from: ['confirming'], by: 'bank' },
  { event: 'proofed', from: ['confirming'], by: 'applicant' },
]

const ownMoves: Record<Exclude<OrderKind, 'replacement'>, readonly Move[]> = {
  newApplication: [
    { event: 'formSaved', from: ['draft'], by: 'applicant' },
    { event: 'depositSent', from: ['draft'], by: 'applicant' },
    { event: 'depositArrived', from: ['draft'], by: 'bank' },
    { event: 'depositFailed', from: filling, to: 'draft', by: 'bank' },
    { event: 'proofed', from: ['draft'], by: 'applicant' },
    { event: 'confirmed', from: ['draft'], to: 'confirmed', by: 'applicant' },
    { event: 'returnedToModify', from: ['confirmed', 'materialsUploaded'], to: 'draft', by: 'applicant' },
    { event: 'materialsUploaded', from: ['confirmed'], to: 'materialsUploaded', by: 'applicant' },
    { event: 'submitted', from: ['materialsUploaded'], to: 'awaitingPayment', by: 'applicant' },
    { event: 'cancelled', from: [...filling, 'awaitingPayment'], to: 'cancelled', by: 'applicant' },
    { event: 'abandoned', from: filling, to: 'expired', by: 'system' },

    { event: 'qrRenewed', from: ['awaitingPayment'], by: 'applicant' },
    { event: 'paid', from: ['awaitingPayment'], to: 'inReview', by: 'payment' },
    { event: 'paymentExpired', from: ['awaitingPayment'], to: 'expired', by: 'system' },

    { event: 'firstApproved', from: ['inReview'], by: 'reviewer' },
    { event: 'approved', from: ['inReview'], to: 'making', by: 'reviewer' },
    { event: 'refused', from: ['inReview'], to: 'refunding', by: 'reviewer' },
    { event: 'materialsReturned', from: ['inReview'], to: 'materialsWanted', by: 'reviewer' },
    { event: 'materialsResent', from: ['materialsWanted'], to: 'inReview', by: 'applicant' },
    { event: 'escalated', from: ['inReview'], by: 'system' },
    // Nobody has begun to examine it: it ends at once. Otherwise the reviewer agrees, or has decided already.
    { event: 'cancelled', from: judging, to: 'refunding', by: 'applicant' },
    { event: 'cancellationAsked', from: ['inReview'], by: 'applicant' },
    { event: 'cancellationAgreed', from: ['inReview'], to: 'refunding', by: 'reviewer' },
    { event: 'lapsed', from: ['materialsWanted'], to: 'refunding', by: 'system' },

    { event: 'refunded', from: ['refunding'], to: 'rejected', by: 'system' },
    { event: 'cancellationRefunded', from: ['refunding'], to: 'cancelled', by: 'system' },
    { event: 'lapseRefunded', from: ['refunding'], to: 'expired', by: 'system' },

    { event: 'keyDamaged', from: ['making'], by: 'keyStation' },
    { event: 'keyMade', from: ['making'], to: 'shipping', by: 'keyStation' },
    { event: 'parcelReturned', from: ['shipping'], to: 'returned', by: 'courier' },
    { event: 'reshipped', from: ['returned'], to: 'shipping', by: 'keyStation' },
    { event: 'parcelLost', from: ['shipping', 'returned'], to: 'making', by: 'support' },
    { event: 'delivered', from: ['shipping'], to: 'completed', by: 'courier' },
    { event: 'givenUp', from: ['returned'], to: 'undelivered', by: 'system' },
  ],

  unlock: [
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
  ],

  lossReport: [
    { event: 'certificateHeld', from: ['reported'], to: 'held', by: 'system' },
    { event: 'lifted', from: ['held'], to: 'lifted', by: 'applicant' },
    { event: 'liftClosed', from: ['held'], by: 'system' },
    { event: 'liftReopened', from: ['held'], by: 'system' },
    { event: 'revocationChosen', from: ['held'], to: 'revoked', by: 'applicant' },
    { event: 'replaced', from: ['held'], to: 'replaced', by: 'system' },
    { event: 'revokedElsewhere', from: ['reported', 'held'], to: 'revoked', by: 'system' },
    { event: 'certificateExpired', from: ['held'], to: 'expired', by: 'system' },
  ],

  renewal: [
    { event: 'confirmed', from: ['draft'], to: 'confirming', by: 'applicant' },
    { event: 'returnedToModify', from: ['confirming'], to: 'draft', by: 'applicant' },
    ...replacingPhone,
    { event: 'submitted', from: ['confirming'], to: 'awaitingPayment', by: 'applicant' },
    {
      event: 'cancelled',
      from: ['draft', 'confirming', 'awaitingPayment'],
      to: 'cancelled',
      by: 'applicant',
    },
    { event: 'abandoned', from: ['draft', 'confirming'], to: 'expired', by: 'system' },
    { event: 'qrRenewed', from: ['awaitingPayment'], by: 'applicant' },
    { event: 'paid', from: ['awaitingPayment'], to: 'writing', by: 'payment' },
    { event: 'paymentExpired', from: ['awaitingPayment'], to: 'expired', by: 'system' },
    ...writing('refunding', 'refunding'),
    { event: 'cancellationRefunded', from: ['refunding'], to: 'cancelled', by: 'system' },
    { event: 'lapseRefunded', from: ['refunding'], to: 'expired', by: 'system' },
  ],

  informationChange: [
    { event: 'confirmed', from: ['draft'], to: 'confirming', by: 'applicant' },
    // The registry says otherwise: papers are uploaded, and a person decides.
    { event: 'changeUnmatched', from: ['draft'], to: 'confirmed', by: 'applicant' },
    { event: 'materialsUploaded', from: ['confirmed'], to: 'confirming', by: 'applicant' },
    { event: 'returnedToModify', from: ['confirmed', 'confirming'], to: 'draft', by: 'applicant' },
    ...replacingPhone,
    { event: 'contactChanged', from: ['confirming'], to: 'completed', by: 'applicant' },
    { event: 'submitted', from: ['confirming'], to: 'writing', by: 'applicant' },
    { event: 'submittedForReview', from: ['confirming'], to: 'inReview', by: 'applicant' },
    {
      event: 'cancelled',
      from: ['draft', 'confirmed', 'confirming', ...judging],
      to: 'cancelled',
      by: 'applicant',
    },
    { event: 'abandoned', from: ['draft', 'confirmed', 'confirming'], to: 'expired', by: 'system' },

    { event: 'firstApproved', from: ['inReview'], by: 'reviewer' },
    { event: 'approved', from: ['inReview'], to: 'writing', by: 'reviewer' },
    { event: 'refused', from: ['inReview'], to: 'rejected', by: 'reviewer' },
    { event: 'materialsReturned', from: ['inReview'], to: 'materialsWanted', by: 'reviewer' },
    { event: 'materialsResent', from: ['materialsWanted'], to: 'inReview', by: 'applicant' },
    { event: 'escalated', from: ['inReview'], by: 'system' },
    { event: 'cancellationAsked', from: ['inReview'], by: 'applicant' },
    { event: 'cancellationAgreed', from: ['inReview'], to: 'cancelled', by: 'reviewer' },
    { event: 'lapsed', from: ['materialsWanted'], to: 'expired', by: 'system' },
    ...writing('cancelled', 'expired'),
  ],

  revocation: [
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

    { event: 'revokedElsewhere', from: revoking, to: 'revoked', by: 'system' },
    { event: 'certificateExpired', from: ['held', 'awaitingApproval'], to: 'expired', by: 'system' },
  ],
}

/** Procedure 6 besides what a first application knows: money comes to the bank, a lost key may be found again. */
const replacing: readonly Move[] = [
  { event: 'remittanceShort', from: ['awaitingPayment'], by: 'bank' },
  { event: 'remittanceMissed', from: ['awaitingPayment'], by: 'system' },
  { event: 'keyFound', from: [...filling, 'awaitingPayment'], to: 'cancelled', by: 'applicant' },
  { event: 'keyFound', from: judging, to: 'refunding', by: 'applicant' },
  { event: 'oldRevoked', from: ['making'], by: 'system' },
]

export const moves: Record<OrderKind, readonly Move[]> = {
  ...ownMoves,
  replacement: [...ownMoves.newApplication, ...replacing],
}

/** Whose move an order waits for in each state; nobody's once it has ended. */
export const waitsFor: Record<OrderState, Role | undefined> = {
  draft: 'applicant',
  confirmed: 'applicant',
  materialsUploaded: 'applicant',
  awaitingPayment: 'applicant',
  inReview: 'reviewer',
  materialsWanted: 'applicant',
  making: 'keyStation',
  shipping: 'courier',
  returned: 'applicant',
  refunding: 'system',
  completed: undefined,
  rejected: undefined,
  expired: undefined,
  cancelled: undefined,
  undelivered: undefined,
  verifying: 'applicant',
  riskReview: 'reviewer',
  authorised: 'applicant',
  needsReplacement: undefined,
  refused: undefined,
  reported: 'system',
  held: 'applicant',
  lifted: undefined,
  replaced: undefined,
  revoked: undefined,
  confirming: 'applicant',
  writing: 'applicant',
  requested: 'system',
  awaitingApproval: 'reviewer',
  withdrawn: undefined,
}

/** True once nothing more can happen to an order. */
export function isFinal(state: OrderState): boolean {
  return waitsFor[state] === undefined
}

/** The events that may happen to an order in this state, optionally only those of one role. */
export function allowedEvents(kind: OrderKind, state: OrderState, by?: Role): OrderEvent[] {
  return moves[kind]
    .filter((move) => move.from.includes(state) && (by === undefined || move.by === by))
    .map((move) => move.event)
}

/** The state after an event, or undefined when the table does not allow the event in this state. */
export function stateAfter(kind: OrderKind, state: OrderState, event: OrderEvent): OrderState | undefined {
  const move = moves[kind].find((candidate) => candidate.event === event && candidate.from.includes(state))
  return move && (move.to ?? state)
}
