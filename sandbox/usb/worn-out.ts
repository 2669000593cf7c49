import { DatabaseSync } from 'node:sqlite'
import { usbKeys } from './keys.ts'

// A worn-out key: its memory takes the key pair, and not the certificate that comes after it. The fault is in the
// token's own storage, so its driver meets it as it would meet the chip's.

/** A key pair is two objects. */
const ROOM = 2

/** Lets the memory of a key fail from the third object on. */
export function wearOut(serial: string): void {
  const key = usbKeys.get(serial)
  if (!key) throw new Error('没有这枚介质')
  const memory = new DatabaseSync(key.file)
  const { held } = memory.prepare('select count(distinct id) as held from objects').get() as { held: number }
  memory.exec(`create trigger if not exists worn_out before insert on objects
    when (select count(distinct id) from objects) >= ${held + ROOM}
      and not exists (select 1 from objects where id = new.id)
    begin select raise(abort, 'memory is worn out'); end`)
  memory.close()
  usbKeys.put(serial, { ...key, wornOut: true })
}
