import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { eq } from 'drizzle-orm'
import { URI } from 'otpauth'
import { z } from 'zod'
import type { Database } from './database.ts'
import { calendarDays } from './schema/review.ts'
import { user } from './schema/staff.ts'
import { staffRoles, type StaffRole } from '../domain/staff.ts'
import { addStaffMember, type StaffAuth } from './staff-auth.ts'

// Runs on every start; a second run changes nothing.

const announced = z.object({
  holidays: z.record(z.string(), z.string()),
  workdays: z.record(z.string(), z.string()),
})

/** Loads the State Council's holidays and make-up working days that the package chinese-days knows. */
export async function seedCalendar(db: Database): Promise<void> {
  const file = fileURLToPath(import.meta.resolve('chinese-days/dist/chinese-days.json'))
  const { holidays, workdays } = announced.parse(JSON.parse(readFileSync(file, 'utf8')))
  // "New Year's Day,元旦,1": English name, Chinese name, days of the holiday.
  const chineseName = (text: string) => text.split(',')[1] ?? text
  const days = [
    ...Object.entries(holidays).map(([day, text]) => ({ day, working: false, name: chineseName(text) })),
    ...Object.entries(workdays).map(([day, text]) => ({ day, working: true, name: chineseName(text) })),
  ]
  // Rows that staff corrected by hand stay as they are.
  await db.insert(calendarDays).values(days).onConflictDoNothing()
}

const demoNames: Record<StaffRole, string> = {
  reviewer: '审核员 李敏',
  seniorReviewer: '高级审核员 周航',
  keyStation: '制证员 陈工',
  finance: '财务 吴芳',
  support: '客服 郑洁',
  auditor: '审计员 孙宁',
  administrator: '管理员 何山',
}

const accountsFile = z.array(
  z.object({
    role: z.enum(staffRoles),
    username: z.string(),
    name: z.string(),
    email: z.string(),
    password: z.string(),
  }),
)
const authenticatorFile = z.array(z.object({ account: z.string(), label: z.string(), secret: z.string() }))

function readList<T extends z.ZodArray>(schema: T, file: string): z.infer<T> {
  return existsSync(file) ? schema.parse(JSON.parse(readFileSync(file, 'utf8'))) : ([] as z.infer<T>)
}

function writeSecretFile(file: string, content: unknown) {
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 })
}

/**
 * One demo account for each role, with passwords and authenticator secrets made for this installation. An account
 * whose password is no longer in the file (a first start that was killed) is made anew.
 */
export async function seedDemoStaff(
  db: Database,
  auth: StaffAuth,
  files: { accounts: string; authenticator: string },
): Promise<void> {
  let accounts = readList(accountsFile, files.accounts)
  let authenticator = readList(authenticatorFile, files.authenticator)
  const stored = new Set((await db.select({ username: user.username }).from(user)).map((row) => row.username))
  for (const role of staffRoles) {
    const username = role.toLowerCase()
    const listed =
      accounts.some((entry) => entry.username === username) &&
      authenticator.some((entry) => entry.account === username)
    if (listed && stored.has(username)) continue
    await db.delete(user).where(eq(user.username, username))
    const password = randomBytes(12).toString('base64url')
    const member = { role, username, name: demoNames[role], email: `${username}@yinxin.example`, password }
    const { totpUri } = await addStaffMember(auth, member)
    const entry = { account: username, label: member.name, secret: URI.parse(totpUri).secret.base32 }
    accounts = [...accounts.filter((known) => known.username !== username), member]
    authenticator = [...authenticator.filter((known) => known.account !== username), entry]
    writeSecretFile(files.accounts, accounts)
    writeSecretFile(files.authenticator, authenticator)
  }
}
