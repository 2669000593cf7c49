import { afterAll, beforeAll, expect, it } from 'vitest'
import { testDatabase } from '../tests/test-database.ts'
import type { Connection } from './database.ts'
import { auditLog } from './schema/audit.ts'
import { staffTasks } from './schema/money.ts'
import { answerTask, closeTask, findTask, taskPage } from './staff-tasks.ts'

let connection: Connection
beforeAll(async () => {
  connection = await testDatabase()
})
afterAll(() => connection.close())

const now = new Date()
const open = () => taskPage(connection.db, { roles: ['administrator'] }, { now, dayEnds: now }, { size: 10 })

it('a task stays on the list until whoever waits for it knows; the first answer counts, once', async () => {
  const { db } = connection
  const [task] = await db
    .insert(staffTasks)
    .values({ kind: 'crlLate', subject: 'issuing/1', detail: {}, dueAt: new Date() })
    .returning()
  await answerTask(db, task!, 'first', 'the HSM was away')
  expect(await open()).toHaveLength(1)
  await answerTask(db, task!, 'second', 'the same')
  await closeTask(db, task!)
  expect(await open()).toEqual([])
  expect(await findTask(db, task!.id)).toMatchObject({ doneBy: 'first', note: 'the HSM was away' })
  expect(await db.select().from(auditLog)).toMatchObject([
    { actor: 'staff:first', action: 'task.crlLate.done' },
  ])
})
