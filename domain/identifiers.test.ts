import { describe, expect, it } from 'vitest'
import {
  checkUscc,
  isBankCard,
  isCorporateAccount,
  isMobile,
  isResidentId,
  maskEmail,
  maskIdNumber,
  maskPhone,
  isOfAge,
} from './identifiers.ts'

describe('unified social credit code (GB 32100)', () => {
  it.each([
    ['91350100M000100Y43', 'valid'],
    ['91110000MA00000240', 'valid'], // the sum is a multiple of 31: check character 0
    ['91350100M000100Y4Z', 'malformed'], // Z is not in the alphabet
    ['91350100M000100Y44', 'doubtful'],
    ['91350100m000100y43', 'malformed'],
    ['9135010IM000100Y43', 'malformed'],
    ['', 'malformed'],
  ])('%s is %s', (value, verdict) => expect(checkUscc(value)).toBe(verdict))
})

describe('resident identity number (GB 11643)', () => {
  it.each([
    ['11010519491231002X', true],
    ['11010519491231002x', false],
    ['110105194912310021', false],
    ['11010519491331002X', false],
    ['11010519490231002X', false],
  ])('%s: %s', (value, valid) => expect(isResidentId(value)).toBe(valid))
})

describe('bank numbers', () => {
  it('a personal card has a Luhn check digit', () => {
    expect(isBankCard('6215582201003818703')).toBe(true)
    expect(isBankCard('6215582201003818704')).toBe(false)
  })
  it('a corporate account has no check digit, only length and digits', () => {
    expect(isCorporateAccount('0200001234567890124')).toBe(true)
    expect(isCorporateAccount('0200-0012')).toBe(false)
  })
})

it.each([
  ['13800000001', true],
  ['12800000001', false],
  ['1380000000', false],
])('mobile number %s: %s', (value, valid) => expect(isMobile(value)).toBe(valid))

it('masks leave too little to identify a person', () => {
  expect(maskPhone('13800000001')).toBe('138****0001')
  expect(maskEmail('wang@example.cn')).toBe('w***@example.cn')
  expect(maskIdNumber('11010519491231002X')).toBe('110*************2X')
})

it.each([
  ['2026-11-29', false],
  ['2026-11-30', true],
  ['2027-01-01', true],
])('a resident born on 2008-11-30 is of age on %s: %s', (day, ofAge) =>
  expect(isOfAge('110105200811300028', day)).toBe(ofAge),
)
