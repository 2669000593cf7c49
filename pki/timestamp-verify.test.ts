import { execFileSync, spawnSync } from 'node:child_process'
import { randomBytes, sign, X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { assembleSignedData, prepareSignedAttributes } from './cms.ts'
import { prepareTimestamp, readTimestampQuery, timestampReply, TST_INFO } from './timestamp.ts'
import { timestampNonce, timestampQuery, verifyTimestamp } from './timestamp-verify.ts'

// Time stamps of a foreign authority: OpenSSL's.

const folder = mkdtempSync(join(tmpdir(), 'yinxin-foreign-tsa-'))
const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })
const der = (name: string) => new X509Certificate(readFileSync(join(folder, `${name}.pem`))).raw

const ec = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
const rsa = ['-newkey', 'rsa:2048', '-nodes']
/** A root, and authorities below it: one as it should be, others not. */
const authorities = {
  good: { usage: 'critical,timeStamping', key: ec },
  ours: { usage: 'critical,timeStamping', key: rsa },
  uncritical: { usage: 'timeStamping', key: rsa },
  many: { usage: 'critical,timeStamping,clientAuth', key: rsa },
}

beforeAll(() => {
  const settings = [
    '[tsa]',
    'default_tsa=one',
    '[one]',
    'serial=serial',
    'default_policy=1.2.3',
    'digests=sha256',
  ]
  writeFileSync(
    join(folder, 'tsa.cnf'),
    [...settings, 'ess_cert_id_chain=no', 'signer_digest=sha256'].join('\n'),
  )
  writeFileSync(join(folder, 'serial'), '01')
  for (const root of ['root', 'other'])
    openssl(
      ...['req', '-x509', ...ec, '-keyout', `${root}.key`, '-out', `${root}.pem`, '-subj', `/CN=${root}`],
    )
  for (const [name, { usage, key }] of Object.entries(authorities)) {
    writeFileSync(join(folder, 'ext'), `extendedKeyUsage=${usage}\nkeyUsage=critical,digitalSignature\n`)
    openssl('req', '-new', ...key, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`)
    const by = ['-CA', 'root.pem', '-CAkey', 'root.key', '-CAcreateserial', '-extfile', 'ext']
    openssl('x509', '-req', '-in', `${name}.csr`, ...by, '-out', `${name}.pem`)
  }
})

function reply(query: Uint8Array, ess = 'sha256'): Uint8Array {
  writeFileSync(join(folder, 'query.tsq'), query)
  const cnf = readFileSync(join(folder, 'tsa.cnf'), 'utf8')
  writeFileSync(join(folder, 'used.cnf'), `${cnf}\ness_cert_id_alg=${ess}\n`)
  openssl(
    ...['ts', '-reply', '-queryfile', 'query.tsq', '-config', 'used.cnf', '-signer', 'good.pem'],
    ...['-inkey', 'good.key', '-out', 'reply.tsr'],
  )
  return readFileSync(join(folder, 'reply.tsr'))
}

const data = Buffer.from('the head')

it.each(['sha1', 'sha256', 'sha384'])('holds, its certificate named by %s', async (ess) => {
  const nonce = timestampNonce()
  const stamp = reply(timestampQuery(data, nonce), ess)
  const at = await verifyTimestamp(stamp, { data, nonce, roots: [der('other'), der('root')] })
  expect(Math.abs(at.getTime() - Date.now())).toBeLessThan(60_000)
})

it('holds for what was stamped alone, below a root that is trusted, in answer to the query', async () => {
  const nonce = timestampNonce()
  const stamp = reply(timestampQuery(data, nonce))
  const roots = [der('root')]
  const refused = (options: Partial<Parameters<typeof verifyTimestamp>[1]>, bytes = stamp) =>
    expect(verifyTimestamp(bytes, { data, roots, ...options })).rejects
  await refused({ data: Buffer.from('another head') }).toThrow('TSTInfo verification is failed')
  await refused({ roots: [der('other')] }).toThrow(/certificate/)
  await refused({ nonce: timestampNonce() }).toThrow('not the answer')
  await refused({}, Buffer.from('hello')).toThrow()
  await refused({}, randomBytes(300)).toThrow()
  for (const at of [stamp.length - 1, stamp.length - 40, Buffer.from(stamp).indexOf('202')].filter(
    (at) => at >= 0,
  )) {
    const spoilt = Uint8Array.from(stamp)
    spoilt[at]! ^= 1
    await refused({}, spoilt).toThrow()
  }
  writeFileSync(join(folder, 'query.tsq'), timestampQuery(data, nonce))
  const read = spawnSync('openssl', ['ts', '-query', '-in', 'query.tsq', '-text'], {
    cwd: folder,
    encoding: 'utf8',
  })
  expect(read.stdout).toContain('Certificate required: yes')
})

it('says why it was refused', async () => {
  const query = timestampQuery(data, timestampNonce())
  // SHA-512 by its name, which that one does not take.
  const other = Buffer.from(query)
  other[other.indexOf(Buffer.from('608648016503040201', 'hex')) + 8] = 3
  await expect(verifyTimestamp(reply(other), { data, roots: [der('root')] })).rejects.toThrow(
    'refused with status 2',
  )
})

/** A reply of ours, by the key of one certificate. */
function ownReply(query: Uint8Array, { by, naming = by }: { by: string; naming?: string }): Uint8Array {
  const certificate = der(by)
  const contentType = TST_INFO
  const content = prepareTimestamp({
    query: readTimestampQuery(query),
    policy: '1.2.3',
    serial: '41',
    at: new Date(),
    certificate,
  })
  const attributes = prepareSignedAttributes({ contentType, content, certificate: der(naming) })
  const signature = sign('sha256', attributes, readFileSync(join(folder, `${by}.key`)))
  const enclosed = [certificate]
  return timestampReply(
    assembleSignedData({ contentType, content, attributes, signature, certificate, enclosed }),
  )
}

it.each([
  [{ by: 'ours' }, undefined],
  [{ by: 'uncritical' }, 'not for time stamps alone'],
  [{ by: 'many' }, 'not for time stamps alone'],
  [{ by: 'ours', naming: 'many' }, 'not the one that was signed for'],
])('by the certificate %o: %s', async (by, fault) => {
  const stamp = ownReply(timestampQuery(data, timestampNonce()), by)
  const verified = verifyTimestamp(stamp, { data, roots: [der('root')] })
  if (fault) await expect(verified).rejects.toThrow(fault)
  else expect(await verified).toBeInstanceOf(Date)
})
