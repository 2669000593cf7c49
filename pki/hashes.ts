import { hashAlgorithms } from '../domain/hash-signing.ts'

/** Hash algorithms, by object identifier: how Node names them, and the length of what they give, in bytes. */
export const hashes: Readonly<Record<string, { name: string; bytes: number }>> = {
  '1.3.14.3.2.26': { name: 'sha1', bytes: 20 },
  ...Object.fromEntries(
    Object.entries(hashAlgorithms).map(([name, { oid, bytes }]) => [oid, { name, bytes }]),
  ),
}

/** @throws Error for a hash that is not in the table. */
export function hashOid(name: string): string {
  const found = Object.entries(hashes).find(([, hash]) => hash.name === name)
  if (!found) throw new Error(`no object identifier for ${name}`)
  return found[0]
}
