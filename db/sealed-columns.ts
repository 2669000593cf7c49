import { getTableColumns, getTableName, type GetColumnData } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { decrypt, encrypt, type Place, type Sealed } from './encryption.ts'
import { bankReceipts } from './schema/bank.ts'
import { orderForms } from './schema/orders.ts'
import { authorizationRequests } from './schema/api-clients.ts'
import {
  hashSignings,
  signerNamings,
  signers,
  signingDocuments,
  signingParts,
  signingTrails,
  typedCodes,
  usesMails,
} from './schema/signing.ts'
import { webhookEndpoints } from './schema/webhooks.ts'
import { secretsInTransit } from './schema/proofing.ts'
import { unlockRequests } from './schema/unlocks.ts'

// Every sealed column, with the columns that name the row it is sealed for: moved to another row or column, it opens no
// more. db/rotate-data-key.ts goes through the same list.

/** A sealed column, and what names its row. */
export interface SealedColumn<Column extends PgColumn = PgColumn> {
  column: Column
  row: readonly PgColumn[]
}

const sealedColumn = <Column extends PgColumn>(column: Column, ...row: PgColumn[]): SealedColumn<Column> => ({
  column,
  row,
})

export const sealedColumns = {
  typed: sealedColumn(orderForms.typed, orderForms.orderId, orderForms.revision),
  payer: sealedColumn(bankReceipts.payer, bankReceipts.bankSerial),
  memo: sealedColumn(bankReceipts.memo, bankReceipts.bankSerial),
  envelope: sealedColumn(unlockRequests.envelope, unlockRequests.id),
  certificatePassword: sealedColumn(secretsInTransit.certificatePassword, secretsInTransit.idempotencyKey),
  documentName: sealedColumn(signingDocuments.name, signingDocuments.id),
  signerName: sealedColumn(signers.name, signers.id),
  signerPhone: sealedColumn(signers.phone, signers.id),
  webhookSecret: sealedColumn(webhookEndpoints.secret, webhookEndpoints.clientId),
  namedName: sealedColumn(signerNamings.name, signerNamings.orderId),
  namedPhone: sealedColumn(signerNamings.phone, signerNamings.orderId),
  usesMailAddress: sealedColumn(usesMails.email, usesMails.id),
  usesMailKey: sealedColumn(usesMails.key, usesMails.id),
  typedFrom: sealedColumn(typedCodes.address, typedCodes.id),
  partLink: sealedColumn(signingParts.link, signingParts.id),
  declineReason: sealedColumn(signingParts.reason, signingParts.id),
  trail: sealedColumn(signingTrails.pdf, signingTrails.id),
  hashWords: sealedColumn(hashSignings.words, hashSignings.orderId),
  authorizationAsked: sealedColumn(authorizationRequests.asked, authorizationRequests.id),
} satisfies Record<string, SealedColumn>

type Name = keyof typeof sealedColumns
type Content<Key extends Name> =
  NonNullable<GetColumnData<(typeof sealedColumns)[Key]['column']>> extends Sealed<infer T> ? T : never

/** Where a value of a column lies. `row`: what names the row, in the order of the list. */
export function placeOf({ column }: SealedColumn, row: Place): Place {
  return [getTableName(column.table), column.name, ...row]
}

/** Seals a value for its row. */
export function seal<Key extends Name>(name: Key, row: Place, value: Content<Key>): Sealed<Content<Key>> {
  const plain = Buffer.from(JSON.stringify(value))
  return encrypt(placeOf(sealedColumns[name], row), plain) as Uint8Array as Sealed<Content<Key>>
}

/** Opens what was sealed for this row. @throws Error when it was sealed for another, or changed. */
export function unseal<Key extends Name>(name: Key, row: Place, value: Sealed<Content<Key>>): Content<Key> {
  return JSON.parse(decrypt(placeOf(sealedColumns[name], row), value).toString()) as Content<Key>
}

/** Secrets, which nobody reads but whom they were made for. */
const secret: readonly Name[] = ['envelope', 'certificatePassword', 'partLink']

/** A whole row with what is sealed in it opened, and secrets left out. @throws Error where it was sealed for another row. */
export function openRow(table: PgTable, row: Record<string, unknown>): Record<string, unknown> {
  const columns = Object.entries(getTableColumns(table))
  const propertyOf = (wanted: PgColumn) => columns.find(([, column]) => column === wanted)?.[0]
  const opened = { ...row }
  for (const name of Object.keys(sealedColumns) as Name[]) {
    const { column, row: named } = sealedColumns[name]
    const property = propertyOf(column)
    if (!property) continue
    const value = row[property] as Sealed<Content<typeof name>> | null
    const place = named.map((key) => row[propertyOf(key)!] as string | number)
    if (secret.includes(name)) delete opened[property]
    else opened[property] = value && unseal(name, place, value)
  }
  return opened
}
