// What anybody can learn of a certificate by the CRL that we publish, and OpenSSL.
import { execFile, execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

const fetched = async (site: string, path: string) =>
  Buffer.from(await (await fetch(`${site}/pki/${path}`)).arrayBuffer())

/** A certificate (DER) and those above it as PEM files, for OpenSSL. */
async function asFiles(
  site: string,
  der: Uint8Array,
  work: (at: Record<Files, string>) => Promise<string>,
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'yinxin-verify-'))
  const pem = (name: string, type: 'x509' | 'crl', bytes: Uint8Array) => {
    const file = join(folder, name)
    execFileSync('openssl', [type, '-inform', 'DER', '-out', file], { input: bytes })
    return file
  }
  try {
    return await work({
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

/** What OpenSSL says, whether or not it is content. Asynchronous, as the API that it asks may run in this process. */
export async function openssl(...args: string[]): Promise<string> {
  const { stdout, stderr } = await run('openssl', args).catch((error: unknown) => error as Output)
  return `${stdout}${stderr}`
}
interface Output {
  stdout: string
  stderr: string
}

/** What `openssl verify -crl_check` says of a certificate (DER). */
export const opensslVerify = (site: string, der: Uint8Array): Promise<string> =>
  asFiles(site, der, ({ root, issuing, list, subject }) =>
    openssl('verify', '-crl_check', '-CAfile', root, '-untrusted', issuing, '-CRLfile', list, subject),
  )

/** What `openssl ocsp` says of a certificate, with a nonce, asked where the certificate says. PEM files. */
export async function askOcsp(
  { root, issuing, subject }: Record<Exclude<Files, 'list'>, string>,
  ...more: string[]
): Promise<string> {
  const responder = await openssl('x509', '-in', subject, '-noout', '-ocsp_uri')
  return openssl(
    ...['ocsp', '-nonce', '-issuer', issuing, '-cert', subject, ...more],
    ...['-url', responder.trim(), '-CAfile', root, '-verify_other', issuing],
  )
}

/** The same of a certificate (DER); the answer's signature has to hold. */
export const opensslOcsp = (site: string, der: Uint8Array): Promise<string> =>
  asFiles(site, der, async (files) => {
    const said = await askOcsp(files)
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
