import { describe, expect, it } from 'vitest'
import type { AgentKey } from './agent.ts'
import { chosenKey } from './chosen-key.ts'

const key = (serial: string, more: { ours?: boolean; locked?: boolean } = {}): AgentKey => ({
  serial,
  label: 'UKEY',
  model: 'v1',
  ours: more.ours ?? true,
  pin: { set: true, atMost: 10, countLow: false, finalTry: false, locked: more.locked ?? false },
  certificates: [],
  pending: [],
})

describe('the key that a page may use', () => {
  it.each([
    ['nothing plugged in', [], 'noKey'],
    ['only a key of another CA', [key('9', { ours: false })], 'foreignKey'],
    ['one of ours', [key('1')], 'ready'],
    ['one of ours beside one of another CA', [key('9', { ours: false }), key('1')], 'ready'],
    ['two of ours, even with the wanted one among them', [key('1'), key('2')], 'severalKeys'],
    ['one of ours that is locked', [key('1', { locked: true })], 'locked'],
    ['another key of ours than the order’s', [key('2')], 'otherKey'],
    ['another key of ours, locked', [key('2', { locked: true })], 'otherKey'],
  ] as const)('%s', (_, keys, state) => {
    expect(chosenKey([...keys], '1').state).toBe(state)
  })
})
