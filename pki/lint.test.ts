import { generateKeyPairSync } from 'node:crypto'
import * as asn1 from 'asn1js'
import { beforeAll, describe, expect, it } from 'vitest'
import { freshHsm } from '../tests/fresh-tokens.ts'
import { authorityIssuer } from './authority.ts'
import { prepareCertificate, type CertificateRequest } from './certificate.ts'
import { prepareCrl, type CrlRequest } from './crl.ts'
import { openHsm, type Hsm } from './hsm.ts'
import { issuers, serviceKeys, urlsOf, type ServiceKeyId } from './issuers.ts'
import { LintError, lintCertificate, lintCrl, type Linted } from './lint.ts'
import { authorityName, organisationName } from './name.ts'
import {
  ocspResponderProfile,
  oids,
  rootProfile,
  subscriberProfiles,
  timestampProfile,
  type Profile,
} from './profiles.ts'
import { newSerial } from './serial.ts'
import { endOfValidity, startOfValidity } from './validity.ts'

const now = new Date()
const DAY = 86_400_000
const pki = 'http://pki.example'
const profile: Profile = { ...subscriberProfiles.organisationUkey, policy: '1.3.6.1.4.1.32473.1.2.1' }
const keyPair = (modulusLength = 2048, publicExponent = 65537) => {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength, publicExponent })
  return new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }))
}
const ecKey = () =>
  new Uint8Array(
    generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ type: 'spki', format: 'der' }),
  )

let hsm: Hsm
let request: CertificateRequest

beforeAll(() => {
  const environment = freshHsm()
  const { HSM_MODULE: module, HSM_TOKEN_LABEL: tokenLabel, HSM_PIN: pin } = environment
  hsm = openHsm({ module, tokenLabel, pin })
  const notBefore = startOfValidity(now)
  request = {
    profile,
    subject: organisationName({ name: '示例科技（北京）有限公司', uscc: '91350100M000100Y43' }),
    spki: keyPair(),
    serial: newSerial(),
    notBefore,
    notAfter: endOfValidity(notBefore, 1),
    issuer: authorityIssuer(hsm, 'issuing'),
    urls: { ...urlsOf('issuing', pki), cps: 'https://site.example/cps' },
  }
}, 120_000)

/** What the linter says of bytes that were built from another request than the one that is wanted. */
function faultsOf(
  change: Partial<CertificateRequest>,
  wanted: Partial<CertificateRequest> = {},
): readonly string[] {
  return faults(() =>
    lintCertificate(prepareCertificate({ ...request, ...change }), { ...request, ...wanted }),
  )
}

function faults(lint: () => unknown): readonly string[] {
  try {
    lint()
  } catch (error) {
    if (error instanceof LintError) return error.faults
    throw error
  }
  return []
}

/** The same bytes with one block of the TBSCertificate changed. */
function edited(change: (fields: asn1.BaseBlock[]) => void): Uint8Array {
  const tbs = asn1.fromBER(Uint8Array.from(prepareCertificate(request)).buffer).result as asn1.Sequence
  const fields = [...tbs.valueBlock.value]
  change(fields)
  return new Uint8Array(new asn1.Sequence({ value: fields }).toBER())
}
const withoutExtension = (oid: string) =>
  edited((fields) => {
    const holder = fields.at(-1) as asn1.Constructed
    const list = (holder.valueBlock.value[0] as asn1.Sequence).valueBlock.value as asn1.Sequence[]
    const kept = list.filter(
      (one) => (one.valueBlock.value[0] as asn1.ObjectIdentifier).valueBlock.toString() !== oid,
    )
    expect(kept.length).toBe(list.length - 1)
    const { tagClass, tagNumber } = holder.idBlock
    fields[fields.length - 1] = new asn1.Constructed({
      idBlock: { tagClass, tagNumber },
      value: [new asn1.Sequence({ value: kept })],
    })
  })

