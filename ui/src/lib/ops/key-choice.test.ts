import { expect, it } from 'vitest'
import { chosenToken } from './key-choice.ts'

const blank = (serial: string) => ({ serial, model: 'kryoptic', state: 'blank' as const })
const used = (serial: string) => ({ serial, model: 'kryoptic', state: 'made' as const })

it('the only blank key is taken without asking', () => {
  expect(chosenToken({ online: true, plugged: [used('1'), blank('2')] })).toBe('2')
})

it('among several blank keys a person chooses', () => {
  const plugged = [blank('1'), blank('2')]
  expect(chosenToken({ online: true, plugged })).toBeUndefined()
  expect(chosenToken({ online: true, plugged }, '1')).toBe('1')
})

it('a picked key that was pulled out or used is not taken', () => {
  expect(chosenToken({ online: true, plugged: [blank('1'), blank('2')] }, '3')).toBeUndefined()
  expect(chosenToken({ online: true, plugged: [used('1'), blank('2')] }, '1')).toBe('2')
})

it('at a station that is away no key can be made', () => {
  expect(chosenToken({ online: false, plugged: [blank('1')] }, '1')).toBeUndefined()
})
