import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { siteTypes, siteTypesFile } from './site-types.ts'

it('the site’s client is typed from the API as it is now (else: node api/site-types.ts)', async () => {
  expect(await siteTypes()).toBe(readFileSync(siteTypesFile, 'utf8'))
})
