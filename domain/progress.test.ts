import { describe, expect, it } from 'vitest'
import { kinds, orderKinds, type OrderKind, type OrderState } from './kinds/kinds.ts'
import { orderStates } from './order-states.ts'
import { progressOf } from './progress.ts'
import { addWorkingDays, beijingDate, type WorkingCalendar } from './working-days.ts'

// 2026-11-30 is a Monday; the schedule of 2027 is not announced yet.
const calendar: WorkingCalendar = { exceptions: new Map(), knownYears: new Set([2026]) }
const at = (day: string) => new Date(`${day}T02:00:00Z`)

function progress(
  path: [OrderState, string][],
  now: string,
  reviewFrom?: string,
  kind: OrderKind = 'newApplication',
) {
  const [state] = path.at(-1)!
  const steps = progressOf({
    kind,
    state,
    events: path.map(([after, day]) => ({ state: after, at: at(day) })),
    reviewDays: 3,
    reviewDue: reviewFrom ? addWorkingDays(at(reviewFrom), 3, calendar) : undefined,
    calendar,
    now: at(now),
  })
  return steps.map(({ stage, standing, expected, late }) =>
    [stage, standing, expected && beijingDate(expected.dueAt), late && 'late'].filter(Boolean).join(' '),
  )
}

const paid: [OrderState, string][] = [
  ['draft', '2026-11-28'],
  ['awaitingPayment', '2026-11-28'],
  ['inReview', '2026-11-30'],
]

it('review, making and mailing each end by working days after the one before', () => {
  expect(progress(paid, '2026-11-30', '2026-11-30')).toEqual([
    'application done',
    'payment done',
    'review current 2026-12-03',
    'making ahead 2026-12-08',
    'mailing ahead 2026-12-11',
  ])
})

it('before it is paid, and while documents are wanted, no day is named', () => {
  expect(progress(paid.slice(0, 2), '2026-11-28').at(-1)).toBe('mailing ahead')
  const wanted = [...paid, ['materialsWanted', '2026-12-01']] as typeof paid
  expect(progress(wanted, '2026-12-01', '2026-11-30').slice(2)).toEqual([
    'review current',
    'making ahead',
    'mailing ahead',
  ])
})

it('what is late says so, and what follows counts from today', () => {
  expect(progress(paid, '2026-12-07', '2026-11-30').slice(2)).toEqual([
    'review current 2026-12-03 late',
    'making ahead 2026-12-10',
    'mailing ahead 2026-12-15',
  ])
})

it('a day beyond the announced calendar is provisional', () => {
  const path = [...paid, ['making', '2026-12-31']] as typeof paid
  const steps = progressOf({
    kind: 'newApplication',
    state: 'making',
    events: path.map(([state, day]) => ({ state, at: at(day) })),
    reviewDays: 3,
    reviewDue: undefined,
    calendar,
    now: at('2026-12-31'),
  })
  expect(steps.map(({ expected }) => expected?.provisional)).toEqual([
    undefined,
    undefined,
    undefined,
    true,
    true,
  ])
})

it('another key for a lost parcel is made by a day of its own', () => {
  const lost = [...paid, ['making', '2026-12-02'], ['shipping', '2026-12-03'], ['making', '2026-12-09']]
  expect(progress(lost as typeof paid, '2026-12-09').slice(2)).toEqual([
    'review done',
    'making current 2026-12-14',
    'mailing ahead 2026-12-17',
  ])
})

describe('the right end', () => {
  it('a draft that was cancelled was never paid, reviewed, made or sent', () => {
    expect(
      progress(
        [
          ['draft', '2026-11-28'],
          ['cancelled', '2026-11-29'],
        ],
        '2026-11-29',
      ),
    ).toEqual(['application stopped'])
  })

  it('one that was refused ends at its review and with its money back', () => {
    const refused = [...paid, ['refunding', '2026-12-01']] as typeof paid
    expect(progress(refused, '2026-12-01').slice(2)).toEqual(['review stopped', 'refund current'])
    const back = [...refused, ['rejected', '2026-12-01']] as typeof paid
    expect(progress(back, '2026-12-02').slice(2)).toEqual(['review stopped', 'refund done'])
  })

  it('one that was delivered has every step behind it', () => {
    const path = [...paid, ['making', '2026-12-02'], ['shipping', '2026-12-03'], ['completed', '2026-12-05']]
    const steps = progress(path as typeof paid, '2026-12-06')
    expect(steps.every((step) => step.endsWith('done'))).toBe(true)
  })
})

it('at most one step is under way, and nothing is ahead of what has ended, in any state', () => {
  for (const state of orderStates) {
    const steps = progress([...paid, [state, '2026-12-02']], '2026-12-02')
    expect(steps.filter((step) => step.includes('current')).length).toBeLessThanOrEqual(1)
    const stopped = steps.findIndex((step) => step.includes('stopped'))
    if (stopped >= 0) expect(steps.slice(stopped).some((step) => step.includes('ahead'))).toBe(false)
  }
})

describe('of every kind', () => {
  it('each state that is not the end belongs to one stage', () => {
    for (const kind of orderKinds) {
      const staged = Object.values(kinds[kind].stages).flat() as OrderState[]
      const open = Object.entries(kinds[kind].states).flatMap(([state, who]) =>
        who && state !== 'refunding' ? [state] : [],
      )
      expect(staged.toSorted(), kind).toEqual(open.toSorted())
    }
  })

  it('a change that may end at once promises no step; one that is examined has the key to be written ahead', () => {
    const begun: [OrderState, string][] = [['confirming', '2026-11-30']]
    expect(progress(begun, '2026-11-30', undefined, 'informationChange')).toEqual(['application current'])
    const examined: typeof begun = [...begun, ['inReview', '2026-11-30']]
    expect(progress(examined, '2026-11-30', '2026-11-30', 'informationChange')).toEqual([
      'application done',
      'review current 2026-12-03',
      // The day is the holder's to say.
      'writing ahead',
    ])
    const changed: typeof begun = [...begun, ['completed', '2026-11-30']]
    expect(progress(changed, '2026-11-30', undefined, 'informationChange')).toEqual(['application done'])
  })

  it('an unlock is asked about only where the risk was; a revocation by its holder needs no approval', () => {
    expect(progress([['verifying', '2026-11-30']], '2026-11-30', undefined, 'unlock')).toEqual([
      'verification current',
      'newPin ahead',
    ])
    const revoked: [OrderState, string][] = [
      ['held', '2026-11-30'],
      ['revoked', '2026-11-30'],
    ]
    expect(progress(revoked, '2026-11-30', undefined, 'revocation')).toEqual([
      'report done',
      'confirmation done',
    ])
  })
})
