import { describe, expect, it } from 'vitest'
import { authorisedText, isWithin, namesInSms, noLimits, type Authorised } from './authorisation.ts'

const place = { page: 0, x: 10, y: 20, width: 100, height: 100 }
const authorised: Authorised = {
  id: 'a',
  purpose: 'signing',
  certificateId: 'c',
  phone: '13800000001',
  expiresAt: 1,
  documents: [{ id: 'd', sha256: 'ab', places: [place] }],
  sealSha256: 'cd',
  formSha256: null,
}
const [document] = authorised.documents

describe('a code is for exactly what was listed', () => {
  it.each<[string, Partial<Authorised>]>([
    ['another request', { id: 'b' }],
    ['another purpose', { purpose: 'activation' }],
    ['another certificate', { certificateId: 'd' }],
    ['another phone', { phone: '13800000002' }],
    ['a longer life', { expiresAt: 2 }],
    ['a changed document', { documents: [{ ...document!, sha256: 'ac' }] }],
    ['a moved seal', { documents: [{ ...document!, places: [{ ...place, x: 11 }] }] }],
    ['a strip of it', { documents: [{ ...document!, places: [{ ...place, strip: { index: 0, of: 2 } }] }] }],
    ['another seal', { sealSha256: null }],
    ['one document more', { documents: [document!, { ...document!, id: 'e' }] }],
    ['none', { documents: [] }],
    ['another form', { formSha256: 'ef' }],
  ])('not for %s', (_, change) =>
    expect(authorisedText({ ...authorised, ...change })).not.toBe(authorisedText(authorised)),
  )
})

it('an SMS names two documents, long names cut', () => {
  expect(namesInSms(['合同.pdf'])).toBe('合同.pdf')
  expect(namesInSms(['a'.repeat(30), '合同.pdf', '附件.pdf'])).toBe(`${'a'.repeat(20)}…、合同.pdf`)
})

describe('a signer signs within what was allowed', () => {
  const at = new Date('2026-12-31T15:00:00Z')
  it.each([
    ['without limits', noLimits, 1000, true],
    ['on the last day in Beijing', { ...noLimits, until: '2026-12-31' }, 0, true],
    ['not on the day after it', { ...noLimits, until: '2026-12-30' }, 0, false],
    ['up to the documents of a day', { ...noLimits, documentsPerDay: 5 }, 3, true],
    ['not beyond them', { ...noLimits, documentsPerDay: 5 }, 4, false],
  ])('%s', (_, limits, signed, may) => expect(isWithin(limits, { signed, documents: 2, at })).toBe(may))
})
