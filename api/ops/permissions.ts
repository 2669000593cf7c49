import type { StaffRole } from '../../db/staff-auth.ts'

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
    'setRules',
    'setApiClients',
  ],
}
