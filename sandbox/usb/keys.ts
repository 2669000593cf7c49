import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { settings } from '../settings.ts'
import { collection } from '../world.ts'

// Physical USB keys: each is one file of the software token. A port is a place whose configuration file lists the
// keys that are plugged in there; whoever uses the port's driver reads that file.

/** `box`: vendor's box of blank keys. `desk`: the applicant's desk. The two ports are where a driver sees a key. */
export type Place = 'box' | 'station-1' | 'parcel' | 'desk' | 'desk-port'
const PORTS = { 'station-1': 'station-1.conf', 'desk-port': 'desk.conf' } as const

export interface UsbKey {
  serial: string
  file: string
  place: Place
}

export interface KeyCondition {
  initialised: boolean
  pinSet: boolean
  countLow: boolean
  finalTry: boolean
  locked: boolean
  certificates: { subject: string; serial: string; notAfter: string }[]
}

export interface PinTrial {
  result: 'signed' | 'pinIncorrect' | 'pinLocked' | 'noKey'
  condition: KeyCondition
}

export const usbKeys = collection<UsbKey>('usb.key')

const folder = join(settings.dataDir, 'usb')
const BLANK_KEYS = 5
const run = promisify(execFile)

function slotsOf(keys: UsbKey[]): string {
  return keys
    .map(
      ({ file }, slot) => `[[slots]]\nslot = ${slot}\ndbtype = "sqlite"\ndbargs = ${JSON.stringify(file)}\n`,
    )
    .join('\n')
}

/** Writes in one step: a driver never reads half a file. */
function write(path: string, content: string): void {
  writeFileSync(`${path}.new`, content)
  renameSync(`${path}.new`, path)
}

function writePorts(): void {
  for (const [port, file] of Object.entries(PORTS)) {
    write(join(folder, file), slotsOf(usbKeys.all().filter((key) => key.place === port)) || 'slots = []\n')
  }
}

/** Talks to one key in a process of its own, so that loading its driver disturbs nothing here. */
async function atKey<T>(file: string, action: string, argument = ''): Promise<T> {
  const conf = join(folder, `${randomUUID()}.conf`)
  write(conf, slotsOf([{ serial: '', file, place: 'box' }]))
  const script = fileURLToPath(new URL('./key-process.ts', import.meta.url))
  const environment = {
    ...process.env,
    KRYOPTIC_CONF: conf,
    TOKEN_MODULE: settings.usb.module,
    KEY_ARGUMENT: argument,
  }
  const { stdout } = await run(process.execPath, [script, action], { env: environment })
  return JSON.parse(stdout) as T
}

async function newBlankKey(): Promise<void> {
  const file = join(folder, `${randomUUID()}.sql`)
  const { serial } = await atKey<{ serial: string }>(file, 'manufacture', settings.usb.factorySoPin)
  usbKeys.put(serial, { serial, file, place: 'box' })
}

/** Fills the vendor's box and writes the ports. Called at start. */
export async function openUsb(): Promise<void> {
  mkdirSync(folder, { recursive: true })
  await refillBox()
  writePorts()
}

async function refillBox(): Promise<void> {
  const blanks = usbKeys.all().filter((key) => key.place === 'box').length
  for (let count = blanks; count < BLANK_KEYS; count++) await newBlankKey()
}

/** Moves a key: plugs it in, pulls it out, puts it into a parcel. */
export function movePlace(serial: string, place: Place): void {
  const key = usbKeys.get(serial)
  if (!key) throw new Error('没有这枚介质')
  usbKeys.put(serial, { ...key, place })
  writePorts()
}

/** Plugs a key in or pulls it out by hand, and keeps the box filled. @throws Error where a hand cannot reach it. */
export async function plug(serial: string, place: Place): Promise<void> {
  const from = usbKeys.get(serial)?.place
  const byHand: Record<Place, readonly Place[]> = {
    box: ['station-1'],
    'station-1': ['box'],
    parcel: [],
    desk: ['desk-port'],
    'desk-port': ['desk'],
  }
  if (!from || !byHand[from].includes(place)) throw new Error('此处无法插拔')
  movePlace(serial, place)
  await refillBox()
}

/** What a key says of itself without a PIN. */
export function inspect(serial: string): Promise<KeyCondition> {
  return atKey(usbKeys.get(serial)!.file, 'inspect')
}

/** Tries a PIN: a right one makes a test signature, a wrong one costs a try of ten. */
export function tryPin(serial: string, pin: string): Promise<PinTrial> {
  return atKey(usbKeys.get(serial)!.file, 'try-pin', pin)
}
