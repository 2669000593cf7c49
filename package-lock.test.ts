import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

interface Locked {
  link?: boolean
  /** It comes within another package, under that one's hash. */
  inBundle?: boolean
  integrity?: string
}

/** Builds for other platforms in a version that the registry lacked when the file was written: nothing to hash there. */
const missing = ['darwin-arm64', 'linux-arm64', 'win32-x64'].map((of) => `node_modules/@lix-js/sdk-${of}`)

it('every package of the lock file is held by a hash of what it was', () => {
  const file = readFileSync(new URL('package-lock.json', import.meta.url), 'utf8')
  const { packages } = JSON.parse(file) as { packages: Record<string, Locked> }
  const installed = Object.entries(packages).filter(
    ([path, { link, inBundle }]) => path !== '' && !link && !inBundle,
  )
  expect(installed.length).toBeGreaterThan(500)
  const loose = installed
    .filter(([, { integrity }]) => !integrity?.startsWith('sha512-'))
    .map(([path]) => path)
  expect(loose.filter((path) => !missing.includes(path))).toEqual([])
})
