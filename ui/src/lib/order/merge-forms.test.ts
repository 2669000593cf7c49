import { expect, it } from 'vitest'
import { typedForm } from '#lib/new-application/typed-form.ts'
import { mergeForms } from './merge-forms.ts'

const base = typedForm({ operator: { name: '李梅', phone: '13800000002' }, options: ['seal'] }, '1.0')
const operator = (more: Partial<typeof base.operator>) => ({
  ...base,
  operator: { ...base.operator, ...more },
})

it('what two windows changed in different fields is all kept', () => {
  const here = operator({ phone: '13800000003' })
  const there = { ...operator({ email: 'limei@example.cn' }), options: [] }
  const { form, clashes } = mergeForms(base, here, there)
  expect(form).toEqual({ ...operator({ phone: '13800000003', email: 'limei@example.cn' }), options: [] })
  expect([...clashes]).toEqual([])
})

it('of a field that both changed both words are kept: here those of here, told are those of there', () => {
  const { form, clashes } = mergeForms(base, operator({ name: '李某' }), operator({ name: '李莓' }))
  expect(form.operator.name).toBe('李某')
  expect([...clashes]).toEqual([['operator.name', '李莓']])
})

it('the same change twice is one', () => {
  const both = operator({ name: '' })
  expect(mergeForms(base, both, both)).toEqual({ form: both, clashes: new Map() })
})
