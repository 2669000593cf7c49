import { createHash } from 'node:crypto'
import {
  auditContent,
  isOurs,
  sealedRowsAfter,
  unsealedRows,
  type AuditRow,
  type ChainLink,
} from '../../db/audit.ts'
import type { Database, Transaction } from '../../db/database.ts'
import type { Hsm } from '../../pki/hsm.ts'
import { hsmSecrets } from '../../pki/issuers.ts'
import { readHeads } from './heads.ts'
import { readStamps } from './stamps.ts'

// The chain of the audit log: each row, its place and the hash before give the next hash, which anybody can compute, and
// the row's seal, an HMAC of it by a key that does not leave the HSM. Nobody who has only the database can make one.

/** Before the first row. */
export const chainStart: ChainLink = { seq: 0, hash: '' }

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** What a row says at its place. @throws Error as auditContent does. */
export const contentOf = (row: AuditRow, seq: number) => auditContent(row, { originMac: row.originMac, seq })

/** What it adds to the chain (hex): nothing can be read from it. @throws Error as auditContent does. */
export const leafOf = (row: AuditRow, seq: number) => sha256(contentOf(row, seq))

/** The chain one row further. Both hashes are taken as text, so that a shell can follow it. */
export const nextLink = (row: AuditRow, { seq, hash }: ChainLink): ChainLink => ({
  seq: seq + 1,
  hash: sha256(hash + leafOf(row, seq + 1)),
})

/** The first thing that is not as it was written. */
export type AuditFault =
  /** The row at a place of the chain. `added`: a second one there, or one before the first. */
  | { fault: 'altered' | 'added'; seq: number; id: string }
  | { fault: 'missing'; seq: number }
  /** A row without a seal that no process of ours wrote. */
  | { fault: 'forged'; id: string }
  /** A file among the heads that is none. */
  | { fault: 'foreignHead'; file: string }
  /** The time stamp of a head, that is none of it. */
  | { fault: 'falseStamp'; file: string }

/** The same in words, for operators. */
export function describeFault(found: AuditFault): string {
  if (found.fault === 'foreignHead') return `${found.file} is not a head of this audit log`
  if (found.fault === 'falseStamp') return `${found.file} is not a time stamp of the head beside it`
  if (found.fault === 'forged') return `row ${found.id} was not written by a process of ours`
  return `row ${found.seq} ${{ altered: 'was altered', missing: 'is missing', added: 'was added' }[found.fault]}`
}

/** What a place in the chain is sealed with. */
export const sealOf = (hsm: Hsm, { hash }: ChainLink): string =>
  Buffer.from(hsm.hmac(hsmSecrets.auditSeal, Buffer.from(hash))).toString('hex')

/** Whoever owns the database can write into it what has no canonical form, and so was never sealed. */
function holds(check: () => boolean): boolean {
  try {
    return check()
  } catch {
    return false
  }
}

/** Whether a row that waits for its seal was written by a process of ours, and is no copy of another. */
export const isGenuine = (row: AuditRow & { copied: boolean }) => !row.copied && holds(() => isOurs(row))

/** Follows the chain from a place. Gives where it ends or, with the fault, the last row before it. */
export async function followChain(
  tx: Transaction,
  hsm: Hsm,
  { from = chainStart, heads = [], onRow }: { from?: ChainLink; heads?: ChainLink[]; onRow?: () => void },
): Promise<{ end: ChainLink; fault?: AuditFault }> {
  const headsAt = Map.groupBy(heads, ({ seq }) => seq)
  const furthest = heads.reduce((most, { seq }) => Math.max(most, seq), 0)
  let end = from
  for await (const row of sealedRowsAfter(tx, from.seq)) {
    const seq = end.seq + 1
    if (row.seq < seq) return { end, fault: { fault: 'added', seq: row.seq, id: row.id } }
    if (row.seq > seq) return { end, fault: { fault: 'missing', seq } }
    const sealed = holds(() => row.hash === nextLink(row, end).hash && row.seal === sealOf(hsm, row))
    const told = (headsAt.get(seq) ?? []).every(({ hash }) => hash === row.hash)
    if (!sealed || !told) return { end, fault: { fault: 'altered', seq, id: row.id } }
    end = { seq, hash: row.hash }
    onRow?.()
  }
  if (furthest > end.seq) return { end, fault: { fault: 'missing', seq: end.seq + 1 } }
  return { end }
}

export interface Verified {
  fault: null
  /** Rows in the chain, heads that agree with it, and how many of these have a time stamp. */
  sealed: number
  heads: number
  stamped: number
  /** Rows that wait for their seal, and since when the oldest does. */
  unsealed: number
  since?: Date
}

/**
 * Reads the whole log against the key in the HSM and the heads of some folders, a page at a time. Gives the first row
 * that was altered, is missing or was added.
 */
export async function verifyAuditLog(
  db: Database,
  hsm: Hsm,
  options: { folders: string[]; onRow?: () => void },
): Promise<AuditFault | Verified> {
  return db.transaction((tx) => verifyWithin(tx, hsm, options), {
    isolationLevel: 'repeatable read',
    accessMode: 'read only',
  })
}

/** The same in a transaction that has begun. */
export async function verifyWithin(
  tx: Transaction,
  hsm: Hsm,
  { folders, onRow }: { folders: string[]; onRow?: () => void },
): Promise<AuditFault | Verified> {
  const { heads, foreign } = readHeads(hsm, folders)
  if (foreign) return { fault: 'foreignHead', file: foreign }
  const { stamped, bad } = await readStamps(hsm, folders, onRow)
  if (bad) return { fault: 'falseStamp', file: bad }
  const { end, fault } = await followChain(tx, hsm, { heads, ...(onRow && { onRow }) })
  if (fault) return fault
  const found: Verified = { fault: null, sealed: end.seq, heads: heads.length, stamped, unsealed: 0 }
  for await (const row of unsealedRows(tx)) {
    if (!isGenuine(row)) return { fault: 'forged', id: row.id }
    found.unsealed++
    found.since ??= row.at
  }
  return found
}
