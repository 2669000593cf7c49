import { sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { schema, Transaction } from './database.ts'
import { processRoles, roleName, type ProcessRole } from './roles.ts'

type Named<Table> = Table extends PgTable ? Table['_']['name'] : never
type TableName = { [Key in keyof typeof schema]: Named<(typeof schema)[Key]> }[keyof typeof schema]

const privileges = {
  s: 'select',
  i: 'insert',
  u: 'update',
  d: 'delete',
  /** Lock a row against others without changing what it says: Postgres wants the right to update some column. */
  l: 'update (created_at)',
  /** Seal rows of the audit log. */
  z: 'update (seq, hash, seal)',
} as const

/** What each process may do with each table, by the letters above. A table that is not listed is a type error. */
export const grants: Record<TableName, Partial<Record<ProcessRole, string>>> = {
  access_tokens: { api: 'sid' },
  account: { api: 'su' },
  api_clients: { api: 'siu', business: 's', ca: 's', signing: 's' },
  audit_log: { api: 'si', business: 'si', ca: 'siz', signing: 'si' },
  authorisations: { api: 's', business: 'su', signing: 'siu' },
  authorization_codes: { api: 'sid' },
  authorization_requests: { api: 'siud' },
  authority_certificates: { api: 's', business: 's', ca: 'siu', signing: 's' },
  bank_receipts: { api: 'su', business: 'siu' },
  bank_returns: { api: 'su', business: 'siu' },
  calendar_days: { api: 'siud', business: 's', signing: 's' },
  certificate_holds: { api: 's', business: 's', ca: 'siu' },
  certificate_writings: { api: 'siu', business: 'su' },
  certificates: { api: 'sl', business: 'su', ca: 'siu', keyStation: 's', signing: 's' },
  client_certificate_revocations: { api: 'si', ca: 's' },
  client_certificates: { api: 'si', ca: 'su' },
  code_queries: { api: 'si', business: 's' },
  confirmations: { api: 'sid', business: 'sd', ca: 'si' },
  credential_grants: { api: 'sid' },
  crls: { api: 's', business: 's', ca: 'siu', signing: 's' },
  documents: { api: 'siu', business: 'siud', ca: 's', signing: 'siu' },
  evidence_bundles: { api: 'sid', business: 'su', ca: 'su' },
  expiry_reminders: { api: 's', business: 'siu' },
  hash_signings: { api: 'siu', business: 'su', signing: 'su' },
  hosted_keys: { signing: 'si' },
  invoices: { api: 'su', business: 'siu' },
  key_leases: { api: 'siu' },
  key_makings: { api: 's', business: 'siu', keyStation: 'su' },
  key_stations: { api: 's', business: 's', ca: 's', keyStation: 'siu' },
  legal_holds: { api: 'siu', business: 's' },
  ledger_entries: { api: 'si', business: 'si' },
  ledger_movements: { api: 'si', business: 'si' },
  order_events: { api: 's', business: 'siud', ca: 's' },
  order_forms: { api: 'si', business: 'siu', ca: 's', signing: 's' },
  orders: { api: 'siu', business: 'su', ca: 's', keyStation: 's', signing: 's' },
  payments: { api: 's', business: 'siu', ca: 's' },
  persons: { api: 'si', business: 's' },
  proofings: { api: 'si', business: 'siu', ca: 's', signing: 'su' },
  provider_events: { api: 'si' },
  rate_limits: { api: 'siud' },
  refunds: { api: 'siu', business: 'siu' },
  review_rules: { api: 'siu', business: 's' },
  reviews: { api: 'su', business: 'siu', ca: 's' },
  revocation_decisions: { api: 'si', business: 's' },
  revocations: { api: 'si', business: 's', ca: 's' },
  saved_filters: { api: 'sid' },
  seals: { api: 's', business: 'si', ca: 'su', signing: 's' },
  secrets_in_transit: { business: 'siu', ca: 'si', keyStation: 'su' },
  sent_notices: { api: 's', business: 'siu', signing: 'siu' },
  session: { api: 'siud' },
  shipment_routes: { api: 's', business: 'si' },
  shipments: { api: 's', business: 'siu' },
  signer_consents: { business: 's', signing: 'siu' },
  signer_namings: { api: 'si', business: 'sd', signing: 's' },
  signers: { api: 'su', business: 'su', signing: 'siu' },
  signing_documents: { api: 'siud', business: 'sd', signing: 'su' },
  signing_parts: { api: 'siud', business: 'sud', signing: 'su' },
  signing_requests: { api: 'siu', business: 's' },
  // Whoever faces the world cannot put a paper there that the CA would seal.
  signing_trails: { api: 'sd', business: 'sid', ca: 'su' },
  signing_keys: { api: 's', signing: 'si' },
  staff_tasks: { api: 'su', business: 'siu', ca: 'su', signing: 'si' },
  subject_keys: { api: 'si', business: 's', ca: 's', keyStation: 'si', signing: 'si' },
  tokens: { api: 's', business: 'siu', ca: 'su', keyStation: 'su' },
  transfers: { api: 's', business: 'siu' },
  typed_codes: { api: 'si', business: 'sd', signing: 's' },
  two_factor: { api: 'siud' },
  unlock_requests: { api: 'su', business: 'su', ca: 'siu' },
  unlocks: { api: 's', business: 'si' },
  user: { api: 'su', business: 's' },
  uses_mails: { api: 'siud', business: 'sud' },
  verification: { api: 'siud' },
  webhook_attempts: { api: 's', business: 'si' },
  webhook_endpoints: { api: 'siu', business: 's' },
  webhook_events: { api: 's', business: 'siu' },
  verification_codes: { api: 'su', business: 'siu', ca: 's' },
}

/** Who takes the next number of a sequence. */
const sequences: Record<string, ProcessRole[]> = { order_numbers: ['api'] }

/** Gives each process its rights and takes any other away: run by the owner, after the migrations. */
export async function applyGrants(tx: Transaction): Promise<void> {
  const [row] = await tx.execute<{ name: string }>(sql`select current_database() as name`)
  for (const process of processRoles) {
    const role = sql.identifier(roleName(row!.name, process))
    await tx.execute(sql`revoke all on all tables in schema public from ${role}`)
    await tx.execute(sql`revoke all on all sequences in schema public from ${role}`)
    for (const [table, of] of Object.entries(grants)) {
      const rights = [...(of[process] ?? '')].map((letter) => privileges[letter as keyof typeof privileges])
      if (rights.length === 0) continue
      await tx.execute(sql`grant ${sql.raw(rights.join(', '))} on ${sql.identifier(table)} to ${role}`)
    }
    for (const [sequence, users] of Object.entries(sequences)) {
      if (!users.includes(process)) continue
      await tx.execute(sql`grant usage on sequence ${sql.identifier(sequence)} to ${role}`)
    }
  }
}
