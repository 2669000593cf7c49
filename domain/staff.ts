// Who may do what in the console, and what is whose work: one table for API, lists and screens.
import type { OrderState } from './kinds/kinds.ts'
import type { StaffTaskRole } from './staff-tasks.ts'

export const staffRoles = [
  'reviewer',
  'seniorReviewer',
  'keyStation',
  'finance',
  'support',
  'auditor',
  'administrator',
] as const
export type StaffRole = (typeof staffRoles)[number]

export const permissions = [
  'review',
  'makeKeys',
  'readOrders',
  'readPersonalData',
  'readAudit',
  'keepEvidence',
  'handleMoney',
  'handleParcels',
  'clearRisks',
  'askRevocations',
  'approveRevocations',
  'assignWork',
  'setRules',
  'setApiClients',
] as const
export type Permission = (typeof permissions)[number]

/** Who may do what. Nobody who decides on orders reads or keeps the audit log (GM/T 0034: roles are separated). */
export const rolePermissions: Record<StaffRole, readonly Permission[]> = {
  reviewer: ['review', 'readOrders', 'readPersonalData', 'askRevocations'],
  seniorReviewer: [
    'review',
    'readOrders',
    'readPersonalData',
    'clearRisks',
    'askRevocations',
    'approveRevocations',
    'assignWork',
  ],
  keyStation: ['makeKeys', 'readOrders'],
  finance: ['readOrders', 'handleMoney'],
  support: ['readOrders', 'handleParcels', 'askRevocations'],
  auditor: ['readOrders', 'readAudit', 'keepEvidence'],
  administrator: [
    'readOrders',
    'readAudit',
    'askRevocations',
    'approveRevocations',
    'assignWork',
    'setRules',
    'setApiClients',
  ],
}

/** What the move needs that an order waits for in a state; the other states wait for nobody of staff. */
const stepNeeds = {
  inReview: 'review',
  making: 'makeKeys',
  riskReview: 'clearRisks',
  awaitingApproval: 'approveRevocations',
} as const satisfies Partial<Record<OrderState, Permission>>

/** What whoever has a task must be allowed to do. */
export const taskNeeds = {
  finance: 'handleMoney',
  support: 'handleParcels',
  seniorReviewer: 'clearRisks',
  administrator: 'setRules',
} as const satisfies Record<StaffTaskRole, Permission>

/** States in which orders wait for staff. */
export const staffStates = Object.keys(stepNeeds) as (keyof typeof stepNeeds)[]

/** What one must be allowed to do to make the move that an order waits for; undefined where it is nobody's of staff. */
export function neededFor(state: OrderState): Permission | undefined {
  return (stepNeeds as Partial<Record<OrderState, Permission>>)[state]
}

/** The states whose orders are the work of whoever may do this. */
export function statesOf(may: readonly Permission[]): (typeof staffStates)[number][] {
  return staffStates.filter((state) => may.includes(stepNeeds[state]))
}

/** The tasks that are the work of whoever may do this, by the role that they are made for. */
export function taskRolesOf(may: readonly Permission[]): StaffTaskRole[] {
  return (Object.keys(taskNeeds) as StaffTaskRole[]).filter((role) => may.includes(taskNeeds[role]))
}
