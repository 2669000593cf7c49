// What anybody can learn of a certificate by the CRL that we publish, and OpenSSL.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const fetched = async (site: string, path: string) =>
  Buffer.from(await (await fetch(`${site}/pki/${path}`)).arrayBuffer())

/** A certificate (DER) and those above it as PEM files, for OpenSSL. */
async function asFiles<T>(site: string, der: Uint8Array, work: (at: Record<Files, string>) => T): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'yinxin-verify-'))
  const pem = (name: string, type: 'x509' | 'crl', bytes: Uint8Array) => {
    const file = join(folder, name)
    execFileSync('openssl', [type, '-inform', 'DER', '-out', file], { input: bytes })
    return file
  }
  try {
    return work({
      root: pem('root.pem', 'x509', await fetched(site, 'root.cer')),
      issuing: pem('issuing.pem', 'x509', await fetched(site, 'issuing.cer')),
      list: pem('list.pem', 'crl', await fetched(site, 'issuing.crl')),
      subject: pem('subject.pem', 'x509', der),
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
type Files = 'root' | 'issuing' | 'list' | 'subject'

/** What OpenSSL says, whether or not it is content. */
function openssl(...args: string[]): string {
  const { stdout, stderr } = spawnSync('openssl', args, { encoding: 'utf8' })
  return stdout + stderr
}

/** What `openssl verify -crl_check` says of a certificate (DER). */
export const opensslVerify = (site: string, der: Uint8Array): Promise<string> =>
  asFiles(site, der, ({ root, issuing, list, subject }) =>
    openssl('verify', '-crl_check', '-CAfile', root, '-untrusted', issuing, '-CRLfile', list, subject),
  )

/** What `openssl ocsp` says of it, asked where the certificate says; the answer's signature has to hold. */
export const opensslOcsp = (site: string, der: Uint8Array): Promise<string> =>
  asFiles(site, der, ({ root, issuing, subject }) => {
    const url = execFileSync('openssl', ['x509', '-in', subject, '-noout', '-ocsp_uri'], { encoding: 'utf8' })
    const said = openssl(
      ...['ocsp', '-nonce', '-issuer', issuing, '-cert', subject, '-url', url.trim()],
      ...['-CAfile', root, '-verify_other', issuing],
    )
    if (!said.includes('Response verify OK')) throw new Error(`no valid OCSP answer: ${said}`)
    return said
  })

/** The published list's entry of a certificate, as OpenSSL prints it. */
export async function entryOf(site: string, serial: string): Promise<string | undefined> {
  const input = await fetched(site, 'issuing.crl')
  const text = execFileSync('openssl', ['crl', '-inform', 'DER', '-noout', '-text'], {
    input,
    encoding: 'utf8',
  })
  const padded = serial.length % 2 === 0 ? serial : `0${serial}`
  return text.split('Serial Number: ').find((part) => part.startsWith(padded.toUpperCase()))
}
