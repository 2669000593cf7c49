import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const pages = globSync(fileURLToPath(new URL('../../**/*.svelte', import.meta.url)))

it('no field cuts what is pasted, or lets the browser rewrite it: what is too long or no address is said at the field', () => {
  expect(pages.length).toBeGreaterThan(100)
  // Chromium turns the domain of an address into A-labels in a field of type email, and then calls them wrong.
  const cutting = pages.filter((page) =>
    /maxlength|type="email"|type: 'email'/.test(readFileSync(page, 'utf8')),
  )
  expect(cutting).toEqual([])
})
