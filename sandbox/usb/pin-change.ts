import { DatabaseSync } from 'node:sqlite'

// Whether the user's PIN was changed at the PC: a token keeps a record of each PIN, and another PIN is another record.

/** The records of both PINs; another SO PIN besides the user's is an unlocking. */
export interface PinRecords {
  user: string
  so: string
}

const LOCKED_MS = 1000

/** Reads the records out of a token's own storage. */
function pinRecords(file: string): PinRecords {
  const token = new DatabaseSync(file, { readOnly: true, timeout: LOCKED_MS })
  const rows = token.prepare(`select value, hex(data) as record from meta where name = 'USER DATA'`).all()
  token.close()
  const of = (who: string) => String(rows.find(({ value }) => value === who)?.record ?? '')
  return { user: of('USER'), so: of('SO') }
}

/** The PINs of a key as they are now, and when it was noticed that its user alone has another one than at the last look. */
export function afterLook(key: { file: string; pins?: PinRecords }): {
  pins: PinRecords
  pinChangedAt?: number
} {
  const pins = pinRecords(key.file)
  const changed = key.pins && key.pins.user !== pins.user && key.pins.so === pins.so
  return { pins, ...(changed && { pinChangedAt: Date.now() }) }
}
