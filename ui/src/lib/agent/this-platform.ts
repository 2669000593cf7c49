/** What a browser tells of its PC; `userAgentData` is known to Chrome and Edge only. */
export interface TellingNavigator {
  userAgent: string
  userAgentData?: {
    getHighEntropyValues(hints: string[]): Promise<{ architecture?: string; platform?: string }>
  }
}

/**
 * The packages of the key agent that fit the PC of this browser, the likeliest first; none on a phone. A Mac tells its
 * processor only through the hints, so both packages for it may come.
 */
export async function likelyPlatforms({ userAgent, userAgentData }: TellingNavigator): Promise<string[]> {
  const hints = await userAgentData?.getHighEntropyValues(['architecture', 'platform']).catch(() => undefined)
  const arm = hints?.architecture ? hints.architecture === 'arm' : undefined
  if (/Android|iPhone|iPad|HarmonyOS/.test(userAgent)) return []
  if (userAgent.includes('Windows')) return ['win-x64']
  if (userAgent.includes('Macintosh')) {
    if (arm === undefined) return ['darwin-arm64', 'darwin-x64']
    return [arm ? 'darwin-arm64' : 'darwin-x64']
  }
  if (userAgent.includes('Linux'))
    return [(arm ?? /aarch64|arm64/.test(userAgent)) ? 'linux-arm64' : 'linux-x64']
  return []
}
