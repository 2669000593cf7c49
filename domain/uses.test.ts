import { describe, expect, it } from 'vitest'
import { usesText, type KeyUse } from './uses-text.ts'
import { monthBefore, monthSpan, usesMailRules } from './uses.ts'

describe('months are those of Beijing', () => {
  it.each([
    ['2026-12-01T01:00:00Z', '2026-11'],
    ['2026-11-30T15:59:59Z', '2026-10'],
    ['2026-11-30T16:00:00Z', '2026-11'],
    ['2027-01-01T01:00:00Z', '2026-12'],
  ])('on %s the last one is %s', (at, month) => expect(monthBefore(new Date(at))).toBe(month))

  it.each([
    ['2026-11', '2026-10-31T16:00:00.000Z', '2026-11-30T16:00:00.000Z'],
    ['2026-12', '2026-11-30T16:00:00.000Z', '2026-12-31T16:00:00.000Z'],
  ])('%s goes from %s to %s', (month, from, to) =>
    expect(Object.values(monthSpan(month)).map((at) => at.toISOString())).toEqual([from, to]),
  )
})

const use: KeyUse = {
  ...{
    at: new Date('2026-11-03T06:05:00Z'),
    purpose: 'signing',
    phone: '138****0001',
    address: '203.0.113.9',
  },
  ...{ documents: ['采购合同.pdf', '附件.pdf'], client: null, count: 2 },
}
const hashes: KeyUse = {
  ...use,
  ...{ purpose: 'hashSigning', documents: [], client: '合同平台', count: 100, address: null },
}

describe('the list of uses', () => {
  it('says of each what for, which documents, when in Beijing, by which phone and from where', () =>
    expect(usesText([{ serial: '1a2b', uses: [use, hashes] }], 'zh', false)).toBe(
      `证书 1a2b
2026-11-03 14:05 签署文件
  采购合同.pdf
  附件.pdf
  验证码发至 138****0001，来自 203.0.113.9
2026-11-03 14:05 签署文件摘要
  合同平台，100 项
  验证码发至 138****0001`,
    ))

  it('is short for a month without any, and says when it is the last one', () => {
    expect(usesText([{ serial: '1a2b', uses: [] }], 'en', false)).toBe('Not used this month.')
    expect(usesText([], 'zh', true)).toBe('本月没有使用。\n\n已没有可用的托管证书，这是最后一封。')
  })

  it('has the latest of very many, and says so', () => {
    const many = Array.from({ length: usesMailRules.most + 1 }, () => hashes)
    const text = usesText([{ serial: '1a2b', uses: many }], 'zh', false)
    expect(text.split('合同平台')).toHaveLength(usesMailRules.most + 1)
    expect(text).toMatch(/更早的使用请在网站上查看。$/)
  })
})
