import { describe, expect, it } from 'vitest'
import { deadlines } from './deadlines.ts'
import { mayReportLoss, replacementRefusal, type LossCandidate } from './replacement.ts'

const DAY = 86_400_000
const now = new Date('2026-11-25T04:00:00Z')
const ends = (days: number) => new Date(now.getTime() + days * DAY)
const certificate = (state: LossCandidate['state'], days = 200) => ({
  state,
  notAfter: ends(days),
  superseded: false,
  inWriting: false,
})

describe('a certificate', () => {
  it.each([
    ['active', 200, true, undefined],
    ['held', 200, false, undefined],
    ['issued', 200, false, 'notInUse'],
    ['prepared', 200, false, 'notInUse'],
    ['revoked', 200, false, 'notInUse'],
    ['active', deadlines.replaceableDays, true, undefined],
    ['active', deadlines.replaceableDays - 1, true, 'endsSoon'],
    ['held', 0, false, 'expired'],
    ['active', -1, false, 'expired'],
  ] as const)('%s, ending in %i days: reported %s, replaced unless %s', (state, days, reports, refusal) => {
    expect(mayReportLoss(certificate(state, days), now)).toBe(reports)
    expect(replacementRefusal(certificate(state, days), now)).toBe(refusal)
  })

  it('that is being written into the key is reported with it, and not replaced', () => {
    const inWriting = { ...certificate('issued'), inWriting: true }
    expect(mayReportLoss(inWriting, now)).toBe(true)
    for (const state of ['issued', 'held'] as const)
      expect(replacementRefusal({ ...inWriting, state }, now)).toBe('notInUse')
  })

  it('that was renewed in its key is not replaced: the newer one is', () =>
    expect(replacementRefusal({ ...certificate('active'), superseded: true }, now)).toBe('superseded'))
})
