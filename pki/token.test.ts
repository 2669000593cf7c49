import { execFileSync } from 'node:child_process'
import { generateKeyPairSync, X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { TokenError } from './pkcs11.ts'
import { subscriberProfiles } from './profiles.ts'
import { open, seal } from './sealed.ts'
import { FACTORY_SO_PIN, freshTokens } from '../tests/fresh-tokens.ts'
import { isSignedByKey, publicKeyOf } from './algorithms.ts'
import { openTokenDriver } from './token.ts'
import type { TokenDriver } from './token-driver.ts'

const SO = 'derived-so-pin-0000001'
const PIN = '48151623'
const rule = subscriberProfiles.organisationUkey.key
let driver: TokenDriver
let serial: string
let other: string

const fault = (body: () => unknown) => {
  try {
    body()
  } catch (error) {
    return error instanceof TokenError ? error.fault : error
  }
  return 'none'
}
const personalise = (key: string) =>
  driver.personalise({ serial: key, factorySoPin: FACTORY_SO_PIN, soPin: SO, userPin: PIN })

beforeAll(() => {
  const { module } = freshTokens(2)
  driver = openTokenDriver(module)
  const [first, second] = driver.list()
  serial = first!.serial
  other = second!.serial
  personalise(serial)
})

describe('a USB key', () => {
  it('is found by its serial number, with its PIN set', () => {
    const token = driver.list().find((info) => info.serial === serial)
    expect(token).toMatchObject({ initialised: true, label: 'BLANK', pin: { set: true, locked: false } })
  })

  it('can be personalised again after a try that died half-way', () => {
    expect(fault(() => personalise(serial))).toBe('none')
  })

  it('makes its key pair itself, once, and never gives the private key out', () => {
    const made = driver.generateKeyPair({ serial, pin: PIN, label: 'order-1', rule })
    expect(made.attributes).toEqual({
      local: true,
      sensitive: true,
      alwaysSensitive: true,
      neverExtractable: true,
    })
    expect(driver.generateKeyPair({ serial, pin: PIN, label: 'order-1', rule }).spki).toEqual(made.spki)
  })

  it('gives a certificate back byte by byte, and signs with the key that belongs to it', () => {
    const { spki } = driver.generateKeyPair({ serial, pin: PIN, label: 'order-1', rule })
    const der = selfIssued(spki)
    driver.writeCertificate({ serial, pin: PIN, label: 'order-1', der })
    driver.writeCertificate({ serial, pin: PIN, label: 'order-1', der })
    const id = Buffer.from('order-1').toString('hex')
    expect(driver.contents(serial)).toEqual({
      certificates: [{ label: 'order-1', id, der }],
      pairs: [{ label: 'order-1', id }],
    })
    const data = Buffer.from('challenge')
    const signature = driver.sign({ serial, pin: PIN, label: 'order-1', data })
    expect(isSignedByKey(publicKeyOf(der), data, signature)).toBe(true)
    expect(isSignedByKey(publicKeyOf(der), Buffer.from('other'), signature)).toBe(false)
  })

  it('is not found once it is not there', () => {
    expect(fault(() => driver.contents('0000'))).toBe('tokenNotFound')
  })

  it('really locks after ten wrong PINs', () => {
    personalise(other)
    const wrong = () =>
      fault(() => driver.generateKeyPair({ serial: other, pin: '00000000', label: 'x', rule }))
    expect(Array.from({ length: 10 }, wrong).slice(0, 9)).toEqual(Array(9).fill('pinIncorrect'))
    expect(fault(() => driver.generateKeyPair({ serial: other, pin: PIN, label: 'x', rule }))).toBe(
      'pinLocked',
    )
    expect(driver.list().find((info) => info.serial === other)?.pin.locked).toBe(true)
  })
})

describe('a sealed message', () => {
  const station = generateKeyPairSync('x25519')
  it('opens for its recipient and context only', () => {
    const sealed = seal(Buffer.from('so pin'), station.publicKey, 'making 1')
    expect(open(sealed, station.privateKey, 'making 1').toString()).toBe('so pin')
    expect(() => open(sealed, station.privateKey, 'making 2')).toThrow()
    expect(() => open(sealed, generateKeyPairSync('x25519').privateKey, 'making 1')).toThrow()
  })
})

/** A certificate for a public key, made by openssl with a throw-away CA. */
function selfIssued(spki: Uint8Array): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'yinxin-ca-'))
  const path = (name: string) => join(folder, name)
  writeFileSync(path('key.der'), spki)
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })
  openssl('pkey', '-pubin', '-inform', 'DER', '-in', 'key.der', '-out', 'key.pem')
  openssl(
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
    '-subj',
    '/CN=ca',
  )
  openssl(
    'req',
    '-new',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    'h.key',
    '-out',
    'h.csr',
    '-subj',
    '/CN=holder',
  )
  openssl(
    'x509',
    '-req',
    '-in',
    'h.csr',
    '-CA',
    'ca.pem',
    '-CAkey',
    'ca.key',
    '-CAcreateserial',
    '-force_pubkey',
    'key.pem',
    '-outform',
    'DER',
    '-out',
    'h.cer',
  )
  const der = new Uint8Array(readFileSync(path('h.cer')))
  expect(new X509Certificate(der).subject).toBe('CN=holder')
  return der
}
