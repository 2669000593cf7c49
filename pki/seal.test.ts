import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { generateKeyPairSync } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { freshHsm } from '../tests/fresh-tokens.ts'
import { authorityIssuer, delegateCertificate } from './authority.ts'
import { prepareCertificate } from './certificate.ts'
import { openHsm, type Hsm } from './hsm.ts'
import { urlsOf } from './issuers.ts'
import { lintCertificate } from './lint.ts'
import { organisationName } from './name.ts'
import { policyOid, subscriberProfiles } from './profiles.ts'
import { currentCps } from '../domain/cps.ts'
import { assembleSeal, prepareSeal, readSeal, sealFault, type SealContent } from './seal.ts'
import { newSerial } from './serial.ts'
import { endOfValidity, startOfValidity } from './validity.ts'

let now: Date
const YEAR = 365 * 86_400_000
const png = Buffer.from('89504e470d0a1a0a00', 'hex')
let hsm: Hsm
let holder: Uint8Array
let other: Uint8Array
let renamed: Uint8Array
let content: SealContent

beforeAll(() => {
  const { HSM_MODULE: module, HSM_TOKEN_LABEL: tokenLabel, HSM_PIN: pin, PKI_URL, POLICY_ARC } = freshHsm()
  hsm = openHsm({ module, tokenLabel, pin })
  // Its maker is certified by now.
  now = new Date(Date.now() + 1000)
  const issued = (name: string) => {
    const notBefore = startOfValidity(now)
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const request = {
      profile: { ...subscriberProfiles.hosted, policy: policyOid(POLICY_ARC, 'hosted', currentCps.version) },
      subject: organisationName({ name, uscc: '91350100M000100Y43' }),
      spki: new Uint8Array(publicKey.export({ type: 'spki', format: 'der' })),
      serial: newSerial(),
      notBefore,
      notAfter: endOfValidity(notBefore, 1),
      issuer: authorityIssuer(hsm, 'issuing'),
      urls: { ...urlsOf('issuing', PKI_URL), cps: 'https://site.example/cps' },
    }
    return hsm.sign(lintCertificate(prepareCertificate(request), request))
  }
  holder = issued('示例𠮷有限公司')
  other = issued('示例𠮷有限公司')
  renamed = issued('更名有限公司')
  content = {
    id: 'seal-1',
    holder: 'organisation',
    name: '示例𠮷有限公司',
    certificates: [holder, renamed],
    createdAt: now,
    notBefore: now,
    notAfter: new Date(now.getTime() + YEAR),
    picture: { png, width: 42, height: 42 },
  }
}, 120_000)
afterAll(() => hsm?.close())

/** Signed by our maker, or by whom else. */
function made(
  of: SealContent = content,
  maker: Uint8Array = delegateCertificate(hsm, 'sealMaker'),
  sign: (info: Uint8Array) => Uint8Array = (info) => hsm.signAs('sealMaker', info),
): Uint8Array {
  const info = prepareSeal(of)
  return assembleSeal(info, maker, sign(info))
}
const faultOf = (der: Uint8Array, certificate = holder, at = new Date(now.getTime() + 1000)) =>
  sealFault(der, { certificate, issuer: authorityIssuer(hsm, 'issuing'), at })

describe('a seal', () => {
  it('is good with a certificate of its list, and is read as it was made', () => {
    const der = made()
    expect(faultOf(der)).toBeUndefined()
    const { info, maker, algorithm, signature, ...read } = readSeal(der)
    expect(read).toEqual({
      ...content,
      certificates: [new Uint8Array(holder), new Uint8Array(renamed)],
      picture: { ...content.picture, png: new Uint8Array(png) },
      ...Object.fromEntries(
        (['createdAt', 'notBefore', 'notAfter'] as const).map((name) => [
          name,
          new Date(Math.floor(content[name].getTime() / 1000) * 1000),
        ]),
      ),
    })
    expect([algorithm, signature.length]).toEqual(['1.2.840.113549.1.1.11', 256])
    expect(info).toEqual(prepareSeal(content))
    expect(maker).toEqual(new Uint8Array(delegateCertificate(hsm, 'sealMaker')))
  })

  it('has the structure of GB/T 38540-2020, as openssl reads it', () => {
    const text = execFileSync('openssl', ['asn1parse', '-inform', 'DER'], { input: made(), encoding: 'utf8' })
    const shape = text
      .trim()
      .split('\n')
      .map((line) => /d=(\d+).*?(?:prim|cons): (\S+)/.exec(line)!.slice(1).join(' '))
    expect(shape).toEqual([
      ...['0 SEQUENCE', '1 SEQUENCE', '2 SEQUENCE', '3 IA5STRING', '3 INTEGER', '3 IA5STRING', '2 IA5STRING'],
      ...['2 SEQUENCE', '3 INTEGER', '3 UTF8STRING', '3 INTEGER', '3 SEQUENCE', '4 OCTET', '4 OCTET'],
      ...['3 GENERALIZEDTIME', '3 GENERALIZEDTIME', '3 GENERALIZEDTIME'],
      ...['2 SEQUENCE', '3 IA5STRING', '3 OCTET', '3 INTEGER', '3 INTEGER'],
      ...['1 OCTET', '1 OBJECT', '1 BIT'],
    ])
  })

  it('is worth nothing with a certificate that it does not name', () => {
    expect(faultOf(made(), other)).toBe('otherCertificate')
  })

  it('ends with its time and with the name of its holder', () => {
    const der = made()
    expect(faultOf(der, holder, new Date(now.getTime() - 5000))).toBe('notYetValid')
    expect(faultOf(der, holder, new Date(now.getTime() + YEAR + 5000))).toBe('ended')
    expect(faultOf(der, renamed)).toBe('otherName')
  })

  it('is worth nothing when one byte of it was changed', () => {
    const der = made()
    const picture = Buffer.from(der).indexOf(png)
    const changed = (at: number) => {
      const copy = Uint8Array.from(der)
      copy[at]! ^= 1
      return copy
    }
    expect(faultOf(changed(picture + 8))).toBe('forged')
    expect(faultOf(changed(der.length - 1))).toBe('forged')
    // Wherever it is, it is found.
    for (let at = 0; at < der.length; at += 97) expect(faultOf(changed(at)), `byte ${at}`).toBeDefined()
    expect(faultOf(der.slice(0, -1))).toBe('unreadable')
  })

  it('is worth nothing when somebody else signed it: the timestamp authority, or a holder by a certificate of ours', () => {
    const authority = delegateCertificate(hsm, 'timestampAuthority')
    expect(faultOf(made(content, authority, (info) => hsm.signAs('timestampAuthority', info)))).toBe('forged')
    expect(faultOf(made(content, holder))).toBe('forged')
    expect(faultOf(made(content, undefined, (info) => hsm.signAs('timestampAuthority', info)))).toBe('forged')
  })
})
