import { expect, it } from 'vitest'
import { typedForm } from './typed-form.ts'

it('what is stored comes back, and every other field is there to type in', () => {
  const form = typedForm({ organisation: { name: '示例科技' }, options: ['seal'] }, '1.0')
  expect(form.organisation).toEqual({ name: '示例科技', uscc: '' })
  expect(form.delivery.street).toBe('')
  expect(form.options).toEqual(['seal'])
})

it('consent to an older practice statement is no consent to the new one', () => {
  const agreement = { accepted: true, cpsVersion: '1.0' }
  expect(typedForm({ agreement }, '1.0').agreement).toEqual(agreement)
  expect(typedForm({ agreement }, '1.1').agreement).toEqual({ accepted: false, cpsVersion: '1.1' })
})
