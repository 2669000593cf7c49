import type { ApplicationForm } from '#lib/api/client.ts'

type Sections = Record<string, Record<string, unknown> | unknown[]>

/**
 * What becomes of a form that was changed in two windows, field by field: `base` is what both began with, `here` and
 * `there` what each made of it. `clashes`: what the other window has in fields that both changed, by dotted path; the form
 * has there what was typed here.
 */
export function mergeForms<Form extends ApplicationForm>(base: Form, here: Form, there: Form) {
  const clashes = new Map<string, unknown>()
  const merge = (path: string, [before, mine, theirs]: [unknown, unknown, unknown]): unknown => {
    const [a, b, c] = [before, mine, theirs].map((value) => JSON.stringify(value))
    if (b === a) return theirs
    if (c !== a && c !== b) clashes.set(path, theirs)
    return mine
  }
  const merged = Object.keys(here).map((section) => {
    const [before, mine, theirs] = [base, here, there].map((form) => (form as Sections)[section]!)
    if (Array.isArray(mine)) return [section, merge(section, [before, mine, theirs])]
    const of = (part: unknown, key: string) => (part as Record<string, unknown>)[key]
    const fields = Object.keys(mine!).map((key) => [
      key,
      merge(`${section}.${key}`, [of(before, key), of(mine, key), of(theirs, key)]),
    ])
    return [section, Object.fromEntries(fields)]
  })
  return { form: Object.fromEntries(merged) as Form, clashes }
}
