import { dirname } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { takeOverEarlierSystem } from '../bin/installation.ts'
import { certificates } from '../db/schema/certificates.ts'
import { daysLeft } from '../domain/renewal.ts'
import { tryPin } from './applicant-pc.ts'
import { readWorld } from './sandbox-world.ts'
import { startSkippingInstallation, type SkippingInstallation } from './skipping-installation.ts'

// What the first start does: keys of an earlier system on the applicant's desk, their certificates in our books.

let place: SkippingInstallation
beforeAll(async () => {
  place = await startSkippingInstallation()
}, 120_000)
afterAll(() => place?.stop())

const earlierKeys = async () => (await readWorld(place.sandbox)).keys.filter(({ earlier }) => earlier)

it('the first start takes over keys that end in 40 days, ended 100 and 400 days ago, the next ones nothing', async () => {
  const dataDir = dirname(place.env.DOCUMENT_DIR!)
  await takeOverEarlierSystem(dataDir, place.env)
  const ends = (await place.db.select().from(certificates)).map(({ notAfter }) =>
    daysLeft(notAfter, new Date()),
  )
  expect(ends.sort((a, b) => b - a)).toEqual([40, -100, -400])
  const keys = await earlierKeys()
  expect(keys.map(({ place: where }) => where)).toEqual(['desk', 'desk', 'desk'])
  for (const { serial, earlier } of keys) expect(await tryPin(place, serial, earlier!.pin)).toBe('signed')

  await takeOverEarlierSystem(dataDir, place.env)
  expect(await earlierKeys()).toHaveLength(3)
  expect(await place.db.select().from(certificates)).toHaveLength(3)
})
