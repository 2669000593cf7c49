import { expect, it } from 'vitest'
import { locales, overwriteGetLocale } from './paraglide/runtime.js'
import { stateWords } from './words.ts'

it.each(locales)('in a list of states each has a name of its own (%s)', (locale) => {
  overwriteGetLocale(() => locale)
  const names = Object.values(stateWords).map((words) => words())
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
})
