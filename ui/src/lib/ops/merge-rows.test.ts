import { expect, it } from 'vitest'
import { merged, moreUrgent } from './merge-rows.ts'

interface Row {
  no: string
  due: string | null
  priority: 'urgent' | 'normal'
}
const row = (no: string, due: string | null, priority: Row['priority'] = 'normal'): Row => ({
  no,
  due,
  priority,
})
const order = {
  of: ({ no }: Row) => no,
  before: (a: Row, b: Row) => moreUrgent({ ...a, id: a.no }, { ...b, id: b.no }),
}
const shown = [row('1', '2026-11-24'), row('2', '2026-11-25'), row('3', null)]
const numbers = (rows: Row[]) => rows.map(({ no }) => no).join('')

it('a row that changed moves to where it belongs now', () => {
  const read = [row('3', '2026-11-24T12:00')]
  expect(numbers(merged({ rows: shown, next: null }, ['3'], read, order))).toBe('132')
  const urgent = [row('3', null, 'urgent')]
  expect(numbers(merged({ rows: shown, next: null }, ['3'], urgent, order))).toBe('312')
})

it('a row that is no longer of the list is gone, and a new one comes in', () => {
  expect(numbers(merged({ rows: shown, next: null }, ['1'], [], order))).toBe('23')
  expect(numbers(merged({ rows: shown, next: null }, ['4'], [row('4', null)], order))).toBe('1234')
})

it('what belongs behind the last row comes with the next page', () => {
  expect(numbers(merged({ rows: shown, next: 'more' }, ['4'], [row('4', null)], order))).toBe('123')
})
