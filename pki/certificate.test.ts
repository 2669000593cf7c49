import { execFileSync, spawnSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { currentCps } from '../domain/cps.ts'
import { authorityCertificate, authorityIssuer, establishAuthority, rootCrl } from './authority.ts'
import { prepareCertificate, type CertificateRequest } from './certificate.ts'
import { revocationReasons } from '../domain/certificate-states.ts'
import { prepareCrl, readCrl } from './crl.ts'
import { openHsm, type Hsm } from './hsm.ts'
import { issuers, urlsOf } from './issuers.ts'
import { lintCertificate, lintCrl } from './lint.ts'
import { organisationName } from './name.ts'
import { policyOid, subscriberProfiles } from './profiles.ts'
import { newSerial } from './serial.ts'
import { deriveSoPin } from './so-pin.ts'
import { freshHsm } from '../tests/fresh-tokens.ts'
import { endOfValidity, startOfValidity } from './validity.ts'

const now = new Date()
const folder = mkdtempSync(join(tmpdir(), 'yinxin-pki-'))
const site = 'https://site.example'
const pki = 'http://pki.example'
const policy = policyOid('1.3.6.1.4.1.32473.1', 'organisationUkey', currentCps.version)
const file = (name: string, content: Uint8Array) => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}
const openssl = (...args: string[]) => {
  try {
    return execFileSync('openssl', args, { encoding: 'utf8', stdio: 'pipe' })
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string }
    return `${stdout}${stderr}`
  }
}
const pem = (name: string, der: string, type: 'x509' | 'crl') => {
  const path = join(folder, name)
  openssl(type, '-inform', 'DER', '-in', der, '-out', path)
  return path
}
const keyPair = () =>
  generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({
    type: 'spki',
    format: 'der',
  })

let hsm: Hsm
let rootToken: Hsm
let ceremony: () => void
let request: CertificateRequest
let certificate: string
let root: string
let issuing: string

beforeAll(() => {
  const environment = freshHsm()
  ceremony = environment.ceremony
  hsm = openHsm({
    module: environment.HSM_MODULE,
    tokenLabel: environment.HSM_TOKEN_LABEL,
    pin: environment.HSM_PIN,
  })
  rootToken = openHsm({
    module: environment.HSM_MODULE,
    tokenLabel: environment.HSM_ROOT_TOKEN_LABEL,
    pin: environment.HSM_ROOT_PIN,
  })
  root = pem('root.pem', file('root.cer', authorityCertificate(hsm, 'root')), 'x509')
  issuing = pem('issuing.pem', file('issuing.cer', authorityCertificate(hsm, 'issuing')), 'x509')
  const notBefore = startOfValidity(now)
  request = {
    profile: { ...subscriberProfiles.organisationUkey, policy },
    subject: organisationName({ name: '示例科技（北京）有限公司', uscc: '91350100M000100Y43' }),
    spki: new Uint8Array(keyPair()),
    serial: newSerial(),
    notBefore,
    notAfter: endOfValidity(notBefore, 1),
    issuer: authorityIssuer(hsm, 'issuing'),
    urls: { ...urlsOf('issuing', pki), cps: `${site}/cps` },
  }
  certificate = pem(
    'holder.pem',
    file('holder.cer', hsm.sign(lintCertificate(prepareCertificate(request), request))),
    'x509',
  )
}, 120_000)

