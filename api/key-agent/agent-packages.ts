import { createHash } from 'node:crypto'
import { createReadStream, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'

const NAME = /^yinxin-key-agent-(\d+\.\d+\.\d+)-((?:linux|darwin|win)-(?:x64|arm64))\.(?:zip|tar\.gz)$/

/** A packed agent, ready to be installed. */
export const agentPackage = z
  .object({
    file: z.string(),
    version: z.string(),
    platform: z.string(),
    bytes: z.number().int(),
    /** In hex. */
    sha256: z.string(),
  })
  .meta({ id: 'AgentPackage' })

/** Digests of files as they were when they had this size and time. */
const digests = new Map<string, Promise<string>>()

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

/** The packages that lie in this folder (npm run agent:package), newest version first. */
export async function agentPackages(folder: string | undefined): Promise<z.infer<typeof agentPackage>[]> {
  if (!folder) return []
  let files: string[]
  try {
    files = readdirSync(folder)
  } catch {
    // Nobody has packed one yet.
    return []
  }
  const packages = files.flatMap((file) => {
    const [, version, platform] = NAME.exec(file) ?? []
    if (!version || !platform) return []
    const path = join(folder, file)
    const { size, mtimeMs } = statSync(path)
    const key = [path, size, mtimeMs].join()
    const digest = digests.get(key) ?? sha256(path)
    digests.set(key, digest)
    return [digest.then((hex) => ({ file, version, platform, bytes: size, sha256: hex }))]
  })
  return (await Promise.all(packages)).sort((a, b) =>
    b.version.localeCompare(a.version, 'en', { numeric: true }),
  )
}
