import { expect, it } from 'vitest'
import { certificateProblem } from './proofing.ts'

const now = new Date('2026-12-01T00:00:00Z')
const person = { holderNumber: 'P1', subject: 'CN=周宁' }
const certificate = {
  ...person,
  state: 'active',
  notAfter: new Date('2027-01-01T00:00:00Z'),
  supersededBy: null,
} as const

it.each([
  ['theirs and in use', {}, undefined],
  ['another’s', { holderNumber: 'P2' }, 'person.idNumber'],
  ['in the name of before', { subject: 'CN=周安' }, 'person.name'],
  ['on hold', { state: 'held' }, 'proofing.method'],
  ['revoked', { state: 'revoked' }, 'proofing.method'],
  ['not activated yet', { state: 'issued' }, 'proofing.method'],
  ['past its end', { notAfter: new Date('2026-11-30T00:00:00Z') }, 'proofing.method'],
  ['replaced by another', { supersededBy: 'next' }, 'proofing.method'],
] as const)(
  'a certificate proves who somebody is, or says at which field it does not: %s',
  (_, change, field) => {
    expect(certificateProblem({ ...certificate, ...change }, person, now)).toBe(field)
  },
)
