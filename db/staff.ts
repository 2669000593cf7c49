import { and, asc, eq, isNull, or } from 'drizzle-orm'
import { staffRoles } from '../domain/staff.ts'
import { audit } from './audit.ts'
import type { Database } from './database.ts'
import { session, user } from './schema/staff.ts'

/** The user name of an account, as it is kept; undefined where there is none, whatever was typed for it. */
export async function knownUsername(db: Database, typed: string): Promise<string | undefined> {
  const [row] = await db
    .select({ username: user.username })
    .from(user)
    .where(eq(user.username, typed.toLowerCase()))
  return row?.username ?? undefined
}

/** The user name of the account with this id. */
export async function usernameOf(db: Database, userId: string): Promise<string | undefined> {
  const [row] = await db.select({ username: user.username }).from(user).where(eq(user.id, userId))
  return row?.username ?? undefined
}

/** Who works here: accounts that are not closed and have a second factor, by user name. */
export async function staffMembers(db: Database) {
  const rows = await db
    .select({ id: user.id, username: user.username, name: user.name, role: user.role })
    .from(user)
    .where(and(eq(user.twoFactorEnabled, true), or(isNull(user.banned), eq(user.banned, false))))
    .orderBy(asc(user.username))
  return rows.flatMap(({ username, role, ...rest }) => {
    const known = staffRoles.find((each) => each === role)
    return username && known ? [{ ...rest, username, role: known }] : []
  })
}

/** Closes an account and ends its sessions. Gives whether there is one. */
export async function closeStaffAccount(db: Database, username: string): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [closed] = await tx
      .update(user)
      .set({ banned: true, updatedAt: new Date() })
      .where(eq(user.username, username))
      .returning({ id: user.id })
    if (!closed) return false
    const ended = await tx.delete(session).where(eq(session.userId, closed.id)).returning({ id: session.id })
    await audit(tx, {
      actor: 'console',
      action: 'staff.closed',
      subject: `staff:${username}`,
      detail: { sessions: ended.length },
    })
    return true
  })
}
