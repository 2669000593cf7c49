// How far an order of a key by courier is, as its applicant sees it: every step of the manual's picture (1, 申请流程),
// those to come too, with who acts and by when. Times after which our own staff are told are no promises and not in it.
import { deadlines } from './deadlines.ts'
import type { Role } from './kinds/description.ts'
import type { OrderState } from './kinds/kinds.ts'
import { isFinal, waitsFor } from './order-states.ts'
import { addWorkingDays, type DueDate, type WorkingCalendar } from './working-days.ts'

export const stages = ['application', 'payment', 'review', 'making', 'mailing'] as const
export type Stage = (typeof stages)[number]

const stageOf: Partial<Record<OrderState, Stage>> = {
  draft: 'application',
  confirmed: 'application',
  materialsUploaded: 'application',
  awaitingPayment: 'payment',
  inReview: 'review',
  materialsWanted: 'review',
  making: 'making',
  shipping: 'mailing',
  returned: 'mailing',
}

const firstRole: Record<Stage, Role> = {
  application: 'applicant',
  payment: 'applicant',
  review: 'reviewer',
  making: 'keyStation',
  mailing: 'courier',
}

export interface ProgressStep {
  stage: Stage | 'refund'
  /** `stopped`: here the order came to its end, or was turned back. */
  standing: 'done' | 'current' | 'ahead' | 'stopped'
  /** Whose turn it is, or will be; null once it is over. */
  who: Role | null
  /** When it was over. */
  at: Date | null
  /** Working days that it usually takes; null where that is for the applicant to say. */
  workingDays: number | null
  /** The day by whose end it should be over; null while nobody can say. */
  expected: DueDate | null
  /** That day has passed. */
  late: boolean
}

export interface ProgressFacts {
  state: OrderState
  /** What happened, in order: the state after each move, and when. */
  events: readonly { state: OrderState; at: Date }[]
  /** Working days that a reviewer of such an order has. */
  reviewDays: number
  /** When the review that is open should be decided. */
  reviewDue: DueDate | undefined
  calendar: WorkingCalendar
  now: Date
}

/** The steps of an order in their order; of one that came to nothing only those that it reached, and its refund. */
export function progressOf(facts: ProgressFacts): ProgressStep[] {
  const { state, events } = facts
  const reached = events.flatMap(({ state: after }) => stageOf[after] ?? [])
  const here = stageOf[state] ?? reached.at(-1) ?? 'application'
  const current = state === 'completed' ? stages.length : stages.indexOf(here)
  const isGoing = stageOf[state] !== undefined
  const days = {
    application: null,
    payment: null,
    review: facts.reviewDays,
    making: deadlines.makingWorkingDays,
    mailing: deadlines.mailingWorkingDays,
  }
  const expected = isGoing ? expectations(facts, current, days) : new Map<Stage, DueDate>()
  const shown = isGoing || state === 'completed' ? stages : stages.slice(0, current + 1)
  const steps = shown.map((stage, index): ProgressStep => {
    const standing = index < current ? 'done' : index > current ? 'ahead' : isGoing ? 'current' : 'stopped'
    const due = expected.get(stage) ?? null
    return {
      stage,
      standing,
      who: standing === 'current' ? waitsFor[state] : standing === 'ahead' ? firstRole[stage] : null,
      at: index < current || standing === 'stopped' ? leftAt(stage, events) : null,
      workingDays: days[stage],
      expected: due,
      late: standing === 'current' && due !== null && due.dueAt < facts.now,
    }
  })
  const refund = refundStep(facts)
  return refund ? [...steps, refund] : steps
}

/** When an order left a stage for the last time. */
function leftAt(stage: Stage, events: ProgressFacts['events']): Date | null {
  const last = events.findLastIndex(({ state }) => stageOf[state] === stage)
  return events[last + 1]?.at ?? null
}

/** A step counts from the end of the one before; one that is late lets those after it count from today. */
function expectations(
  { state, events, reviewDue, calendar, now }: ProgressFacts,
  current: number,
  days: Record<Stage, number | null>,
): Map<Stage, DueDate> {
  const expected = new Map<Stage, DueDate>()
  // While it is the applicant's turn nobody can say.
  if (waitsFor[state] === 'applicant') return expected
  let provisional = false
  let from =
    events.findLast(({ state: after }, index) => after === state && events[index - 1]?.state !== state)?.at ??
    now
  for (const stage of stages.slice(current)) {
    const due = stage === 'review' && reviewDue ? reviewDue : addWorkingDays(from, days[stage] ?? 0, calendar)
    provisional ||= due.provisional
    expected.set(stage, { dueAt: due.dueAt, provisional })
    from = due.dueAt > now ? due.dueAt : now
  }
  return expected
}

function refundStep({ state, events }: ProgressFacts): ProgressStep | undefined {
  const asked = events.findIndex(({ state: after }) => after === 'refunding')
  if (asked < 0) return undefined
  const done = isFinal(state)
  return {
    stage: 'refund',
    standing: done ? 'done' : 'current',
    who: done ? null : waitsFor[state],
    at: done ? (events.at(-1)?.at ?? null) : null,
    workingDays: null,
    expected: null,
    late: false,
  }
}
