// Rules of unlocking a key (manual 4): how its holder has to prove to be its holder, how often, and what is refused.

const HOUR = 3_600_000
const DAY = 24 * HOUR

export const unlockRules = {
  /** Unlocks of one key: more in a day are refused, more in thirty days are looked at by a person first. */
  perDay: 3,
  perMonth: 3,
  monthDays: 30,
  /** A new reserved phone alone unlocks nothing for so long (SIM swap). */
  newPhoneHours: 72,
  /**
   * Unlocks in a row whose end nobody told, of which each leaves an SO PIN that may be set. With the present one and the
   * next, five at most are tried at the key, so that even a try that was broken off and its repetition stay below the
   * nine wrong ones that a key of ours takes before its last. As `perMonth`: a person looks at the next.
   */
  unknownEnds: 3,
} as const

/** 4.2: code to the reserved phone. 4.1: identity proofing as for a new application. */
export type UnlockWay = 'sms' | 'proofing'

/** Why nothing is done with a key at all. */
export type KeyRefusal = 'certificateRevoked' | 'certificateHeld' | 'keyNotInUse' | 'keyOutOfUse'

/** Each ends with another way to go, which the page says. */
export type UnlockRefusal = KeyRefusal | 'soPinUnknown' | 'tooManyToday'

/** How certificate and key stand in our books. */
export interface KeyStanding {
  certificate: 'prepared' | 'issued' | 'active' | 'held' | 'revoked'
  token: 'formatting' | 'formatted' | 'active' | 'suspended' | 'permLost' | 'damaged' | 'terminated'
}

const rank = { active: 0, held: 0, issued: 1, prepared: 1, revoked: 2 } as const

/**
 * The certificate that an unlock goes by, of those on one key: the one in use, also while a renewal has written its
 * successor beside it; the newest of several.
 */
export function certificateInUse<C extends { state: KeyStanding['certificate']; notBefore: Date }>(
  onKey: readonly C[],
): C | undefined {
  const [first] = onKey.toSorted(
    (a, b) => rank[a.state] - rank[b.state] || b.notBefore.getTime() - a.notBefore.getTime(),
  )
  return first
}

/** Why this key is not unlocked at all. An expired certificate is no reason: its renewal needs the PIN. */
export function keyRefusal({ certificate, token }: KeyStanding): KeyRefusal | undefined {
  if (certificate === 'revoked') return 'certificateRevoked'
  if (token === 'permLost' || token === 'damaged' || token === 'terminated') return 'keyOutOfUse'
  if (certificate === 'held' || token === 'suspended') return 'certificateHeld'
  // Still in the parcel: whoever has it now is not known to be its holder.
  if (certificate !== 'active' || token !== 'active') return 'keyNotInUse'
  return undefined
}

/** From when on a key is not unlocked too often in a day, by when instructions went out up to `now`. */
export function mayUnlockFrom(instructed: readonly Date[], now: Date): Date {
  const times = instructed.map((at) => at.getTime()).filter((at) => at <= now.getTime())
  const third = times.toSorted((a, b) => b - a)[unlockRules.perDay - 1]
  return third === undefined ? now : new Date(third + DAY)
}

export type UnlockVerdict =
  { refused: UnlockRefusal } | { refused?: undefined; ways: readonly UnlockWay[]; review: boolean }

/**
 * Whether a key may be unlocked now, and how. `soPinKnown`: we, not an earlier system, set its SO PIN; `instructed`: when instructions to unlock it went out to this holder, one
 * an unlock; `unlockedBefore`: one of them was confirmed. A replacement is another key, so it begins anew.
 * `newPhoneSince`: when the reserved phone took another's place.
 */
export function judgeUnlock(
  key: KeyStanding & {
    soPinKnown: boolean
    instructed: readonly Date[]
    unlockedBefore: boolean
    newPhoneSince: Date | null
  },
  now: Date,
): UnlockVerdict {
  const refused = keyRefusal(key)
  if (refused) return { refused }
  if (!key.soPinKnown) return { refused: 'soPinUnknown' }
  if (mayUnlockFrom(key.instructed, now) > now) return { refused: 'tooManyToday' }

  const within = (span: number) =>
    key.instructed.filter((at) => at.getTime() > now.getTime() - span && at <= now).length
  const review = within(unlockRules.monthDays * DAY) >= unlockRules.perMonth
  const phoneIsNew =
    key.newPhoneSince !== null &&
    now.getTime() - key.newPhoneSince.getTime() < unlockRules.newPhoneHours * HOUR
  const byPhone = key.unlockedBefore && !phoneIsNew && !review
  return { ways: byPhone ? ['sms', 'proofing'] : ['proofing'], review }
}

/** By their generations: the SO PINs that a key may have now, the present one first, and the one that it gets. */
export interface SoPinChange {
  from: number
  possible: readonly number[]
  to: number
}

/**
 * Which SO PINs an unlock goes by. `given`: what unlocks of this key were given so far. Who unlocked before and never
 * told how it ended knows the SO PIN of that unlock, so another order sets a new one; the tries of one order share
 * theirs. Beyond `unknownEnds` the last one is shared too, so that the key is not tried to death.
 */
export function soPinChange(
  present: number,
  given: readonly { orderId: string; toGeneration: number }[],
  orderId: string,
): SoPinChange {
  const unknown = given.filter(({ toGeneration }) => toGeneration > present)
  const out = [...new Set(unknown.map(({ toGeneration }) => toGeneration))].toSorted((a, b) => a - b)
  const last = out.at(-1) ?? present
  const own = unknown.some((one) => one.orderId === orderId && one.toGeneration === last)
  const to = own || out.length > unlockRules.unknownEnds ? last : last + 1
  return { from: present, possible: out.filter((generation) => generation !== to), to }
}
