import { expect, it } from 'vitest'
import { currentCps } from '../../domain/cps.ts'
import { checkForm } from './form-check.ts'

const form = (cpsVersion: string) => ({
  organisation: { name: '示例科技有限公司', uscc: '91350100M000100Y43' },
  legalRepresentative: { name: '王五', idNumber: '11010519491231002X', phone: '13800000001' },
  operator: { name: '李四', idNumber: '11010519491231002X', phone: '13800000002', email: 'li@example.com' },
  proofing: { method: 'legalRepPhone' },
  invoice: { email: 'li@example.com' },
  delivery: { name: '李四', phone: '13800000002', province: '北京', city: '北京', street: '长安街 1 号' },
  agreement: { accepted: true, cpsVersion },
})

const draft = { kind: 'newApplication', state: 'draft' } as const

it('what is being filled in agrees to the practice statement of today', () => {
  expect(checkForm(form(currentCps.version), 'organisationUkey', draft).complete).toBe(true)
  expect(checkForm(form('9.9'), 'organisationUkey', draft)).toMatchObject({
    problems: [{ field: 'agreement.accepted' }],
  })
})

it('an order that has gone on, and a renewal of it, keep the version they agreed to', () => {
  expect(
    checkForm(form('1.0'), 'organisationUkey', { kind: 'newApplication', state: 'inReview' }).complete,
  ).toBe(true)
  expect(checkForm(form('1.0'), 'organisationUkey', { kind: 'renewal', state: 'draft' }).complete).toBe(true)
})

it('nobody agrees to what was never published', () => {
  expect(checkForm(form('9.9'), 'organisationUkey').complete).toBe(false)
})

it('a character that no font of ours has is told at its field, along with what else is wrong', () => {
  const { delivery, ...rest } = form(currentCps.version)
  const typed = {
    ...rest,
    operator: { ...rest.operator, phone: '1' },
    delivery: { ...delivery, name: '李\u{30001}' },
  }
  const check = checkForm(typed, 'organisationUkey', draft)
  expect(check).toEqual({
    complete: false,
    problems: [
      { field: 'operator.phone', problem: 'mobile' },
      { field: 'delivery.name', problem: 'unprintable' },
    ],
  })
})
