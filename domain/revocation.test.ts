import { describe, expect, it } from 'vitest'
import { decisionRefusal, mayBeRevoked, verdictOf } from './revocation.ts'

const yes = (by: string) => ({ by, approved: true })
const no = (by: string) => ({ by, approved: false })

describe('four eyes', () => {
  it('nobody decides on what they asked for, or twice', () => {
    expect(decisionRefusal({ askedBy: 'li', decisions: [] }, 'li')).toBe('ownRequest')
    expect(decisionRefusal({ askedBy: 'li', decisions: [yes('wu')] }, 'wu')).toBe('decidedBefore')
    expect(decisionRefusal({ askedBy: 'li', decisions: [yes('wu')] }, 'xu')).toBeUndefined()
  })

  it('one other person approves what staff ask for; the asker’s own approval counts for nothing', () => {
    expect(verdictOf('staff', { askedBy: 'li', decisions: [] })).toBe('open')
    expect(verdictOf('staff', { askedBy: 'li', decisions: [yes('li')] })).toBe('open')
    expect(verdictOf('staff', { askedBy: 'li', decisions: [yes('wu')] })).toBe('approved')
    expect(verdictOf('staff', { askedBy: 'li', decisions: [no('wu')] })).toBe('refused')
  })

  it('two others approve a legal order, and they are two people', () => {
    expect(verdictOf('legalOrder', { askedBy: 'li', decisions: [yes('wu')] })).toBe('firstApproved')
    expect(verdictOf('legalOrder', { askedBy: 'li', decisions: [yes('wu'), yes('wu')] })).toBe(
      'firstApproved',
    )
    expect(verdictOf('legalOrder', { askedBy: 'li', decisions: [yes('wu'), yes('xu')] })).toBe('approved')
    expect(verdictOf('legalOrder', { askedBy: 'li', decisions: [yes('wu'), no('xu')] })).toBe('refused')
  })
})

it('only what still works, or is on hold, can be revoked', () => {
  const now = new Date('2026-11-25T00:00:00Z')
  const notAfter = new Date('2027-11-25T00:00:00Z')
  for (const state of ['issued', 'active', 'held'] as const) {
    expect(mayBeRevoked({ state, notAfter }, now)).toBe(true)
    expect(mayBeRevoked({ state, notAfter: new Date('2026-11-24T00:00:00Z') }, now)).toBe(false)
  }
  for (const state of ['prepared', 'revoked'] as const)
    expect(mayBeRevoked({ state, notAfter }, now)).toBe(false)
})
