import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const NAME = /^yinxin-key-agent-(\d+\.\d+\.\d+)-((?:linux|darwin|win)-(?:x64|arm64))\.(?:zip|tar\.gz)$/

/** A packed agent, ready to be installed. */
export const agentPackage = z
  .object({ file: z.string(), version: z.string(), platform: z.string(), bytes: z.number().int() })
  .meta({ id: 'AgentPackage' })

/** The packages that the operator has put into this folder (npm run agent:package), newest version first. */
export function agentPackages(folder: string | undefined): z.infer<typeof agentPackage>[] {
  if (!folder) return []
  let files: string[]
  try {
    files = readdirSync(folder)
  } catch {
    // Nobody has packed one yet.
    return []
  }
  return files
    .flatMap((file) => {
      const [, version, platform] = NAME.exec(file) ?? []
      return version && platform
        ? [{ file, version, platform, bytes: statSync(join(folder, file)).size }]
        : []
    })
    .sort((a, b) => b.version.localeCompare(a.version, 'en', { numeric: true }))
}
