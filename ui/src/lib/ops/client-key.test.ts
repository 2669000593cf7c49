import { execFileSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { newClientKey } from './client-key.ts'

const folder = mkdtempSync(join(tmpdir(), 'yinxin-client-key-'))
const openssl = (...args: string[]) =>
  execFileSync('openssl', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
const pem = (name: string) => readFileSync(join(folder, name), 'utf8')

it('a new key and its certificate, byte for byte, come to another system in a file that openssl reads by the password', async () => {
  const key = await newClientKey()
  writeFileSync(join(folder, 'request.pem'), key.request)
  // A CA whose name is Chinese, as that of a client may be.
  const ca = ['-newkey', 'rsa:2048', '-nodes', '-keyout', 'ca.key', '-out', 'ca.pem', '-utf8']
  openssl('req', '-x509', ...ca, '-subj', '/CN=签发机构')
  const signed = ['-in', 'request.pem', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-out', 'client.pem']
  openssl('x509', '-req', ...signed, '-CAcreateserial')

  const { file, password } = key.pack(pem('client.pem'), pem('ca.pem'), '招采平台')
  writeFileSync(join(folder, 'client.p12'), file)
  const of = ['pkcs12', '-in', 'client.p12', '-passin', `pass:${password}`]
  const said = openssl(...of, '-nodes')
  const found = said.match(/-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----/gs)!
  expect(found.map((one) => new X509Certificate(one).fingerprint256)).toEqual(
    ['client.pem', 'ca.pem'].map((name) => new X509Certificate(pem(name)).fingerprint256),
  )
  expect(new X509Certificate(found[0]!).publicKey.export({ type: 'spki', format: 'pem' })).toBe(
    openssl(...of, '-nocerts', '-nodes', '-out', 'key.pem') + openssl('pkey', '-in', 'key.pem', '-pubout'),
  )
  expect(() => openssl('pkcs12', '-in', 'client.p12', '-passin', 'pass:another', '-noout')).toThrow()
  expect((await newClientKey()).request).not.toBe(key.request)
})
