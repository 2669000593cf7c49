import { execFile } from 'node:child_process'
import { randomUUID, X509Certificate } from 'node:crypto'
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { settings } from '../settings.ts'
import { collection } from '../world.ts'
import { afterLook, type PinRecords } from './pin-change.ts'

// Physical USB keys: each is one file of the software token. A port is a place whose configuration file lists the
// keys that are plugged in there; whoever uses the port's driver reads that file.

/**
 * `box`: vendor's box of blank keys. `station-1` and so on: the port of a key station. `desk`: where the applicant
 * lays a delivered key; `desk-port`: the USB port of the applicant's PC. `returns`: where the sender gets parcels back;
 * `nowhere`: where lost keys are.
 */
export type Place = 'box' | 'parcel' | 'desk' | 'desk-port' | 'returns' | 'nowhere' | `station-${string}`

const isStation = (place: string): place is `station-${string}` => /^station-[a-z0-9-]{1,20}$/.test(place)
/** Places where a driver sees a key. */
const confOf = (place: Place) =>
  place === 'desk-port' ? 'desk.conf' : isStation(place) ? `${place}.conf` : null

export interface UsbKey {
  serial: string
  file: string
  place: Place
  /** When it came to its place (epoch ms). */
  movedAt?: number
  /** Comes from another CA. */
  foreign?: boolean
  /** Of a key that the CA's earlier system made: whose it is, until when, its first PIN. */
  earlier?: { holder: string; until: string; pin: string }
  /** Its memory fails (worn-out.ts). */
  wornOut?: boolean
  /** When it has made a test signature on the desk. */
  signedAt?: number
  /** When its user's PIN was found to be another one (pin-change.ts), and what was kept of the PINs at the last look. */
  pinChangedAt?: number
  pins?: PinRecords
}

export interface KeyCondition {
  label: string
  model: string
  manufacturer: string
  initialised: boolean
  pinSet: boolean
  countLow: boolean
  finalTry: boolean
  locked: boolean
  certificates: { subject: string; issuer: string; serial: string; notBefore: string; notAfter: string }[]
}

export interface PinTrial {
  result: 'signed' | 'pinIncorrect' | 'pinLocked' | 'noKey'
  condition: KeyCondition
}

export const usbKeys = collection<UsbKey>('usb.key')

/** Where the keys' files are. */
export const folder = join(settings.dataDir, 'usb')
const KEYS_IN_A_BOX = 10
const run = promisify(execFile)

function slotsOf(files: string[]): string {
  return files
    .map((file, slot) => `[[slots]]\nslot = ${slot}\ndbtype = "sqlite"\ndbargs = ${JSON.stringify(file)}\n`)
    .join('\n')
}

/** Writes in one step: a driver never reads half a file. */
function write(path: string, content: string): void {
  writeFileSync(`${path}.new`, content)
  renameSync(`${path}.new`, path)
}

/** The stations that have, or had, a port here. */
export function stations(): string[] {
  const known = readdirSync(folder).flatMap((file) => /^(station-[a-z0-9-]+)\.conf$/.exec(file)?.[1] ?? [])
  return [...new Set(['station-1', ...known])].sort()
}

function writePort(place: Place): void {
  const conf = confOf(place)
  if (!conf) return
  const plugged = usbKeys.all().filter((key) => key.place === place)
  write(join(folder, conf), slotsOf(plugged.map((key) => key.file)) || 'slots = []\n')
}

/** Talks to one key in a process of its own, so that loading its driver disturbs nothing here. */
async function atKey<T>(file: string, action: string, argument = ''): Promise<T> {
  const conf = join(folder, `${randomUUID()}.conf`)
  writeFileSync(conf, slotsOf([file]))
  const script = fileURLToPath(new URL('./key-process.ts', import.meta.url))
  const env = {
    ...process.env,
    KRYOPTIC_CONF: conf,
    TOKEN_MODULE: settings.usb.module,
    KEY_ARGUMENT: argument,
  }
  try {
    const { stdout } = await run(process.execPath, [script, action], { env })
    return JSON.parse(stdout) as T
  } finally {
    rmSync(conf)
  }
}

async function newBlankKey(): Promise<void> {
  const file = join(folder, `${randomUUID()}.sql`)
  const { serial } = await atKey<{ serial: string }>(file, 'manufacture', settings.usb.factorySoPin)
  usbKeys.put(serial, { serial, file, place: 'box' })
}

let filling: Promise<void> | undefined

