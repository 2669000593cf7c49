import { createPublicKey, X509Certificate } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { ChainLink } from '../../db/audit.ts'
import { authorityCertificate } from '../../pki/authority.ts'
import type { Hsm } from '../../pki/hsm.ts'
import { serviceKeys } from '../../pki/issuers.ts'
import { readStatement, signStatement } from '../../pki/jws.ts'

// Heads: where the chain of the audit log ended at a time, signed, in files that the owner of the database does not reach.

const headOf = z.object({ seq: z.number().int().positive(), hash: z.string(), at: z.iso.datetime() })
export type Head = z.infer<typeof headOf>

/** Written anew after each sealing. */
const LATEST = 'latest.jws'
/** For whoever verifies heads without the HSM. */
const PUBLIC_KEY = 'audit-head.pem'
/** For whoever verifies their time stamps, while those are of our own authority. */
const ROOT = 'root.pem'
const HEAD = /\.jws$/
/** One that stays. */
export const KEPT_HEAD = /^\d{8}T\d{6}Z\.jws$/

const headKey = (hsm: Hsm) => hsm.publicKey(serviceKeys.auditHead.label)
const headKeyPem = (hsm: Hsm) =>
  createPublicKey({ key: Buffer.from(headKey(hsm)), type: 'spki', format: 'der' })
    .export({ type: 'spki', format: 'pem' })
    .toString()

/** In one step, and on the disk when it returns. */
export function write(folder: string, name: string, content: string | Uint8Array): void {
  const file = join(folder, name)
  writeFileSync(`${file}.new`, content, { flush: true })
  renameSync(`${file}.new`, file)
}

/** @throws Error naming a file that our key did not sign. */
export function readHead(hsm: Hsm, file: string): Head {
  try {
    return headOf.parse(readStatement(headKey(hsm), readFileSync(file, 'utf8')))
  } catch (error) {
    throw new Error(`${file} is not a head of this audit log`, { cause: error })
  }
}

/** The head that the last sealing left. @throws Error as readHead. */
export function latestHead(hsm: Hsm, folder: string): Head | undefined {
  const file = join(folder, LATEST)
  return existsSync(file) ? readHead(hsm, file) : undefined
}

/** Leaves the head of a sealing, in place of the one before. */
export function replaceLatestHead(hsm: Hsm, folder: string, { seq, hash }: ChainLink): void {
  const head: Head = { seq, hash, at: new Date().toISOString() }
  write(folder, LATEST, signStatement(hsm, 'auditHead', head))
}

/** Keeps the latest head for good, with the time, and beside it what it takes to verify it. Gives the file; undefined before the first sealing. */
export function keepHead(hsm: Hsm, folder: string, now: Date): { name: string; text: string } | undefined {
  const latest = latestHead(hsm, folder)
  if (!latest) return undefined
  const at = now.toISOString()
  const name = keptName(now)
  const text = signStatement(hsm, 'auditHead', { ...latest, at } satisfies Head)
  write(folder, name, text)
  write(folder, PUBLIC_KEY, headKeyPem(hsm))
  write(folder, ROOT, new X509Certificate(authorityCertificate(hsm, 'root')).toString())
  return { name, text }
}

/** The file of a head's time stamp, the authority's reply as it came. */
export const stampName = (head: string) => head.replace(HEAD, '.tsr')

/** How the file of a head is called that was kept at a time. */
const keptName = (at: Date) => `${at.toISOString().replace(/[-:]|\.\d+/g, '')}.jws`

/** The first head that was kept over a place of the chain; the latest one while there is none. `at`: of its row. */
export function headOver(
  hsm: Hsm,
  folder: string,
  { seq, at }: { seq: number; at: Date },
): { name: string; head: Head } | undefined {
  const kept = readdirSync(folder).filter((name) => KEPT_HEAD.test(name) && name >= keptName(at))
  for (const name of [...kept.sort(), LATEST]) {
    const file = join(folder, name)
    const head = existsSync(file) ? readHead(hsm, file) : undefined
    if (head && head.seq >= seq) return { name, head }
  }
  return undefined
}

/** Heads, their time stamps and the key they are signed by (PEM), by name and in base64. */
export function headFiles(hsm: Hsm, folder: string, heads: readonly string[]): Record<string, string> {
  const there = [...heads, ...heads.map(stampName)].filter((name) => existsSync(join(folder, name)))
  const files = there.map((name) => [name, readFileSync(join(folder, name), 'base64')])
  return { ...Object.fromEntries(files), [PUBLIC_KEY]: Buffer.from(headKeyPem(hsm)).toString('base64') }
}

/** All heads of some folders, and the first file that is none. */
export function readHeads(hsm: Hsm, folders: string[]): { heads: Head[]; foreign?: string } {
  const heads: Head[] = []
  for (const folder of folders)
    for (const name of readdirSync(folder).filter((name) => HEAD.test(name))) {
      const file = join(folder, name)
      try {
        heads.push(readHead(hsm, file))
      } catch {
        return { heads, foreign: file }
      }
    }
  return { heads }
}
