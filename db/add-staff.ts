import { randomBytes } from 'node:crypto'
import { createInterface } from 'node:readline/promises'
import QRCode from 'qrcode'
import { z } from 'zod'
import { config } from '../config.ts'
import { audit } from './audit.ts'
import { openDatabase } from './database.ts'
import { staffRoles } from '../domain/staff.ts'
import { addStaffMember, staffAuth } from './staff-auth.ts'

// npm run staff:add — makes one staff account and shows, once, its password and authenticator code.

const asked = z.object({
  username: z.string().regex(/^[a-z0-9_.]{3,30}$/, '3 to 30 of a-z, 0-9, _ and .'),
  name: z.string().trim().min(1).max(50),
  email: z.email(),
  role: z.enum(staffRoles),
})

const terminal = createInterface({ input: process.stdin, output: process.stdout })
const answers = {
  username: await terminal.question('用户名 User name: '),
  name: await terminal.question('姓名 Name: '),
  email: await terminal.question('邮箱 Mail address (alarms go there): '),
  role: await terminal.question(`角色 Role (${staffRoles.join(', ')}): `),
}
terminal.close()
const parsed = asked.safeParse(answers)
if (!parsed.success) {
  console.error(z.prettifyError(parsed.error))
  process.exit(1)
}

const { db, close } = openDatabase()
const auth = staffAuth(db, { siteUrl: config('site').SITE_URL, secret: config('staffAuth').AUTH_SECRET })
const password = randomBytes(15).toString('base64url')
const { totpUri } = await addStaffMember(auth, { ...parsed.data, password })
await db.transaction((tx) =>
  audit(tx, {
    actor: 'console',
    action: 'staff.added',
    subject: `staff:${parsed.data.username}`,
    detail: { role: parsed.data.role },
  }),
)
await close()

console.log(`\n密码 Password (shown only now; change it after the first sign-in): ${password}`)
console.log(`身份验证器 Authenticator:\n${await QRCode.toString(totpUri, { type: 'terminal', small: true })}`)
console.log(totpUri)
