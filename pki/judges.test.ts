import { execFileSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { revocationReasons } from '../domain/certificate-states.ts'
import { currentCps } from '../domain/cps.ts'
import { freshHsm } from '../tests/fresh-tokens.ts'
import { pkilint, zlint } from '../tests/linters.ts'
import { authorityCertificate, authorityIssuer, delegateCertificate, rootCrl } from './authority.ts'
import { prepareCertificate } from './certificate.ts'
import { prepareCrl, type RevokedEntry } from './crl.ts'
import { openHsm, type Hsm } from './hsm.ts'
import { delegateIds, urlsOf } from './issuers.ts'
import { lintCertificate, lintCrl } from './lint.ts'
import { clientName, organisationName, personName } from './name.ts'
import { ocspResponder } from './ocsp-responder.ts'
import type { CertificateStatus } from './ocsp.ts'
import { clientProfile, policyOid, profileIds, subscriberProfiles } from './profiles.ts'
import { newSerial } from './serial.ts'
import { endOfValidity, startOfValidity } from './validity.ts'

// Every kind of certificate, list and OCSP answer that we make, before pkilint and zlint.

const now = new Date()
const folder = mkdtempSync(join(tmpdir(), 'yinxin-judged-'))
const at = (name: string) => join(folder, name)
const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })

let hsm: Hsm

const profiles = { ...subscriberProfiles, client: clientProfile }
const holdersAndClients = [...profileIds, 'client'] as const
const names = {
  person: () => personName({ name: '阿卜杜拉·龘𬭬'.padEnd(64, '长'), holderNumber: 'P01234567890123' }),
  organisation: () =>
    organisationName({ name: '龘𬭬·示例（北京）'.padEnd(64, '长'), uscc: '91350100M000100Y43' }),
  client: () => clientName({ name: '招采平台'.padEnd(60, '长'), id: '01a22e2c-28a5-746f-91c9-a0ad4ad7c052' }),
}

function keep(name: string, der: Uint8Array, type: 'x509' | 'crl' = 'x509'): void {
  writeFileSync(at(`${name}.der`), der)
  openssl(type, '-inform', 'DER', '-in', `${name}.der`, '-out', `${name}.pem`)
}

beforeAll(() => {
  const environment = freshHsm()
  const { HSM_MODULE: module, HSM_TOKEN_LABEL: tokenLabel, HSM_PIN: pin, PKI_URL, POLICY_ARC } = environment
  hsm = openHsm({ module, tokenLabel, pin })
  for (const id of ['root', 'issuing'] as const) keep(id, authorityCertificate(hsm, id))
  for (const id of delegateIds) keep(id, delegateCertificate(hsm, id))
  for (const id of holdersAndClients) {
    const notBefore = startOfValidity(now)
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const request = {
      profile: { ...profiles[id], policy: policyOid(POLICY_ARC, id, currentCps.version) },
      subject: names[id === 'client' ? id : subscriberProfiles[id].subject](),
      spki: new Uint8Array(publicKey.export({ type: 'spki', format: 'der' })),
      serial: newSerial(),
      notBefore,
      notAfter: endOfValidity(notBefore, 1),
      issuer: authorityIssuer(hsm, 'issuing'),
      urls: { ...urlsOf('issuing', PKI_URL), cps: 'https://site.example/cps' },
    }
    keep(id, hsm.sign(lintCertificate(prepareCertificate(request), request)))
  }
  keep('root-list', rootCrl(hsm)!, 'crl')
  const issuer = authorityIssuer(hsm, 'issuing')
  const list = (name: string, number: number, revoked: RevokedEntry[]) => {
    const nextUpdate = new Date(now.getTime() + 7 * 86_400_000)
    const tbs = prepareCrl({ issuer, number, thisUpdate: now, nextUpdate, revoked })
    keep(name, hsm.sign(lintCrl(tbs, { issuer, number })), 'crl')
  }
  list('empty-list', 1, [])
  const entry = (reason: number) => ({ serial: newSerial(), at: now, reason, invalidityDate: now })
  list('list', 2, Object.values(revocationReasons).map(entry))
}, 120_000)

describe('pkilint and zlint find nothing in', () => {
  it.each(['root', 'issuing', ...delegateIds, ...holdersAndClients])('the certificate %s', async (name) => {
    const issuer = name === 'issuing' ? 'root' : 'issuing'
    const findings = await Promise.all([
      pkilint('lint_pkix_cert', at(`${name}.der`)),
      zlint(at(`${name}.pem`)),
      ...(name === 'root'
        ? []
        : [pkilint('lint_pkix_signer_signee_cert_chain', at(`${issuer}.der`), at(`${name}.der`))]),
    ])
    expect(findings.flat()).toEqual([])
  })

  it.each([
    // It takes every list for one of holders, unless it is told.
    { name: 'root-list', type: 'ARL', option: ['-config', at('root-list.toml')] },
    { name: 'empty-list', type: 'CRL', option: [] },
    // Certificates of TLS are never on hold, ours may be.
    { name: 'list', type: 'CRL', option: ['-excludeNames', 'e_cab_crl_has_valid_reason_code'] },
  ])('the list $name', async ({ name, type, option }) => {
    writeFileSync(at('root-list.toml'), '[e_crl_next_update_invalid]\nSubscriberCRL = false\n')
    const findings = await Promise.all([
      pkilint('lint_crl', '--type', type, '--profile', 'PKIX', at(`${name}.der`)),
      zlint(at(`${name}.pem`), ...option),
    ])
    expect(findings.flat()).toEqual([])
  })

  it.each(['-nonce', '-no_nonce'])('an OCSP answer of each status, asked with %s', async (nonce) => {
    const when = new Date(now.getTime() - 3_600_500)
    const revoked = Object.values(revocationReasons).map(
      (reason) => ({ is: 'revoked', at: when, reason }) as const,
    )
    const statuses: CertificateStatus[] = [{ is: 'good' }, { is: 'unknown' }, ...revoked]
    const lookUp = () => Promise.resolve(statuses)
    const answer = ocspResponder(hsm, lookUp, (error) => {
      throw error
    })
    const asked = statuses.flatMap((_, index) => ['-serial', `0x100${index}`])
    openssl('ocsp', nonce, '-issuer', 'issuing.pem', ...asked, '-reqout', 'request.der')
    writeFileSync(at('answer.der'), await answer(readFileSync(at('request.der')), new Date()))
    expect(await pkilint('lint_ocsp_response', at('answer.der'))).toEqual([])
  })
})

it('they do find what is wrong', async () => {
  const der = readFileSync(at('issuing.der'))
  // UTF8String where countryName has to be a PrintableString.
  const country = der.indexOf(Buffer.from('1302434e', 'hex'))
  der[country] = 0x0c
  keep('spoilt', der)
  expect(await pkilint('lint_pkix_cert', at('spoilt.der'))).not.toEqual([])
  expect(await zlint(at('spoilt.pem'))).not.toEqual([])
})
