// How far an order is, as its applicant sees it: the steps of its kind's description, those that are surely to come too,
// with who acts and by when. Times after which our own staff are told are no promises and not in it.
import { deadlines } from './deadlines.ts'
import type { Role, Stage } from './kinds/description.ts'
import { kinds, type OrderKind, type OrderState } from './kinds/kinds.ts'
import { isFinal, moves, waitsFor } from './order-states.ts'
import { addWorkingDays, type DueDate, type WorkingCalendar } from './working-days.ts'

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
  kind: OrderKind
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

type Way = readonly (readonly [Stage, readonly OrderState[]])[]

/** The stages of a kind, each with its states. */
const wayOf = (kind: OrderKind) => Object.entries(kinds[kind].stages) as unknown as Way

/** Whether an order in this state can still come to what it was begun for without one of these states. */
function canDoWithout(kind: OrderKind, state: OrderState, avoided: readonly OrderState[]): boolean {
  const seen = new Set([state])
  for (const here of seen) {
    const next = moves[kind].flatMap(({ from, to }) => (to && from.includes(here) ? [to] : []))
    for (const to of next) if (!avoided.includes(to)) seen.add(to)
  }
  return kinds[kind].succeeds.some((good) => seen.has(good))
}

/**
 * The steps of an order in their order: those that it has taken, the one that it is at, and those that no way to its good
 * end leaves out; of one that came to nothing also its refund.
 */
export function progressOf(facts: ProgressFacts): ProgressStep[] {
  const { kind, state, events } = facts
  const way = wayOf(kind)
  const stageOf = (one: OrderState) => way.findIndex(([, states]) => states.includes(one))
  const reached = new Set([kinds[kind].first, ...events.map(({ state: after }) => after)].map(stageOf))
  const isGoing = stageOf(state) >= 0
  const hasSucceeded = kinds[kind].succeeds.some((good) => good === state)
  const last = [...reached].filter((stage) => stage >= 0).at(-1) ?? 0
  const current = hasSucceeded ? way.length : isGoing ? stageOf(state) : last
  const days: Partial<Record<Stage, number>> = {
    review: facts.reviewDays,
    making: deadlines.makingWorkingDays,
    mailing: deadlines.mailingWorkingDays,
  }
  const shown = way.flatMap(([stage, states], index) => {
    const isShown =
      index <= current
        ? index === current || reached.has(index)
        : isGoing && !canDoWithout(kind, state, states)
    return isShown ? [{ stage, states, index }] : []
  })
  const ahead = shown.filter(({ index }) => index >= current).map(({ stage }) => stage)
  const expected = isGoing ? expectations(facts, ahead, days) : new Map<Stage, DueDate>()
  const steps = shown.map(({ stage, states, index }): ProgressStep => {
    const standing = index < current ? 'done' : index > current ? 'ahead' : isGoing ? 'current' : 'stopped'
    const due = expected.get(stage) ?? null
    return {
      stage,
      standing,
      who: standing === 'current' ? waitsFor[state] : standing === 'ahead' ? waitsFor[states[0]!] : null,
      at: index < current || standing === 'stopped' ? leftAt(states, events) : null,
      workingDays: days[stage] ?? null,
      expected: due,
      late: standing === 'current' && due !== null && due.dueAt < facts.now,
    }
  })
  const refund = refundStep(facts)
  return refund ? [...steps, refund] : steps
}

/** When an order left a stage for the last time. */
function leftAt(states: readonly OrderState[], events: ProgressFacts['events']): Date | null {
  const last = events.findLastIndex(({ state }) => states.includes(state))
  return events[last + 1]?.at ?? null
}

/** A step counts from the end of the one before; one that is late lets those after it count from today. */
function expectations(
  { state, events, reviewDue, calendar, now }: ProgressFacts,
  ahead: readonly Stage[],
  days: Partial<Record<Stage, number>>,
): Map<Stage, DueDate> {
  const expected = new Map<Stage, DueDate>()
  // While it is the applicant's turn nobody can say.
  if (waitsFor[state] === 'applicant') return expected
  let provisional = false
  let from =
    events.findLast(({ state: after }, index) => after === state && events[index - 1]?.state !== state)?.at ??
    now
  for (const stage of ahead) {
    const due =
      stage === 'review' && reviewDue
        ? reviewDue
        : days[stage] === undefined
          ? undefined
          : addWorkingDays(from, days[stage], calendar)
    if (!due) return expected
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
