import { expect, it } from 'vitest'
import { cpsVersions } from '../domain/cps.ts'
import { policyOid } from '../pki/profiles.ts'
import { versions } from '../ui/src/lib/cps/versions.ts'

// What the site publishes is what orders agree to and certificates name.

it('publishes every version, with the policy that its certificates carry', () => {
  expect(versions.map(({ version, publishedOn, policy }) => ({ version, publishedOn, policy }))).toEqual(
    cpsVersions.map(({ version, publishedOn }) => ({
      version,
      publishedOn,
      policy: policyOid('organisationUkey', version),
    })),
  )
})

it('never gives one policy to two versions', () => {
  expect(new Set(versions.map(({ policy }) => policy)).size).toBe(versions.length)
  // The certificates of the first version carry this.
  expect(policyOid('organisationUkey', '1.0')).toBe('1.3.6.1.4.1.32473.1.1.1')
})

it.each(versions)('has the nine chapters of RFC 3647 in both languages: $version', ({ statement }) => {
  for (const { chapters } of [statement.zh, statement.en]) {
    expect(chapters.map(({ title }) => Number.parseInt(title))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(chapters.every(({ paragraphs }) => paragraphs.length > 0)).toBe(true)
  }
})
