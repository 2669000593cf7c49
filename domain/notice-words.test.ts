import { describe, expect, it } from 'vitest'
import en from './messages/en/notices.json' with { type: 'json' }
import zh from './messages/zh-CN/notices.json' with { type: 'json' }
import { fillTemplate, smsTemplate } from './notice-words.ts'
import { languages, noticeIds, smsNoticeIds } from './notices.ts'

/** The parameters of each text, by notice and part of it. */
const placeholders = (words: Record<string, string | { subject: string; text: string }>) =>
  Object.fromEntries(
    Object.entries(words).map(([id, text]) => {
      const whole = typeof text === 'string' ? text : `${text.subject}\n${text.text}`
      return [id, [...new Set(whole.match(/\$\{\w+\}/g))].sort()]
    }),
  )

describe('the words of notices', () => {
  it.each([
    ['zh-CN', zh],
    ['en', en],
  ])('%s has every notice and nothing else, each once', (_, words) => {
    expect(Object.keys(words).sort()).toEqual([...noticeIds].sort())
  })

  it('both languages are filled with the same', () => {
    expect(placeholders(en)).toEqual(placeholders(zh))
  })

  it('each SMS is a template of its own at the provider', () => {
    const codes = smsNoticeIds.flatMap((id) => languages.map((language) => smsTemplate(id, language).code))
    expect(new Set(codes).size).toBe(codes.length)
    for (const code of codes) expect(code).toMatch(/^SMS_30[12]\d{6}$/)
  })

  it('a parameter without a value is refused by its name', () => {
    expect(fillTemplate('订单${order}', { order: '1' })).toBe('订单1')
    expect(() => fillTemplate('订单${order}', {})).toThrow('order')
  })
})
