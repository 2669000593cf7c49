import { spawnSync } from 'node:child_process'
import { createHash, X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as asn1 from 'asn1js'
import fc from 'fast-check'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { freshHsm } from '../tests/fresh-tokens.ts'
import { authorityCertificate, delegateCertificate } from './authority.ts'
import { openHsm, type Hsm } from './hsm.ts'
import { timestampAuthority } from './timestamp-authority.ts'

// Judged by OpenSSL, which is nobody's friend here.

const policy = '1.3.6.1.4.1.32473.1.2.2'
const folder = mkdtempSync(join(tmpdir(), 'yinxin-timestamp-'))
const openssl = (...args: string[]) => {
  const { stdout, stderr, status } = spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' })
  return `${stdout}${stderr}${status === 0 ? '' : '(failed)'}`
}
const read = (name: string) => readFileSync(join(folder, name))
const write = (name: string, bytes: Uint8Array | string) => writeFileSync(join(folder, name), bytes)

let hsm: Hsm
let now: Date | undefined
let answer: ReturnType<typeof timestampAuthority>

beforeAll(() => {
  const environment = freshHsm()
  environment.takeRootAway()
  const { HSM_MODULE: module, HSM_TOKEN_LABEL: tokenLabel, HSM_PIN: pin } = environment
  hsm = openHsm({ module, tokenLabel, pin })
  const pem = (name: string, der: Uint8Array) => {
    write(`${name}.cer`, der)
    openssl('x509', '-inform', 'DER', '-in', `${name}.cer`, '-out', `${name}.pem`)
  }
  for (const id of ['root', 'issuing'] as const) pem(id, authorityCertificate(hsm, id))
  pem('tsa', delegateCertificate(hsm, 'timestampAuthority'))
  answer = timestampAuthority(hsm, { policy, clock: () => now }, (error) => {
    throw error
  })
  write('content', 'what is to be stamped')
}, 120_000)
beforeEach(() => {
  now = new Date()
})

/** Asks as OpenSSL does; leaves query.tsq and reply.tsr. Gives the reply as OpenSSL reads it. */
function ask(...options: string[]): string {
  expect(openssl('ts', '-query', '-data', 'content', '-out', 'query.tsq', ...options)).not.toContain('failed')
  return replyTo(read('query.tsq'))
}
function replyTo(query: Uint8Array): string {
  write('reply.tsr', answer(query))
  return openssl('ts', '-reply', '-in', 'reply.tsr', '-text')
}
const verify = (...options: string[]) =>
  openssl('ts', '-verify', '-queryfile', 'query.tsq', '-in', 'reply.tsr', '-CAfile', 'root.pem', ...options)

/** OpenSSL's query with fields of its own changed. */
function edited(change: (fields: asn1.BaseBlock[]) => void, ...options: string[]): Uint8Array {
  openssl('ts', '-query', '-data', 'content', '-out', 'query.tsq', '-sha256', ...options)
  const { valueBlock } = asn1.fromBER(Uint8Array.from(read('query.tsq')).buffer).result as asn1.Sequence
  const fields = [...valueBlock.value]
  change(fields)
  return new Uint8Array(new asn1.Sequence({ value: fields }).toBER())
}

describe('a time stamp', () => {
  it.each(['-sha256', '-sha384', '-sha512'])('over %s verifies up to the root', (hash) => {
    const text = ask(hash, '-cert')
    expect(text).toContain('Status: Granted.')
    expect(text).toContain(`Hash Algorithm: ${hash.slice(1)}`)
    expect(text).toContain(`Policy OID: ${policy}`)
    expect(text).toContain('Accuracy: 0x01 seconds')
    expect(text).toContain('/CN=Yinxin Timestamp Authority')
    expect(verify()).toContain('Verification: OK')
  })

  it('is for what was hashed, and for nothing else', () => {
    ask('-sha256', '-cert')
    write('other', 'something else')
    const about = (file: string) =>
      openssl('ts', '-verify', '-data', file, '-in', 'reply.tsr', '-CAfile', 'root.pem')
    expect(about('content')).toContain('Verification: OK')
    expect(about('other')).toContain('message imprint mismatch')
    const spoilt = read('reply.tsr')
    spoilt[spoilt.length - 1]! ^= 1
    write('reply.tsr', spoilt)
    expect(about('content')).toContain('Verification: FAILED')
  })

  it('has the time of the clock, to the millisecond, however that is written', () => {
    for (const [at, said] of [
      ['2026-11-29T10:20:30.120Z', '10:20:30.12 2026'],
      ['2026-11-29T10:20:30.000Z', '10:20:30 2026'],
      ['2026-11-29T10:20:00.000Z', '10:20:00 2026'],
    ] as const) {
      // A moment within the validity of the certificate.
      now = new Date(new X509Certificate(read('tsa.cer')).validFromDate.getTime())
      const wanted = new Date(at)
      now.setUTCDate(now.getUTCDate() + 1)
      now.setUTCHours(10, 20, wanted.getUTCSeconds(), wanted.getUTCMilliseconds())
      expect(ask('-sha256', '-cert')).toContain(said.replace('2026', String(now.getUTCFullYear())))
    }
  })

  it('carries certificates when they are asked for; both verify', () => {
    ask('-sha256')
    expect(verify('-untrusted', 'issuing.pem')).toContain('FAILED')
    write('chain.pem', Buffer.concat([read('tsa.pem'), read('issuing.pem')]))
    expect(verify('-untrusted', 'chain.pem')).toContain('Verification: OK')
    expect(read('reply.tsr').includes(read('tsa.cer'))).toBe(false)
    ask('-sha256', '-cert')
    expect(read('reply.tsr').includes(read('tsa.cer'))).toBe(true)
  })

  it('gives back the nonce that was sent, or none; and has a number of its own', () => {
    expect(ask('-sha256', '-no_nonce')).toContain('Nonce: unspecified')
    const text = ask('-sha256', '-cert')
    const sent = /Nonce: (0x[0-9A-F]+)/.exec(openssl('ts', '-query', '-in', 'query.tsq', '-text'))![1]
    expect(text).toContain(`Nonce: ${sent}`)
    const numbers = Array.from(
      { length: 5 },
      () => /Serial number: (0x\w+)/.exec(replyTo(read('query.tsq')))![1],
    )
    expect(new Set(numbers).size).toBe(5)
    expect(numbers.every((number) => number!.length >= 2 + 16)).toBe(true)
    // Somebody in between replays an earlier reply.
    const earlier = read('reply.tsr')
    ask('-sha256', '-cert')
    write('reply.tsr', earlier)
    expect(verify()).toContain('nonce mismatch')
  })

  it('names the certificate that signed it (RFC 5816)', () => {
    ask('-sha256', '-cert')
    const hash = createHash('sha256').update(read('tsa.cer')).digest()
    expect(read('reply.tsr').includes(hash)).toBe(true)
  })
})

describe('there is none', () => {
  const refused = (text: string, failure: string) => {
    expect(text).toContain('Status: Rejected.')
    expect(text).toMatch(failure)
    expect(text).toContain('TST info:\nNot included.')
  }

  it.each(['-sha1', '-md5', '-sha224', '-sm3'])('for a hash that is weak or unknown: %s', (hash) => {
    refused(ask(hash), 'unrecognized or unsupported algorithm')
  })

  it('under a policy that is not ours; under ours there is one', () => {
    refused(ask('-sha256', '-tspolicy', '1.2.3.4'), 'TSA policy is not supported')
    expect(ask('-sha256', '-tspolicy', policy)).toContain('Status: Granted.')
  })

  it('for an extension that is not known, critical or not', () => {
    for (const critical of [true, false]) {
      const extension = new asn1.Sequence({
        value: [
          new asn1.ObjectIdentifier({ value: '1.2.3.4' }),
          ...(critical ? [new asn1.Boolean({ value: true })] : []),
          new asn1.OctetString({ valueHex: new asn1.Null().toBER() }),
        ],
      })
      const query = edited((fields) =>
        fields.push(new asn1.Constructed({ idBlock: { tagClass: 3, tagNumber: 0 }, value: [extension] })),
      )
      refused(replyTo(query), 'extension is not supported')
    }
  })

  it('while the clock is not known, or before and after the certificate is good', () => {
    const { validFromDate, validToDate } = new X509Certificate(read('tsa.cer'))
    for (const at of [
      undefined,
      new Date(validFromDate.getTime() - 1),
      new Date(validToDate.getTime() + 1),
    ]) {
      now = at
      refused(ask('-sha256'), 'time source is not available')
    }
  })

  it('for what is no query', () => {
    const good = edited(() => undefined)
    const bad: Uint8Array[] = [
      new Uint8Array(),
      Buffer.from('hello'),
      Buffer.concat([good, Buffer.of(0)]),
      Buffer.concat([Buffer.of(0x30, 0x80), good.subarray(2), Buffer.of(0, 0)]),
      good.subarray(0, -1),
      edited((fields) => fields.splice(1, 1)),
      edited((fields) => fields.push(new asn1.Null())),
      // A hash of another length than its algorithm gives.
      edited((fields) => {
        const imprint = fields[1] as asn1.Sequence
        imprint.valueBlock.value[1] = new asn1.OctetString({ valueHex: new Uint8Array(20).buffer })
      }),
      // So deep that nobody can follow.
      Buffer.alloc(16_000, Buffer.of(0x30, 0x80)),
    ]
    for (const query of bad) refused(replyTo(query), 'data submitted has the wrong format')
    refused(
      replyTo(edited((fields) => (fields[0] = new asn1.Integer({ value: 2 })))),
      'transaction not permitted or supported',
    )
  })

  it('for random changes of a query, and never a fault of ours', () => {
    const good = edited(() => undefined, '-cert', '-tspolicy', policy)
    const seen = { granted: 0, rejected: 0 }
    const change = fc.oneof(
      fc.record({ at: fc.nat(good.length - 1), byte: fc.integer({ min: 0, max: 255 }) }),
      fc.record({ at: fc.nat(good.length - 1), cut: fc.integer({ min: 1, max: 8 }) }),
      fc.record({ at: fc.nat(good.length - 1), put: fc.uint8Array({ minLength: 1, maxLength: 8 }) }),
    )
    fc.assert(
      fc.property(fc.array(change, { maxLength: 3 }), (changes) => {
        let query = Buffer.from(good)
        for (const one of changes) {
          if ('byte' in one) query[one.at % query.length] = one.byte
          else
            query = Buffer.concat([
              query.subarray(0, one.at),
              'put' in one ? one.put : Buffer.alloc(0),
              query.subarray(one.at + ('cut' in one ? one.cut : 0)),
            ])
        }
        // It would throw what is told as a fault of ours.
        const reply = asn1.fromBER(Uint8Array.from(answer(query)).buffer).result as asn1.Sequence
        const [info, token] = reply.valueBlock.value as [asn1.Sequence, asn1.Sequence | undefined]
        const status = (info.valueBlock.value[0] as asn1.Integer).valueBlock.valueDec
        expect(status).toBe(token ? 0 : 2)
        seen[token ? 'granted' : 'rejected']++
      }),
      { numRuns: 300 },
    )
    expect(seen.rejected).toBeGreaterThan(30)
    expect(seen.granted).toBeGreaterThan(30)
  })
})
