import { describe, expect, it } from 'vitest'
import {
  certificateAfter,
  certificateMoves,
  certificateStates,
  reasonNamed,
  revocationReasons,
  standingOf,
  type CertificateEvent,
} from './certificate-states.ts'

const events = Object.keys(certificateMoves) as CertificateEvent[]

describe('life of a certificate', () => {
  it('revoked is for ever', () => {
    expect(events.filter((event) => certificateAfter('revoked', event))).toEqual([])
  })
  it('whatever was or may have been signed can be revoked', () => {
    const alive = certificateStates.filter((state) => state !== 'revoked')
    expect(alive.map((state) => certificateAfter(state, 'revoked'))).toEqual(alive.map(() => 'revoked'))
  })
  it('only a hold is taken back', () => {
    expect(certificateStates.filter((state) => certificateAfter(state, 'released'))).toEqual(['held'])
  })
  it('a certificate nobody has is not put on hold', () => {
    expect(certificateAfter('prepared', 'held')).toBeUndefined()
  })
  it('every state is reached', () => {
    expect(new Set(['prepared', ...events.map((event) => certificateMoves[event].to)])).toEqual(
      new Set(certificateStates),
    )
  })
})

describe('standing', () => {
  const notAfter = new Date('2027-11-24T15:59:59Z')
  it('the last second still counts', () => {
    expect(standingOf({ state: 'active', notAfter }, new Date('2027-11-24T15:59:59.999Z'))).toBe('active')
    expect(standingOf({ state: 'active', notAfter }, new Date('2027-11-24T16:00:00Z'))).toBe('expired')
  })
  it('revoked stays revoked after the end', () => {
    expect(standingOf({ state: 'revoked', notAfter }, new Date('2030-01-01'))).toBe('revoked')
  })
})

it('each reason is found by its number', () => {
  for (const [name, code] of Object.entries(revocationReasons)) expect(reasonNamed(code)).toBe(name)
  expect(() => reasonNamed(7)).toThrow(RangeError)
})
