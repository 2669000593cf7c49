import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statfsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Stop } from './progress.mjs'

/** The folder of the checkout. */
export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '')

/** Where tools built from source are kept for every clone of this user. */
export const cacheDir =
  process.env.YINXIN_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'yinxin')

/** Makes something in a scratch folder of the cache and moves it into place whole, so that no half of it is ever used. */
export async function keep(name: string, make: (scratch: string) => Promise<string>): Promise<string> {
  const scratch = join(cacheDir, `.making-${name}-${process.pid}`)
  const kept = join(cacheDir, name)
  mkdirSync(scratch, { recursive: true })
  try {
    const made = await make(scratch)
    rmSync(kept, { recursive: true, force: true })
    renameSync(made, kept)
    return kept
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

const GENERATED = new Set(['node_modules', 'build', 'target', '.svelte-kit', 'paraglide'])

/** Hash over the names and contents of sources; generated folders do not count. */
export function hashOf(...paths: string[]): string {
  const hash = createHash('sha256')
  const add = (path: string) => {
    let entries
    try {
      entries = readdirSync(path, { withFileTypes: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOTDIR') throw error
      hash.update(`${relative(root, path)}\0`).update(readFileSync(path)).update('\0')
      return
    }
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1)))
      if (!GENERATED.has(entry.name)) add(join(path, entry.name))
  }
  paths.forEach(add)
  return hash.digest('hex').slice(0, 16)
}

const GIB = 1024 ** 3

/** @throws Stop when the disk of a folder has less free space than asked for. */
export function requireDisk(folder: string, gib: number): void {
  mkdirSync(folder, { recursive: true })
  const { bavail, bsize } = statfsSync(folder)
  const free = (bavail * bsize) / GIB
  if (free < gib)
    throw new Stop(
      `磁盘空间不足 · Disk nearly full: ${free.toFixed(1)} GB free at ${folder}, ${gib} GB needed`,
    )
}