describe('a certificate is refused', () => {
  it('not when it keeps every rule', () => expect(faultsOf({})).toEqual([]))

  it.each<[string, () => readonly string[], string]>([
    [
      'whose key has 1024 bits',
      () => {
        const spki = keyPair(1024)
        return faultsOf({ spki }, { spki })
      },
      'RSA key has 1024 bits',
    ],
    [
      'whose key has the exponent 3',
      () => {
        const spki = keyPair(2048, 3)
        return faultsOf({ spki }, { spki })
      },
      'exponent',
    ],
    [
      'whose key is of another algorithm than its profile says',
      () => {
        const spki = ecKey()
        return faultsOf({ spki }, { spki })
      },
      'not one of rsaSha256',
    ],
    ['for another key than the stored one', () => faultsOf({ spki: keyPair() }), 'public key is not the one'],
    [
      'with serial number zero',
      () => faultsOf({ serial: '00'.repeat(16) }, { serial: '00'.repeat(16) }),
      'positive number',
    ],
    [
      'with a negative serial number',
      () => faultsOf({ serial: `ff${'00'.repeat(15)}` }, { serial: `ff${'00'.repeat(15)}` }),
      'positive number',
    ],
    [
      'with a serial number of 4 octets',
      () => faultsOf({ serial: '40000001' }, { serial: '40000001' }),
      '8 to 20',
    ],
    [
      'with another serial number than the stored one',
      () => faultsOf({ serial: newSerial() }),
      'not the one that is stored',
    ],
    [
      'that ends before it begins',
      () => faultsOf({ notAfter: new Date(request.notBefore.getTime() - 1000) }),
      'ends before',
    ],
    [
      'that is good for two years',
      () => faultsOf({ notAfter: endOfValidity(now, 2) }),
      'longer than the profile',
    ],
    [
      'with a control character in the name',
      () => faultsOf({ subject: authorityName('示例\u0007') }),
      'control characters',
    ],
    [
      'that names another issuer',
      () => faultsOf({ issuer: { ...request.issuer, name: authorityName('Another CA') } }),
      'issuer is not',
    ],
    [
      'that names another key of its issuer',
      () => faultsOf({ issuer: { ...request.issuer, spki: keyPair() } }),
      'authorityKeyIdentifier is not as',
    ],
    [
      'CA:TRUE in an end entity',
      () => faultsOf({ profile: { ...profile, ca: { pathLength: 0 } } }),
      'basicConstraints is not for',
    ],
    [
      'that may sign certificates',
      () => faultsOf({ profile: { ...profile, keyUsage: [...profile.keyUsage, 'keyCertSign'] } }),
      'keyUsage is not as',
    ],
    [
      'for a purpose that its profile has not',
      () => faultsOf({ profile: { ...profile, extendedKeyUsage: [oids.ocspSigning] } }),
      'extendedKeyUsage',
    ],
    [
      'that is exempt from revocation',
      () => faultsOf({ profile: { ...profile, noRevocationCheck: true } }),
      'ocspNoCheck is not for',
    ],
    [
      'under another policy',
      () => faultsOf({ profile: { ...profile, policy: '1.2.3' } }),
      'certificatePolicies is not as',
    ],
    [
      'without the address of the practice statement',
      () => faultsOf({ urls: { ...request.urls!, cps: undefined } }),
      'certificatePolicies',
    ],
    [
      'without the address of the OCSP responder',
      () => faultsOf({ urls: { ...request.urls!, ocsp: undefined } }),
      'authorityInfoAccess',
    ],
    ['without addresses', () => faultsOf({ urls: undefined }), 'cRLDistributionPoints is missing'],
    [
      'whose addresses are none',
      () => faultsOf({ urls: { ...request.urls!, crl: 'nowhere' } }),
      'cRLDistributionPoints is not as',
    ],
    [
      'whose CRL is reached by https',
      () => faultsOf({ urls: { ...request.urls!, crl: 'https://pki.example/pki/issuing.crl' } }),
      'cRLDistributionPoints is not as',
    ],
    [
      'whose responder is reached by https',
      () => faultsOf({ urls: { ...request.urls!, ocsp: 'https://pki.example/pki/ocsp' } }),
      'authorityInfoAccess is not as',
    ],
    [
      'without authorityKeyIdentifier',
      () => faults(() => lintCertificate(withoutExtension(oids.authorityKeyIdentifier), request)),
      'authorityKeyIdentifier is missing',
    ],
    [
      'without subjectKeyIdentifier',
      () => faults(() => lintCertificate(withoutExtension(oids.subjectKeyIdentifier), request)),
      'subjectKeyIdentifier is missing',
    ],
    [
      'of version 1',
      () =>
        faults(() =>
          lintCertificate(
            edited((fields) => fields.shift()),
            request,
          ),
        ),
      'version 3',
    ],
    [
      'that names another signature algorithm',
      () =>
        faults(() =>
          lintCertificate(
            edited((fields) => {
              const sha1WithRsa = new asn1.ObjectIdentifier({ value: '1.2.840.113549.1.1.5' })
              fields[2] = new asn1.Sequence({ value: [sha1WithRsa, new asn1.Null()] })
            }),
            request,
          ),
        ),
      'cannot be read',
    ],
    [
      'that cannot be read',
      () => faults(() => lintCertificate(Buffer.from('hello'), request)),
      'cannot be read',
    ],
    ['that claims to be a root', () => faultsOf({ profile: rootProfile }), 'basicConstraints is not for'],
  ])('%s', (_, lint, fault) => {
    expect(lint().join('; ')).toContain(fault)
  })

  it('of the OCSP responder, when somebody else’s profile was built', () => {
    const urls = urlsOf('issuing', pki)
    const wanted = { profile: ocspResponderProfile, notAfter: new Date(now.getTime() + 90 * DAY) }
    const { crl, issuer } = urls
    expect(faultsOf({ ...wanted, urls: { crl, issuer } }, wanted)).toEqual([])
    expect(faultsOf({}, wanted).join()).toContain('ocspNoCheck is missing')
  })

  it('of the timestamp authority, when it is for more than that, or may be accepted by who does not know what for', () => {
    const { crl, issuer } = urlsOf('issuing', pki)
    const of = (change: Partial<Profile>) =>
      faultsOf(
        { profile: { ...timestampProfile, ...change }, urls: { crl, issuer } },
        { profile: timestampProfile },
      )
    expect(of({})).toEqual([])
    expect(of({ criticalExtendedKeyUsage: undefined }).join()).toContain('extendedKeyUsage is not critical')
    expect(of({ extendedKeyUsage: [oids.timeStamping, oids.clientAuth] }).join()).toContain(
      'extendedKeyUsage',
    )
    expect(faultsOf({ profile: { ...profile, criticalExtendedKeyUsage: true } }).join()).toContain(
      'extendedKeyUsage is critical',
    )
  })
})

