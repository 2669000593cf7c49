// What anybody can learn of a certificate by the CRL that we publish, and OpenSSL.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const fetched = async (site: string, path: string) =>
  Buffer.from(await (await fetch(`${site}/pki/${path}`)).arrayBuffer())

/** What `openssl verify -crl_check` says of a certificate (DER). */
export async function opensslVerify(site: string, der: Uint8Array): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'yinxin-verify-'))
  const pem = (name: string, type: 'x509' | 'crl', bytes: Uint8Array) => {
    const file = join(folder, name)
    execFileSync('openssl', [type, '-inform', 'DER', '-out', file], { input: bytes })
    return file
  }
  try {
    const root = pem('root.pem', 'x509', await fetched(site, 'root.cer'))
    const issuing = pem('issuing.pem', 'x509', await fetched(site, 'issuing.cer'))
    const list = pem('list.pem', 'crl', await fetched(site, 'issuing.crl'))
    const subject = pem('subject.pem', 'x509', der)
    const args = ['verify', '-crl_check', '-CAfile', root, '-untrusted', issuing, '-CRLfile', list, subject]
    return execFileSync('openssl', args, { encoding: 'utf8', stdio: 'pipe' })
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string }
    return stdout + stderr
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

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
