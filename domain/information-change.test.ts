import { describe, expect, it } from 'vitest'
import type { ApplicationForm } from './application-form.ts'
import { changeRefusal, classifyChange } from './information-change.ts'

const before = {
  organisation: { name: '示例科技有限公司', uscc: '91110108MA01ABCD2X' },
  legalRepresentative: {
    name: '王建国',
    idType: 'residentId',
    idNumber: '110108197003150016',
    phone: '13800000001',
  },
  operator: { name: '李梅', idNumber: '110108199207080025', phone: '13800000002', email: 'a@example.cn' },
  invoice: { email: 'b@example.cn', address: '', phone: '', bank: '', account: '' },
} as ApplicationForm
const after = (change: Partial<ApplicationForm>) => ({ ...before, ...change })
const operator = (change: object) => after({ operator: { ...before.operator, ...change } })

describe('a change', () => {
  it('of contact data touches no certificate; another phone asks for two codes', () => {
    expect(classifyChange(before, operator({ email: 'c@example.cn' }))).toEqual({
      class: 'contact',
      newPhone: false,
      registered: false,
    })
    expect(classifyChange(before, operator({ phone: '13800000009' }))).toMatchObject({ newPhone: true })
  })

  it('of the legal representative is for the registry to confirm, of the name it means another certificate', () => {
    const legal = { ...before.legalRepresentative, name: '陈思远' }
    expect(classifyChange(before, after({ legalRepresentative: legal }))).toMatchObject({
      class: 'contact',
      registered: true,
    })
    const organisation = { ...before.organisation!, name: '示例科技集团有限公司' }
    expect(classifyChange(before, after({ organisation }))).toMatchObject({
      class: 'certificate',
      registered: true,
    })
  })

  it('of a person’s name means another certificate, of the phone two codes, of the identity number another person', () => {
    const { organisation: _, ...form } = before
    const self = (changed: object) => ({
      ...form,
      operator: { ...form.operator, ...changed },
      legalRepresentative: { ...form.legalRepresentative, ...changed },
    })
    const person = self({})
    expect(classifyChange(person, self({ name: '李安' }))).toMatchObject({
      class: 'certificate',
      registered: true,
    })
    expect(classifyChange(person, self({ phone: '13800000009' }))).toEqual({
      class: 'contact',
      newPhone: true,
      registered: false,
    })
    expect(classifyChange(person, self({ idNumber: '110105200811300028' }))).toBe('otherHolder')
  })

  it('of the identifier is another organisation, and no change is none', () => {
    const organisation = { ...before.organisation!, uscc: '91310115MA1K23456L' }
    expect(classifyChange(before, after({ organisation }))).toBe('otherHolder')
    expect(classifyChange(before, after({}))).toBe('none')
  })
})

describe('a certificate', () => {
  const notAfter = new Date('2026-06-30T15:59:59Z')
  const standing = { certificate: 'active', token: 'active', notAfter, superseded: false } as const
  it('that has ended is renewed first', () => {
    expect(changeRefusal(standing, new Date('2026-06-30T15:59:59Z'))).toBeUndefined()
    expect(changeRefusal(standing, new Date('2026-06-30T16:00:00Z'))).toBe('expired')
  })
  it('on hold, or replaced already, is not changed', () => {
    expect(changeRefusal({ ...standing, certificate: 'held' }, notAfter)).toBe('certificateHeld')
    expect(changeRefusal({ ...standing, superseded: true }, notAfter)).toBe('alreadyRenewed')
  })
})
