import { describe, expect, it } from 'vitest'
import { likelyPlatforms } from './this-platform.ts'

const telling = (architecture: string) => ({
  getHighEntropyValues: () => Promise.resolve({ architecture }),
})
const MAC = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36'
const LINUX = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36'

describe('the package for the PC of a browser', () => {
  it.each<[string, string, string | undefined, string[]]>([
    ['Windows', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)', 'x86', ['win-x64']],
    ['a Mac that tells its processor', MAC, 'arm', ['darwin-arm64']],
    ['an older Mac that tells it', MAC, 'x86', ['darwin-x64']],
    ['a Mac that does not (Firefox)', MAC, undefined, ['darwin-arm64', 'darwin-x64']],
    ['Linux', LINUX, 'x86', ['linux-x64']],
    ['Linux on ARM, which Chrome names x86_64 all the same', LINUX, 'arm', ['linux-arm64']],
    ['Linux on ARM (Firefox)', 'Mozilla/5.0 (X11; Linux aarch64; rv:145.0)', undefined, ['linux-arm64']],
    ['a phone', 'Mozilla/5.0 (Linux; Android 10; K)', 'arm', []],
  ])('is told by what that says: %s', async (_, userAgent, architecture, platforms) => {
    const userAgentData = architecture === undefined ? undefined : telling(architecture)
    expect(await likelyPlatforms({ userAgent, userAgentData })).toEqual(platforms)
  })

  it('is guessed from the name when the browser keeps its hints to itself', async () => {
    const userAgentData = { getHighEntropyValues: () => Promise.reject(new Error('NotAllowedError')) }
    expect(await likelyPlatforms({ userAgent: LINUX, userAgentData })).toEqual(['linux-x64'])
  })
})
