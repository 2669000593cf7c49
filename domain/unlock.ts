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
} as const

/** 4.2: code to the reserved phone. 4.1: identity proofing as for a new application. */
export type UnlockWay = 'sms' | 'proofing'

/** Each ends with another way to go, which the page says. */
export type UnlockRefusal =
  'certificateRevoked' | 'certificateHeld' | 'keyNotInUse' | 'keyOutOfUse' | 'tooManyToday'

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
export function keyRefusal({
  certificate,
  token,
}: KeyStanding): Exclude<UnlockRefusal, 'tooManyToday'> | undefined {
  if (certificate === 'revoked') return 'certificateRevoked'
  if (token === 'permLost' || token === 'damaged' || token === 'terminated') return 'keyOutOfUse'
  if (certificate === 'held' || token === 'suspended') return 'certificateHeld'
  // Still in the parcel: whoever has it now is not known to be its holder.
  if (certificate !== 'active' || token !== 'active') return 'keyNotInUse'
  return undefined
}

export type UnlockVerdict =
  { refused: UnlockRefusal } | { refused?: undefined; ways: readonly UnlockWay[]; review: boolean }

/**
 * Whether a key may be unlocked now, and how. `instructed`: when instructions to unlock it went out to this holder, one
 * an unlock; `unlockedBefore`: one of them was confirmed. A replacement is another key, so it begins anew.
 * `newPhoneSince`: when the reserved phone took another's place.
 */
export function judgeUnlock(
  key: KeyStanding & {
    instructed: readonly Date[]
    unlockedBefore: boolean
    newPhoneSince: Date | null
  },
  now: Date,
): UnlockVerdict {
  const refused = keyRefusal(key)
  if (refused) return { refused }
  const within = (span: number) =>
    key.instructed.filter((at) => at.getTime() > now.getTime() - span && at <= now).length
  if (within(DAY) >= unlockRules.perDay) return { refused: 'tooManyToday' }

  const review = within(unlockRules.monthDays * DAY) >= unlockRules.perMonth
  const phoneIsNew =
    key.newPhoneSince !== null &&
    now.getTime() - key.newPhoneSince.getTime() < unlockRules.newPhoneHours * HOUR
  const byPhone = key.unlockedBefore && !phoneIsNew && !review
  return { ways: byPhone ? ['sms', 'proofing'] : ['proofing'], review }
}
