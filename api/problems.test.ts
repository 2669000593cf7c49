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

it('a value in a refusal is written as one that is filled in', () => {
  const details = [en, zh].flatMap((sentences) => Object.values(sentences).map(({ detail }) => detail))
  expect(details.filter((detail) => /(?<!\$)\{/.test(detail))).toEqual([])
})
