import { expect, it } from 'vitest'
import { mostUrgentFree } from './next-review.ts'
import type { WaitingReview } from './types.ts'

const review = (no: string, claimedBy: string | null): WaitingReview => ({
  no,
  holderName: '示例科技（北京）有限公司',
  product: 'organisationUkey',
  dueAt: '2026-11-24T09:30:00Z',
  provisional: false,
  overdue: false,
  openedAt: '2026-11-23T02:00:00Z',
  claimedBy,
  claimedUntil: claimedBy && '2026-11-24T03:00:00Z',
  doubts: 0,
  dueSoon: false,
  escalated: false,
  needsSecond: false,
  mine: true,
  cancellationAsked: false,
})

it('the next review is the first in the queue that nobody else holds', () => {
  const queue = [review('20261123-000001', 'zhou'), review('20261123-000002', null)]
  expect(mostUrgentFree(queue, 'limin')?.no).toBe('20261123-000002')
})

it('what I hold already comes before what is still free', () => {
  const queue = [review('20261123-000001', 'limin'), review('20261123-000002', null)]
  expect(mostUrgentFree(queue, 'limin')?.no).toBe('20261123-000001')
})

it('with everything held by others there is no next review', () => {
  expect(mostUrgentFree([review('20261123-000001', 'zhou')], 'limin')).toBeUndefined()
})

it('what waits for a second pair of eyes is not given to the first again', () => {
  const queue = [{ ...review('20261123-000001', null), mine: false }, review('20261123-000002', null)]
  expect(mostUrgentFree(queue, 'limin')?.no).toBe('20261123-000002')
})
