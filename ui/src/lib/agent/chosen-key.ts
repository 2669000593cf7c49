import type { AgentKey } from './agent.ts'

/** What is plugged in, as a page sees it that wants one key of ours. */
export type PluggedIn =
  | { state: 'ready' | 'locked' | 'otherKey'; key: AgentKey }
  | { state: 'noKey' | 'foreignKey' | 'severalKeys' }

/**
 * The one key that may be used. Several of ours are never chosen from: the person pulls the others out. Keys of other
 * CAs do not disturb.
 */
export function chosenKey(keys: AgentKey[], serial?: string): PluggedIn {
  const ours = keys.filter((key) => key.ours)
  const [key] = ours
  if (!key) return { state: keys.length > 0 ? 'foreignKey' : 'noKey' }
  if (ours.length > 1) return { state: 'severalKeys' }
  if (serial && key.serial !== serial) return { state: 'otherKey', key }
  return { state: key.pin.locked ? 'locked' : 'ready', key }
}
