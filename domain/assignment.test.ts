import { describe, expect, it } from 'vitest'
import { assignmentName, assignmentRefusal } from './assignment.ts'
import { waitsFor, orderStates } from './order-states.ts'
import { neededFor, rolePermissions, staffRoles, type StaffRole } from './staff.ts'

const one = (role: StaffRole, username: string = role) => ({ username, may: rolePermissions[role] })

describe('a review', () => {
  const free = { needs: 'review', assignee: null } as const
  const of = (assignee: string) => ({ ...free, assignee })

  it('is taken by whoever reviews, and by nobody else', () => {
    const takers = staffRoles.filter((role) => !assignmentRefusal(free, one(role), one(role)))
    expect(takers).toEqual(['reviewer', 'seniorReviewer'])
  })

  it('that another reviewer has is taken over only by whoever assigns work', () => {
    expect(assignmentRefusal(of('wang'), one('reviewer'), one('reviewer'))).toBe('assignedToOther')
    expect(assignmentRefusal(of('wang'), one('seniorReviewer'), one('seniorReviewer'))).toBeUndefined()
  })

  it('is given to another only by whoever assigns work, and only to one who may do it', () => {
    const givers = staffRoles.filter((role) => !assignmentRefusal(free, one(role), one('reviewer', 'wang')))
    expect(givers).toEqual(['seniorReviewer', 'administrator'])
    const receivers = staffRoles.filter(
      (role) => !assignmentRefusal(free, one('seniorReviewer', 'lead'), one(role, 'wang')),
    )
    expect(receivers).toEqual(['reviewer', 'seniorReviewer'])
  })

  it('is given back by whoever has it, or by whoever assigns work', () => {
    expect(assignmentRefusal(of('reviewer'), one('reviewer'), null)).toBeUndefined()
    expect(assignmentRefusal(of('wang'), one('reviewer'), null)).toBe('assignedToOther')
    expect(assignmentRefusal(of('wang'), one('administrator'), null)).toBeUndefined()
  })
})

it('what waits for nobody of staff is nobody’s work', () => {
  const stand = { needs: undefined, assignee: null }
  for (const role of staffRoles) expect(assignmentRefusal(stand, one(role), one(role))).toBe('wrongState')
})

it('each state that waits for staff says what its move needs, and no other does', () => {
  const staffs = orderStates.filter((state) =>
    ['reviewer', 'keyStation', 'support'].includes(waitsFor[state] ?? ''),
  )
  expect(orderStates.filter((state) => neededFor(state))).toEqual(staffs)
})

it('an assignment has the name of what it is', () => {
  expect(assignmentName(null, 'li', 'li')).toBe('taken')
  expect(assignmentName('wang', 'li', 'li')).toBe('takenOver')
  expect(assignmentName('wang', 'li', 'zhao')).toBe('assigned')
  expect(assignmentName('wang', 'li', null)).toBe('released')
  expect(assignmentName('li', 'li', 'li')).toBeUndefined()
})
