import type { components } from '#lib/api/schema.d.ts'

type Schemas = components['schemas']

export type OpsOrder = Schemas['OpsOrder']
export type OrderLine = Schemas['OrderLine']
export type WorkCounts = Schemas['WorkCounts']
export type Overview = Schemas['Overview']
export type SavedFilter = Schemas['SavedFilter']
export type KeyStation = Schemas['KeyStation']
export type Making = NonNullable<OpsOrder['making']>
export type MakingStep = NonNullable<Making['step']>
export type AuditRow = Schemas['AuditRow']
export type AuditLog = Schemas['AuditLog']
export type StaffMember = Schemas['StaffMember']
export type Permission = StaffMember['may'][number]

export type Decision = Schemas['ReviewDecision']
export type Check = Extract<Decision, { decision: 'approved' }>['checks'][number]
export type Reason = Extract<Decision, { decision: 'rejected' }>['reason']
export type OpsCertificate = Schemas['OpsCertificate']
export type OpsCertificateDetail = Schemas['OpsCertificateDetail']
export type BankReceipt = Schemas['BankReceipt']
export type CertificateRecords = Schemas['CertificateRecords']
export type ApiClient = Schemas['ApiClient']
export type ClientCertificate = Schemas['ClientCertificate']
export type StaffTask = Schemas['StaffTask']
export type ReturnedItem = Extract<Decision, { decision: 'returned' }>['items'][number]
