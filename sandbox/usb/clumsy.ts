import { watch, type FSWatcher } from 'node:fs'
import { basename } from 'node:path'
import { changes } from '../world.ts'
import { folder, movePlace, usbKeys } from './keys.ts'

/** Keys that a clumsy hand pulls out as soon as something is written into them. */
const clumsy = new Map<string, FSWatcher>()

export const isClumsy = (serial: string) => clumsy.has(serial)

/** Lets a key at the PC be pulled out in the middle of the next writing; asked again, it does not. */
export function pullAtNextWriting(serial: string): void {
  const key = usbKeys.get(serial)
  if (key?.place !== 'desk-port') throw new Error('介质不在电脑上')
  const watched = clumsy.get(serial)
  if (watched) {
    watched.close()
    clumsy.delete(serial)
  } else {
    // The file and the journals that SQLite writes beside it.
    const watcher = watch(folder, (_event, name) => {
      if (!name?.startsWith(basename(key.file))) return
      watcher.close()
      clumsy.delete(serial)
      if (usbKeys.get(serial)?.place === 'desk-port') movePlace(serial, 'desk')
    })
    clumsy.set(serial, watcher)
  }
  changes.emit('changed', 'usb.key')
}
