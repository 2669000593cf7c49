// `node db/set-up.ts`, at every start: the newest schema, its guards and rights, and the first data. By the database's owner.
import { config } from '../config.ts'
import { openDatabase } from './database.ts'
import { migrateDatabase } from './migrate.ts'
import { seedCalendar, seedDemoStaff } from './seed.ts'
import { staffAuth } from './staff-auth.ts'

const { db, close } = openDatabase()
await migrateDatabase(db)
await seedCalendar(db)
const { DEMO_STAFF, STAFF_ACCOUNTS_FILE, STAFF_AUTHENTICATOR_FILE } = config('seed')
if (DEMO_STAFF === '1') {
  if (!STAFF_ACCOUNTS_FILE || !STAFF_AUTHENTICATOR_FILE) {
    throw new Error('DEMO_STAFF needs STAFF_ACCOUNTS_FILE and STAFF_AUTHENTICATOR_FILE')
  }
  const auth = staffAuth(db, { siteUrl: config('site').SITE_URL, secret: config('staffAuth').AUTH_SECRET })
  await seedDemoStaff(db, auth, { accounts: STAFF_ACCOUNTS_FILE, authenticator: STAFF_AUTHENTICATOR_FILE })
}
await close()
