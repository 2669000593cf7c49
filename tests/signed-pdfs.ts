import { execFile, execFileSync } from 'node:child_process'
import { sign, X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { addValidationData, signPdf, stampPdf, type Signing } from '../signing/pades.ts'
import { timestampNonce, timestampQuery } from '../pki/timestamp-verify.ts'
import { root } from '../bin/bootstrap.mjs'

// An authority by openssl, with whose keys tests sign PDFs; and those who judge them: poppler, pyHanko, the EU's DSS.

export type Judged = Record<'poppler' | 'pyhanko' | 'dss', string[]>

/** What a paper says, without its lines. */
export const textOf = (pdf: Uint8Array): string =>
  execFileSync('pdftotext', ['-raw', '-', '-'], { input: pdf, encoding: 'utf8' }).replaceAll(/\s/g, '')

/** `name`: of its root. */
export function pdfAuthority(name: string) {
  const folder = mkdtempSync(join(tmpdir(), 'yinxin-pades-'))
  const at = (file: string) => join(folder, file)
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })
  const der = (file: string) => new X509Certificate(readFileSync(at(`${file}.pem`))).raw
  const rsa = ['-newkey', 'rsa:2048', '-nodes']

  const ca = (who: string) => [
    `[ca_${who}]`,
    `database=${who}.txt`,
    'default_md=sha256',
    'default_crl_days=30',
    'crl_extensions=crl_extensions',
    `certificate=${who}.pem`,
    `private_key=${who}.key`,
  ]
  const tsa = ['[tsa]', 'default_tsa=two', '[two]', 'serial=serial', 'default_policy=1.2.3', 'digests=sha256']
  const config = [
    ...['[req]', 'distinguished_name=dn', '[dn]', '[crl_extensions]', 'authorityKeyIdentifier=keyid'],
    ...[...ca('root'), ...ca('issuing'), ...tsa, 'signer_digest=sha256', 'ess_cert_id_alg=sha256'],
  ]
  writeFileSync(at('cnf'), config.join('\n'))
  writeFileSync(at('serial'), '01')
  for (const who of ['root', 'issuing']) writeFileSync(at(`${who}.txt`), '')

  const top = 'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign'
  const usages: Record<string, [by: string, extensions: string]> = {
    root: ['root', top],
    issuing: ['root', `${top}\ncrlDistributionPoints=URI:http://127.0.0.1:9/root.crl`],
    signer: [
      'issuing',
      'keyUsage=critical,digitalSignature,nonRepudiation\nauthorityInfoAccess=OCSP;URI:http://127.0.0.1:9/ocsp',
    ],
    tsa: [
      'issuing',
      'keyUsage=critical,digitalSignature\nextendedKeyUsage=critical,timeStamping\ncrlDistributionPoints=URI:http://127.0.0.1:9/issuing.crl',
    ],
    ocsp: [
      'issuing',
      'keyUsage=critical,digitalSignature\nextendedKeyUsage=OCSPSigning\n1.3.6.1.5.5.7.48.1.5=ASN1:NULL',
    ],
  }
  for (const [who, [by, extensions]] of Object.entries(usages)) {
    const ids = 'subjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid'
    writeFileSync(at('ext'), `${extensions}\n${ids}\n`)
    const subject = `/C=CN/O=${name}/CN=${name} ${who}`
    openssl('req', '-new', '-utf8', ...rsa, '-keyout', `${who}.key`, '-out', `${who}.csr`, '-subj', subject)
    const issuer =
      who === by ? ['-signkey', `${who}.key`] : ['-CA', `${by}.pem`, '-CAkey', `${by}.key`, '-CAcreateserial']
    openssl(
      'x509',
      '-req',
      '-in',
      `${who}.csr`,
      ...issuer,
      '-extfile',
      'ext',
      '-days',
      '800',
      '-out',
      `${who}.pem`,
    )
  }
  for (const who of ['root', 'issuing']) {
    openssl('ca', '-gencrl', '-config', 'cnf', '-name', `ca_${who}`, '-out', `${who}.crl.pem`)
    openssl('crl', '-in', `${who}.crl.pem`, '-outform', 'DER', '-out', `${who}.crl`)
  }
  const { serialNumber, validTo } = new X509Certificate(der('signer'))
  const end = new Date(validTo).toISOString().replace(/\D/g, '').slice(2, 14)
  writeFileSync(at('index'), `V\t${end}Z\t\t${serialNumber}\tunknown\t/CN=signer\n`)
  const responder = ['-index', 'index', '-rsigner', 'ocsp.pem', '-rkey', 'ocsp.key', '-CA', 'issuing.pem']
  const asked = ['-issuer', 'issuing.pem', '-cert', 'signer.pem', '-respout', 'signer.ocsp', '-ndays', '7']
  openssl('ocsp', ...responder, ...asked, '-noverify')

  const stamp = async (data: Uint8Array) => {
    writeFileSync(at('query'), timestampQuery(data, timestampNonce()))
    const by = ['-signer', 'tsa.pem', '-inkey', 'tsa.key', '-chain', 'issuing.pem', '-config', 'cnf']
    openssl('ts', '-reply', '-queryfile', 'query', ...by, '-token_out', '-out', 'token')
    return readFileSync(at('token'))
  }
  const key = readFileSync(at('signer.key'))
  const signed = (pdf: Uint8Array, given: Partial<Signing> = {}) =>
    signPdf(pdf, {
      signer: {
        certificate: der('signer'),
        chain: [der('issuing')],
        sign: async (data) => sign('sha256', data, key),
      },
      stamp,
      at: new Date(),
      reason: '合同 No. 1',
      ...given,
    })
  const kept = (pdf: Uint8Array) =>
    addValidationData(pdf, {
      certificates: ['signer', 'issuing', 'tsa', 'ocsp', 'root'].map(der),
      ocsps: [readFileSync(at('signer.ocsp'))],
      crls: ['root.crl', 'issuing.crl'].map((file) => readFileSync(at(file))),
    })
  const archived = async (pdf: Uint8Array, given?: Partial<Signing>) =>
    stampPdf(await kept(await signed(pdf, given)), stamp)

  const judge = (pdfs: readonly Uint8Array[], how?: Parameters<typeof judgePdfs>[2]) =>
    judgePdfs(folder, pdfs, how)
  return { folder, der, stamp, signed, kept, archived, judge }
}

