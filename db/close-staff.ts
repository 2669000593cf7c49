import { openDatabase } from './database.ts'
import { closeStaffAccount } from './staff.ts'

// npm run staff:close -- <user name>: nobody signs in by this account any more, and whoever is signed in is out.

const [username = ''] = process.argv.slice(2)
const { db, close } = openDatabase()
const closed = await closeStaffAccount(db, username.toLowerCase())
await close()
if (!closed) {
  console.error('没有这个用户名 There is no such user name.')
  process.exit(1)
}
console.log('账号已停用 The account is closed; its sessions have ended.')
