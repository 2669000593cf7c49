// Before each journey: they share one installation, so no key is left in the PC and no phone is tired from the one before.
import { beforeAll, inject } from 'vitest'
import { openDatabase } from '../db/database.ts'
import { press } from './actors.ts'
import { phonesRest } from './key-holder.ts'
import { readWorld } from './sandbox-world.ts'

beforeAll(async () => {
  const [site, sandbox, env] = [inject('site'), inject('sandbox'), inject('environment')]
  const { keys } = await readWorld(sandbox)
  for (const { serial } of keys.filter(({ place }) => place === 'desk-port')) {
    await press({ site, sandbox, env }, `keys/${serial}/place/desk`)
  }
  const { db, close } = openDatabase(env.DATABASE_URL)
  await phonesRest(db)
  await close()
})
