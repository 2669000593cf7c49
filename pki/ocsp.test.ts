import { execFile, execFileSync, spawnSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'
import * as asn1 from 'asn1js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { authorityCertificate, renewDelegates } from './authority.ts'
import { openHsm, type Hsm } from './hsm.ts'
import { delegates, serviceKeys } from './issuers.ts'
import { ocspFault, type CertificateStatus } from './ocsp.ts'
import { ocspResponder } from './ocsp-responder.ts'
import { freshHsm } from '../tests/fresh-tokens.ts'

// Judged by OpenSSL, which is nobody's friend here.

const run = promisify(execFile)
const folder = mkdtempSync(join(tmpdir(), 'yinxin-ocsp-'))
const at = (name: string) => join(folder, name)
const openssl = (...args: string[]) => {
  const { stdout, stderr } = spawnSync('openssl', args, { encoding: 'utf8' })
  return `${stdout}${stderr}`
}

let hsm: Hsm
let answer: ReturnType<typeof ocspResponder>
let server: Server
/** An answer that somebody in between puts in place of ours. */
let replayed: Uint8Array | undefined
let lastAnswer: Uint8Array
const revokedAt = new Date(Date.now() - 3_600_500)
const known: Record<string, CertificateStatus> = {
  '1001': { is: 'good' },
  '1002': { is: 'revoked', at: revokedAt, reason: 1 },
  '1003': { is: 'revoked', at: revokedAt, reason: 6 },
  '1004': { is: 'revoked', at: revokedAt, reason: 0 },
}

beforeAll(async () => {
  const environment = freshHsm()
  environment.takeRootAway()
  const { HSM_MODULE: module, HSM_TOKEN_LABEL: tokenLabel, HSM_PIN: pin } = environment
  hsm = openHsm({ module, tokenLabel, pin })
  for (const id of ['root', 'issuing'] as const) {
    writeFileSync(at(`${id}.cer`), authorityCertificate(hsm, id))
    execFileSync('openssl', ['x509', '-inform', 'DER', '-in', at(`${id}.cer`), '-out', at(`${id}.pem`)])
  }
  const lookUp = (serials: string[]) =>
    Promise.resolve(serials.map((serial) => known[serial] ?? ({ is: 'unknown' } as const)))
  answer = ocspResponder(hsm, lookUp, (error) => {
    throw error
  })
  server = createServer((request, reply) => {
    void buffer(request).then(async (asked) => {
      lastAnswer = replayed ?? (await answer(asked, new Date()))
      reply.writeHead(200, { 'content-type': 'application/ocsp-response' }).end(lastAnswer)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
}, 120_000)
afterAll(() => server?.close())

/** What `openssl ocsp` makes of what it is answered. */
async function judge(serials: string[], ...options: string[]): Promise<string> {
  const asked = serials.flatMap((serial) => ['-serial', `0x${serial}`])
  const { port } = server.address() as AddressInfo
  const all = [...options, '-issuer', at('issuing.pem'), ...asked, '-url', `http://127.0.0.1:${port}`]
  const { stdout, stderr } = await run('openssl', [
    ...['ocsp', ...all, '-CAfile', at('root.pem'), '-verify_other', at('issuing.pem'), '-resp_text'],
  ]).catch((error: unknown) => error as { stdout: string; stderr: string })
  return `${stdout}${stderr}`
}

describe('OCSP answers, with the root’s token locked away', () => {
  it('are signed by a delegated responder that OpenSSL trusts, and carry the nonce that was sent', async () => {
    const said = await judge(['1001'], '-nonce')
    expect(said).toContain('Response verify OK')
    expect(said).toContain('0x1001: good')
    expect(said).not.toMatch(/nonce.*(error|missing|no nonce)/i)
    expect(said).toContain('OCSP Nonce')
  })

  it('say when and why: revoked, on hold, without a reason, unknown; several at once', async () => {
    const said = await judge(['1002', '1003', '1004', '9999'], '-no_nonce')
    expect(said).toMatch(/0x1002: revoked[\s\S]*?Reason: keyCompromise/)
    expect(said).toMatch(/0x1003: revoked[\s\S]*?Reason: certificateHold/)
    expect(said).toMatch(/0x1004: revoked/)
    expect(said).toContain('0x9999: unknown')
    expect(said).not.toContain('OCSP Nonce')
  })

  it('know certificates that are named by SHA-256 too', async () => {
    expect(await judge(['1001'], '-sha256', '-nonce')).toContain('0x1001: good')
  })

  it('give no other nonce than the one that was asked with', async () => {
    await judge(['1001'], '-nonce')
    replayed = lastAnswer
    const said = await judge(['1001'], '-nonce')
    replayed = undefined
    expect(said).toMatch(/Nonce Verify error/i)
  })

  it('are not given to what is critical and not understood, nor to what is no DER', async () => {
    openssl(
      'ocsp',
      '-issuer',
      at('issuing.pem'),
      '-serial',
      '0x1001',
      '-no_nonce',
      '-reqout',
      at('request.der'),
    )
    const der = readFileSync(at('request.der'))
    /** The same request, with a block of it changed. */
    const edited = (change: (tbs: asn1.Sequence, request: asn1.Sequence) => void) => {
      const whole = asn1.fromBER(Uint8Array.from(der).buffer).result as asn1.Sequence
      const tbs = whole.valueBlock.value[0] as asn1.Sequence
      const [list] = tbs.valueBlock.value as [asn1.Sequence]
      change(tbs, list.valueBlock.value[0] as asn1.Sequence)
      return new Uint8Array(whole.toBER())
    }
    const extension = (tagNumber: number, critical: boolean) =>
      new asn1.Constructed({
        idBlock: { tagClass: 3, tagNumber },
        value: [
          new asn1.Sequence({
            value: [
              new asn1.Sequence({
                value: [
                  new asn1.ObjectIdentifier({ value: '1.2.3.4' }),
                  ...(critical ? [new asn1.Boolean({ value: true })] : []),
                  new asn1.OctetString({ valueHex: new asn1.Null().toBER() }),
                ],
              }),
            ],
          }),
        ],
      })
    const serial = (octets: number[]) =>
      edited((_, request) => {
        const [certId] = request.valueBlock.value as [asn1.Sequence]
        certId.valueBlock.value[3] = new asn1.Integer({ valueHex: Uint8Array.from(octets).buffer })
      })
    const refused: Record<string, Uint8Array> = {
      'critical, of the request': edited((tbs) => tbs.valueBlock.value.push(extension(2, true))),
      'critical, of a certificate': edited((_, request) => request.valueBlock.value.push(extension(0, true))),
      'a length that is too long': Buffer.from([0x30, 0x81, ...der.subarray(1)]),
      'a length that is not told': Buffer.from([0x30, 0x80, ...der.subarray(2), 0, 0]),
      'a number with an octet too many': serial([0, 0x10, 0x01]),
      'something after it': Buffer.from([...der, 0]),
    }
    for (const [what, request] of Object.entries(refused))
      expect(await answer(request, new Date()), what).toEqual(ocspFault('malformedRequest'))
    const good = [
      edited(() => undefined),
      edited((tbs) => tbs.valueBlock.value.push(extension(2, false))),
      edited((_, request) => request.valueBlock.value.push(extension(0, false))),
      serial([0, 0x90, 0x01]),
    ]
    for (const request of good) expect((await answer(request, new Date())).length).toBeGreaterThan(1000)
  })

  it('refuse what is no request, and certificates of another issuer', async () => {
    expect(await answer(Buffer.from('hello'), new Date())).toEqual(ocspFault('malformedRequest'))
    expect(await answer(new Uint8Array(), new Date())).toEqual(ocspFault('malformedRequest'))
    openssl('ocsp', '-issuer', at('root.pem'), '-serial', '0x1001', '-reqout', at('other.der'))
    expect(await answer(readFileSync(at('other.der')), new Date())).toEqual(ocspFault('unauthorized'))
  })
})

describe('the responder’s certificate', () => {
  it('is for OCSP only, exempt from checks, and renewed before it ends', () => {
    const read = () => Buffer.from(hsm.readCertificate(serviceKeys.ocspResponder.label)!)
    const first = read()
    writeFileSync(at('responder.cer'), first)
    const text = openssl('x509', '-inform', 'DER', '-in', at('responder.cer'), '-noout', '-text')
    expect(text).toContain('OCSP Signing')
    expect(text).toContain('OCSP No Check')
    const pkiUrl = 'http://pki.example'
    expect(renewDelegates(hsm, { pkiUrl, now: new Date() })).toEqual([])
    const { valid, renewBefore } = delegates.ocspResponder.days
    const later = new Date(Date.now() + (valid - renewBefore + 1) * 86_400_000)
    expect(renewDelegates(hsm, { pkiUrl, now: later })).toMatchObject([{ id: 'ocspResponder' }])
    expect(read().equals(first)).toBe(false)
    expect(new X509Certificate(read()).validToDate > new X509Certificate(first).validToDate).toBe(true)
    expect(renewDelegates(hsm, { pkiUrl, now: later })).toEqual([])
  })
})
