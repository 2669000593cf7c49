/** Hash algorithms, by object identifier: how Node names them, and the length of what they give, in bytes. */
export const hashes: Readonly<Record<string, { name: string; bytes: number }>> = {
  '1.3.14.3.2.26': { name: 'sha1', bytes: 20 },
  '2.16.840.1.101.3.4.2.1': { name: 'sha256', bytes: 32 },
  '2.16.840.1.101.3.4.2.2': { name: 'sha384', bytes: 48 },
  '2.16.840.1.101.3.4.2.3': { name: 'sha512', bytes: 64 },
}

/** @throws Error for a hash that is not in the table. */
export function hashOid(name: string): string {
  const found = Object.entries(hashes).find(([, hash]) => hash.name === name)
  if (!found) throw new Error(`no object identifier for ${name}`)
  return found[0]
}