/** Blank keys come ten at a time, when the box has run low. */
function fillBox(): Promise<void> {
  const left = usbKeys.all().filter((key) => key.place === 'box').length
  if (left >= KEYS_IN_A_BOX / 2) return Promise.resolve()
  filling ??= (async () => {
    for (let count = left; count < KEYS_IN_A_BOX; count++) await newBlankKey()
  })().finally(() => (filling = undefined))
  return filling
}

/** Makes the ports and fills the vendor's box. Called at start. */
export async function openUsb(): Promise<void> {
  mkdirSync(folder, { recursive: true })
  for (const port of [...stations(), 'desk-port']) writePort(port as Place)
  await fillBox()
}

/** Moves a key: plugs it in, pulls it out, puts it into a parcel. */
export function movePlace(serial: string, place: Place): void {
  const key = usbKeys.get(serial)
  if (!key) throw new Error('没有这枚介质')
  const atPc = key.place === 'desk-port' || place === 'desk-port'
  usbKeys.put(serial, { ...key, ...(atPc && afterLook(key)), place, movedAt: Date.now() })
  writePort(key.place)
  writePort(place)
}

/** Plugs a key in or pulls it out by hand. @throws Error where a hand cannot reach it. */
export function plug(serial: string, place: string): void {
  const from = usbKeys.get(serial)?.place
  const reachable =
    (from === 'box' && isStation(place)) ||
    (from && isStation(from) && (place === 'box' || isStation(place))) ||
    (from === 'desk' && place === 'desk-port') ||
    (from === 'desk-port' && place === 'desk')
  if (!reachable) throw new Error('此处无法插拔')
  movePlace(serial, place as Place)
  void fillBox()
}

/** The user PIN of every key of another CA. */
const FOREIGN_PIN = '12345678'

/** Lays a key of another CA on the applicant's desk. */
export async function bringForeignKey(): Promise<void> {
  const file = join(folder, `${randomUUID()}.sql`)
  const { serial } = await atKey<{ serial: string }>(file, 'foreign', FOREIGN_PIN)
  usbKeys.put(serial, { serial, file, place: 'desk', foreign: true })
}

/**
 * Makes a key of the CA's earlier system out of a blank one of the box, up to its key pair. Gives the public key (SPKI,
 * base64). @throws Error for any other key.
 */
export async function makeEarlierPair(serial: string, pins: { nextSoPin: string; pin: string }) {
  const key = usbKeys.get(serial)
  if (key?.place !== 'box') throw new Error('介质不在空白介质盒中')
  const { factorySoPin: soPin } = settings.usb
  return atKey<{ spki: string }>(key.file, 'make-pair', JSON.stringify({ soPin, ...pins }))
}

/** Writes the certificate (DER, base64) into such a key, and lays it on the applicant's desk. */
export async function deliverEarlierKey(serial: string, { der, pin }: { der: string; pin: string }) {
  const key = usbKeys.get(serial)
  if (key?.place !== 'box') throw new Error('介质不在空白介质盒中')
  await atKey(key.file, 'write-certificate', JSON.stringify({ pin, der }))
  const { subject, validTo } = new X509Certificate(Buffer.from(der, 'base64'))
  const holder = /^O=(.*)$/m.exec(subject)?.[1] ?? subject
  usbKeys.put(serial, {
    ...key,
    place: 'desk',
    earlier: { holder, until: new Date(validTo).toISOString(), pin },
  })
  void fillBox()
}

/** What a key says of itself without a PIN. */
export function inspect(serial: string): Promise<KeyCondition> {
  return atKey(usbKeys.get(serial)!.file, 'inspect')
}

/** Looks at the PIN of each key that is plugged in at the PC: it may have been changed there. */
export function lookAtPins(): void {
  for (const key of usbKeys.all().filter(({ place }) => place === 'desk-port')) {
    const { pins, pinChangedAt } = afterLook(key)
    if (pinChangedAt) usbKeys.put(key.serial, { ...key, pins, pinChangedAt })
  }
}

/** Tries a PIN: a right one makes a test signature, a wrong one costs a try of ten. */
export async function tryPin(serial: string, pin: string): Promise<PinTrial> {
  const trial = await atKey<PinTrial>(usbKeys.get(serial)!.file, 'try-pin', pin)
  if (trial.result === 'signed') usbKeys.put(serial, { ...usbKeys.get(serial)!, signedAt: Date.now() })
  return trial
}
