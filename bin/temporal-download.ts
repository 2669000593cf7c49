import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { tryRun } from './run.ts'

const ANSWER_WITHIN = 4_000

/**
 * Fetches a program of the Temporal project into a folder, from the address that Temporal's SDKs use.
 * @returns its path, or undefined where that site cannot be reached.
 */
export async function downloadTemporal(artifact: 'cli' | 'temporal-test-server', folder: string): Promise<string | undefined> {
  const query = new URLSearchParams({
    platform: process.platform,
    arch: process.arch === 'x64' ? 'amd64' : 'arm64',
    format: 'tar.gz',
    'sdk-name': 'sdk-typescript',
    'sdk-version': '1.24.0',
  })
  try {
    const answer = await fetch(`https://temporal.download/${artifact}/default?${query.toString()}`, {
      signal: AbortSignal.timeout(ANSWER_WITHIN),
    })
    if (!answer.ok) return undefined
    const { archiveUrl, fileToExtract } = (await answer.json()) as { archiveUrl: string; fileToExtract: string }
    const archive = await fetch(archiveUrl, { signal: AbortSignal.timeout(300_000) })
    if (!archive.ok || !archive.body) return undefined
    const file = join(folder, 'archive.tar.gz')
    await pipeline(Readable.fromWeb(archive.body), createWriteStream(file))
    const { code } = await tryRun('tar', ['-xzf', file, '-C', folder, fileToExtract])
    return code === 0 ? join(folder, fileToExtract) : undefined
  } catch {
    return undefined
  }
}
