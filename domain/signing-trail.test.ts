import { expect, it } from 'vitest'
import zh from './messages/zh-CN/trail.json' with { type: 'json' }
import { describeTrail, type TrailEntry, type TrailEvent } from './signing-trail.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 10, 30, 4, minute))
const values = {
  ...{ phone: '138****8000', count: '2', time: '2026-11-30 12:05:00' },
  ...{ reason: '金额有误', name: '王**', number: '1' },
}
const entries = (Object.keys(zh.events) as TrailEvent[]).map((event, minute): TrailEntry => ({
  ...{ at: at(minute), who: minute % 2 ? 'system' : 1, event, values },
  ...(event === 'signed' && { address: null }),
}))
const facts = {
  ...{
    no: '20261130-000001',
    sender: '甲',
    state: 'completed' as const,
    until: null,
    documents: [],
    signers: [],
  },
  entries: entries.toReversed(),
}

it.each(['zh', 'en'] as const)(
  'everything that happens has its words, in the order of time: %s',
  (language) => {
    const sheet = describeTrail(facts, { language, at: at(0), site: 'https://ca.example' })
    expect(sheet.course.rows.map(([time]) => time)).toEqual(
      sheet.course.rows.map(([time]) => time).toSorted(),
    )
    expect(sheet.course.rows).toHaveLength(entries.length)
    expect(JSON.stringify(sheet)).not.toContain('${')
  },
)
