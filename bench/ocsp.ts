// How long somebody waits for an OCSP answer through the API, one after the other.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const ANSWERS = 200

/** Milliseconds of each of a number of answers about one certificate. */
export async function timeOcsp(site: string, serial: string): Promise<number[]> {
  const folder = mkdtempSync(join(tmpdir(), 'yinxin-bench-'))
  try {
    const [issuer, asked] = [join(folder, 'issuing.pem'), join(folder, 'request.der')]
    const chain = await fetch(`${site}/pki/chain.pem`)
    writeFileSync(issuer, await chain.text())
    execFileSync('openssl', ['ocsp', '-issuer', issuer, '-serial', `0x${serial}`, '-nonce', '-reqout', asked])
    const body = readFileSync(asked)
    const headers = { 'content-type': 'application/ocsp-request' }
    const times: number[] = []
    for (let index = 0; index < ANSWERS; index++) {
      const begun = performance.now()
      const answer = await fetch(`${site}/pki/ocsp`, { method: 'POST', headers, body })
      await answer.arrayBuffer()
      if (!answer.ok) throw new Error(`OCSP answers ${answer.status}`)
      times.push(performance.now() - begun)
    }
    return times
  } finally {
    rmSync(folder, { recursive: true })
  }
}