describe('a certificate of an organisation, judged by openssl', () => {
  it('verifies strictly up to the root', () => {
    expect(openssl('verify', '-x509_strict', '-CAfile', root, '-untrusted', issuing, certificate)).toMatch(
      /: OK$/m,
    )
  })

  it('is under its policy, which its issuer may give', () => {
    const under = (asked: string) =>
      openssl(
        ...['verify', '-policy', asked, '-explicit_policy', '-CAfile', root],
        ...['-untrusted', issuing, certificate],
      )
    expect(under(policy)).toMatch(/: OK$/m)
    expect(under('1.2.3')).toContain('error 43')
  })

  it('names the organisation in Chinese, its USCC as organizationIdentifier', () => {
    const text = openssl(
      'x509',
      '-in',
      certificate,
      '-noout',
      '-subject',
      '-nameopt',
      'utf8,sep_comma_plus_space,space_eq',
    )
    expect(text).toContain('C = CN')
    expect(text).toContain('CN = 示例科技（北京）有限公司')
    expect(text).toMatch(/(organizationIdentifier|2\.5\.4\.97) = NTRCN-91350100M000100Y43/)
    expect(text).not.toContain(' + ')
  })

  it('says where CRL, issuer and CPS are, and what it is for', () => {
    const text = openssl('x509', '-in', certificate, '-noout', '-text')
    for (const part of [
      'URI:http://pki.example/pki/issuing.crl',
      'CA Issuers - URI:http://pki.example/pki/issuing.cer',
      'CPS: https://site.example/cps',
      `Policy: ${policy}`,
      'Digital Signature, Non Repudiation',
      'TLS Web Client Authentication, E-mail Protection',
    ]) {
      expect(text).toContain(part)
    }
  })

  it('is revoked (error 23) once the CRL lists it, good before', () => {
    const crl = (
      number: number,
      revoked: { serial: string; at: Date; reason: number; invalidityDate?: Date }[],
    ) => {
      const { issuer } = request
      const tbs = prepareCrl({
        issuer,
        number,
        thisUpdate: now,
        nextUpdate: new Date(now.getTime() + 864e5),
        revoked,
      })
      return pem(`${number}.pem`, file(`${number}.crl`, hsm.sign(lintCrl(tbs, { issuer, number }))), 'crl')
    }
    const check = (list: string) =>
      openssl(
        'verify',
        '-x509_strict',
        '-crl_check',
        '-CRLfile',
        list,
        '-CAfile',
        root,
        '-untrusted',
        issuing,
        certificate,
      )
    expect(check(crl(1, []))).toMatch(/: OK$/m)
    const list = crl(2, [
      { serial: request.serial, at: now, reason: revocationReasons.keyCompromise, invalidityDate: now },
    ])
    expect(check(list)).toContain('error 23')
    const text = openssl('crl', '-in', list, '-noout', '-text')
    expect(text).toContain('Key Compromise')
    expect(text).toContain('X509v3 CRL Number')
    expect(text).toContain('Invalidity Date')
  })
})

it('a name longer than 64 characters is refused', () => {
  expect(() => organisationName({ name: '长'.repeat(65), uscc: 'x' })).toThrow(RangeError)
})

describe('the ceremony', () => {
  it('changes nothing when it is repeated', () => {
    ceremony()
    expect(pem('again.pem', file('again.cer', authorityCertificate(hsm, 'root')), 'x509')).toBeTruthy()
    expect(hsm.readCertificate(issuers.root.keyLabel)).toEqual(authorityCertificate(hsm, 'root'))
    expect(openssl('x509', '-in', join(folder, 'again.pem'), '-noout', '-fingerprint')).toBe(
      openssl('x509', '-in', root, '-noout', '-fingerprint'),
    )
  })

  it('makes a secret from which each token and generation has its own SO PIN', () => {
    const pins = new Set([deriveSoPin(hsm, 'A', 1), deriveSoPin(hsm, 'A', 2), deriveSoPin(hsm, 'B', 1)])
    expect(pins.size).toBe(3)
    expect(deriveSoPin(hsm, 'A', 1)).toBe(deriveSoPin(hsm, 'A', 1))
    expect(deriveSoPin(hsm, 'A', 1)).toMatch(/^[\w-]{24}$/)
  })

  it('signs the root’s CRL, and the next one when it is near its end', () => {
    const establish = (days: number, root: Hsm = rootToken) =>
      establishAuthority({ root, ca: hsm }, { pkiUrl: pki, now: new Date(now.getTime() + days * 86_400_000) })
    const list = () => readCrl(rootCrl(hsm)!)
    establish(304)
    expect(list().number).toBe(1)
    establish(306)
    expect(list().number).toBe(2)
    expect(list().nextUpdate.getTime() - now.getTime()).toBeGreaterThan(670 * 86_400_000)
    const published = pem('root-list.pem', file('root.crl', rootCrl(hsm)!), 'crl')
    const judged = spawnSync('openssl', ['crl', '-in', published, '-noout', '-CAfile', root], {
      encoding: 'utf8',
    })
    expect(judged.stderr).toContain('verify OK')
    const another = { ...rootToken, readCertificate: () => undefined }
    expect(() => establish(0, another)).toThrow('another one than certified the issuing CA')
  })

  it('is not needed whole for the root’s next CRL: `npm run root:crl`', () => {
    const { number } = readCrl(rootCrl(hsm)!)
    expect(execFileSync(process.execPath, ['pki/root-crl.ts'], { encoding: 'utf8' })).toContain(
      `CRL ${number + 1} `,
    )
    expect(readCrl(rootCrl(hsm)!)).toMatchObject({ number: number + 1 })
  })
})
