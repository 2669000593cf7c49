// The life of a key (token), as the CA sees it: which state may follow which (Dogtag's TPS token lifecycle).

export type TokenState =
  'formatting' | 'formatted' | 'active' | 'suspended' | 'permLost' | 'damaged' | 'terminated'

const followers: Record<TokenState, readonly TokenState[]> = {
  formatting: ['formatted', 'damaged', 'permLost', 'terminated'],
  formatted: ['active', 'damaged', 'permLost', 'terminated'],
  active: ['suspended', 'permLost', 'damaged', 'terminated'],
  // A lost key may be found; a damaged one is not used again.
  suspended: ['active', 'permLost', 'damaged', 'terminated'],
  permLost: [],
  damaged: [],
  terminated: [],
}

/** Whether a key may go from one state to another; staying where it is is no move. */
export function mayBecome(from: TokenState, to: TokenState): boolean {
  return followers[from].includes(to)
}

/** Lost for good, damaged or terminated: nothing follows. */
export function isOutOfUse(state: TokenState): boolean {
  return followers[state].length === 0
}
