import { describe, expect, it } from 'vitest'
import { isRedirectUri, scopesByItself } from './api-clients.ts'

describe('a client gets by itself', () => {
  it.each([
    [['csc'], undefined, ['service']],
    [['signing-requests', 'csc'], undefined, ['signing-requests', 'service']],
    [['signing-requests', 'csc'], ['service'], ['service']],
    [['csc'], [], ['service']],
  ] as const)('with %j, asking for %j: %j', (permissions, asked, given) =>
    expect(scopesByItself(permissions, asked)).toEqual(given),
  )

  it.each([
    [['csc'], ['signing-requests']],
    [['csc'], ['credential']],
    [['csc'], ['service', 'signing-requests']],
    [['csc'], ['admin']],
    [[], undefined],
  ] as const)('nothing with %j, asking for %j', (permissions, asked) =>
    expect(scopesByItself(permissions, asked)).toBeUndefined(),
  )
})

it.each([
  ['https://contracts.example.cn/return?from=ca', true],
  ['http://127.0.0.1:8080/return', true],
  ['http://[::1]/return', true],
  ['http://contracts.example.cn/return', false],
  ['http://127.0.0.1.example.cn/return', false],
  ['https://contracts.example.cn/return#part', false],
  ['javascript:alert(1)', false],
  ['return', false],
])('people are sent with a code to %s: %s', (address, may) => expect(isRedirectUri(address)).toBe(may))
