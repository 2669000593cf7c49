import { describe, expect, it } from 'vitest'
import { historyText, tells } from './history-text.ts'

const historyOf = (value: unknown) =>
  historyText({
    events: [
      {
        workflowExecutionStartedEventAttributes: {
          input: { payloads: [{ data: Buffer.from(JSON.stringify(value)) }] },
        },
      },
    ],
  })

describe('a history', () => {
  it.each([
    ['as an argument', '523496', ['523496']],
    ['in a field', '523496', { code: '523496' }],
    ['as a number', '523496', { code: 523496 }],
    ['in a sentence', '523496', { text: '您的验证码为523496，5分钟内有效。' }],
    ['at the end of one', '523496', { text: 'Your code is 523496.' }],
    ['as words', '王小明', { name: '王小明' }],
    ['as a longer number', '13800138000', { phone: '13800138000' }],
  ])('tells a secret %s', (_, secret, input) => expect(tells(historyOf(input), secret)).toBe(true))

  it.each([
    ['a number of an order', { no: '20261125-523496' }],
    ['a hash', { sha256: 'ab523496cd' }],
    ['a time', { at: 1795234961234 }],
    ['a fraction', { ratio: 0.523496 }],
    ['an identifier', { id: '019ac3b5-523496' }],
  ])('does not tell a code by the digits of %s', (_, input) =>
    expect(tells(historyOf(input), '523496')).toBe(false),
  )
})
