import { expect, it } from 'vitest'
import { cpsVersions } from '../domain/cps.ts'
import { policyOid } from '../pki/profiles.ts'
import { statements } from '../ui/src/lib/cps/versions.ts'

// What the site publishes is what orders agree to and certificates name.

const policies = cpsVersions.map(({ version }) =>
  policyOid('1.3.6.1.4.1.32473.1', 'organisationUkey', version),
)

it('publishes the text of every version', () => {
  expect(Object.keys(statements)).toEqual(cpsVersions.map(({ version }) => version))
})

it('never gives one policy to two versions', () => {
  expect(new Set(policies).size).toBe(policies.length)
  // The certificates of the first version carry this.
  expect(policies[0]).toBe('1.3.6.1.4.1.32473.1.1.1')
})

it.each(Object.entries(statements))(
  'has the nine chapters of RFC 3647 in both languages: %s',
  (_, statement) => {
    for (const { chapters } of [statement.zh, statement.en]) {
      expect(chapters.map(({ title }) => Number.parseInt(title))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
      expect(chapters.every(({ paragraphs }) => paragraphs.length > 0)).toBe(true)
    }
  },
)