/**
 * What each of the three says of the signatures in each document; pyHanko of the first only, where it is archived.
 * @param folder where `root.pem` lies, which is trusted.
 */
export async function judgePdfs(
  folder: string,
  pdfs: readonly Uint8Array[],
  { isArchived = false, isHybrid = false } = {},
): Promise<Judged[]> {
  const at = (file: string) => join(folder, file)
  const said = async (program: string, ...args: string[]) => {
    // Whom they ask may be in this process.
    const ran = promisify(execFile)(program, args, { cwd: folder })
    const { stdout, stderr } = await ran.catch((error: { stdout: string; stderr: string }) => error)
    return `${stdout}${stderr}`
  }
  const files = pdfs.map((pdf, index) => {
    writeFileSync(at(`judged${index}.pdf`), pdf)
    return `judged${index}.pdf`
  })
  const java = ['-XX:TieredStopAtLevel=1', '-cp', process.env.DSS_CLASSES!, join(root, 'tests/JudgePdf.java')]
  // Each takes its time to start.
  const dss = said('java', ...java, 'root.pem', ...files)
  const judgedBy = async (file: string): Promise<Judged> => {
    // Nobody answers at the addresses in the certificates.
    const how = isArchived ? ['adesverify'] : ['validate', '--no-revocation-check']
    const trust = ['--trust', 'root.pem', '--trust-replace', '--pretty-print']
    // Word writes hybrid files; pyHanko reads them only when told to.
    if (isHybrid) trust.push('--no-strict-syntax')
    const pyhanko = await said(process.env.PYHANKO!, 'sign', ...how, ...trust, file)
    const poppler = await said('pdfsig', '-nocert', file)
    return {
      poppler: [...poppler.matchAll(/Signature Validation: (.*)/g)].map(([, one]) => one!),
      pyhanko: [...pyhanko.matchAll(/The signature is judged (\w+)/g)].map(([, one]) => one!),
      dss: (await dss)
        .split('\n')
        .filter((line) => line.startsWith(`${file}\t`))
        .map((line) => line.split('\t').slice(1).join(' ')),
    }
  }
  return Promise.all(files.map(judgedBy))
}
