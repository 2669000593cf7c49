import { expect, it } from 'vitest'
import en from './messages/en/problems.json' with { type: 'json' }
import zh from './messages/zh-CN/problems.json' with { type: 'json' }

const placeholders = (sentences: Record<string, { detail: string }>) =>
  Object.fromEntries(
    Object.entries(sentences).map(([code, { detail }]) => [code, (detail.match(/\$\{\w+\}/g) ?? []).sort()]),
  )

it('a refusal names the same values in both languages', () => {
  expect(placeholders(en)).toEqual(placeholders(zh))
})