describe('a CRL is refused', () => {
  const entry = { serial: '4001', at: now, reason: 1 }
  const crlFaults = (change: Partial<CrlRequest>, number = 7) => {
    const good = {
      issuer: request.issuer,
      number: 7,
      thisUpdate: now,
      nextUpdate: new Date(now.getTime() + DAY),
      revoked: [entry],
    }
    return faults(() => lintCrl(prepareCrl({ ...good, ...change }), { issuer: request.issuer, number }))
  }

  it('not when it keeps every rule', () => {
    expect(crlFaults({})).toEqual([])
    expect(crlFaults({ revoked: [] })).toEqual([])
  })

  it.each<[string, () => readonly string[], string]>([
    ['with another number than the stored one', () => crlFaults({ number: 8 }), 'cRLNumber'],
    [
      'that is good for longer than a CA’s lists are',
      () => crlFaults({ nextUpdate: new Date(now.getTime() + 8 * DAY) }),
      'up to 7 days',
    ],
    [
      'that ends before it begins',
      () => crlFaults({ nextUpdate: new Date(now.getTime() - DAY) }),
      'up to 7 days',
    ],
    [
      'that names another issuer',
      () => crlFaults({ issuer: { ...request.issuer, name: authorityName('Another CA') } }),
      'issuer is not',
    ],
    [
      'that names another key of its issuer',
      () => crlFaults({ issuer: { ...request.issuer, spki: keyPair() } }),
      'authorityKeyIdentifier',
    ],
    ['with a reason that there is not', () => crlFaults({ revoked: [{ ...entry, reason: 7 }] }), 'a reason'],
    ['that lists a certificate twice', () => crlFaults({ revoked: [entry, entry] }), 'twice'],
  ])('%s', (_, lint, fault) => {
    expect(lint().join('; ')).toContain(fault)
  })
})

describe('a CA signs', () => {
  const lint = () => lintCertificate(prepareCertificate(request), request)
  const refusal = 'only what the linter has passed, and once'

  it('what the linter has passed, once', () => {
    const token = lint()
    expect(hsm.sign(token)).toBeInstanceOf(Uint8Array)
    expect(() => hsm.sign(token)).toThrow(refusal)
  })

  it('neither bytes nor anything that looks like the linter’s word', () => {
    const tbs = prepareCertificate(request)
    // @ts-expect-error bytes are no token of the linter
    expect(() => hsm.sign(tbs)).toThrow(refusal)
    // @ts-expect-error nor is an object of one's own
    expect(() => hsm.sign({ tbs, issuer: request.issuer })).toThrow(refusal)
    expect(() => hsm.sign({ ...lint() } as Linted)).toThrow(refusal)
    expect(() => hsm.sign(Object.create(lint()) as Linted)).toThrow(refusal)
  })

  it('the bytes as the linter has read them, whatever becomes of them meanwhile', () => {
    const tbs = prepareCertificate(request)
    const before = Buffer.from(tbs)
    const token = lintCertificate(tbs, request)
    tbs.fill(0)
    expect(Buffer.from(hsm.sign(token)).includes(before)).toBe(true)
  })

  it('by no other way: the keys that sign what comes are no CA’s', () => {
    const ofCas = new Set(Object.values(issuers).map(({ keyLabel }) => keyLabel))
    expect(Object.values(serviceKeys).filter(({ label }) => ofCas.has(label))).toEqual([])
    expect(() => hsm.signAs(issuers.issuing.keyLabel as ServiceKeyId, Buffer.from('x'))).toThrow()
  })

  it('by the root’s key in the root’s token alone', () => {
    const root = authorityIssuer(hsm, 'root')
    const tbs = prepareCrl({
      issuer: root,
      number: 9,
      thisUpdate: now,
      nextUpdate: new Date(now.getTime() + DAY),
      revoked: [],
    })
    expect(hsm.hasKey(issuers.root.keyLabel)).toBe(false)
    expect(() => hsm.sign(lintCrl(tbs, { issuer: root, number: 9 }))).toThrow('keyNotFound')
  })
})
