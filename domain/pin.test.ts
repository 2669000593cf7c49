import { describe, expect, it } from 'vitest'
import { pinFault } from './pin.ts'

describe('a new PIN', () => {
  it.each([
    ['12345', 'short'],
    ['a'.repeat(33), 'long'],
    ['密码密码密码', 'characters'],
    ['123 456', 'characters'],
    ['000000', 'repeated'],
    ['aaaaaaaa', 'repeated'],
    ['123456', 'sequence'],
    ['987654', 'sequence'],
    ['abcdef', 'sequence'],
    ['135791', undefined],
    ['112233', undefined],
    ['48151623', undefined],
    ['123457', undefined],
  ])('%s: %s', (pin, fault) => {
    expect(pinFault(pin)).toBe(fault)
  })
})
