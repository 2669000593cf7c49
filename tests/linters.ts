import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

// Judges of certificates, lists and OCSP answers that nobody here wrote.

const run = promisify(execFile)

function required(name: 'PKILINT' | 'ZLINT'): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set: run the tests by npm test`)
  return value
}

interface PkilintReport {
  results: { finding_descriptions: { severity: string; code: string }[] }[]
}

/** What one of pkilint's programs warns of in files of DER: the codes of its findings. */
export async function pkilint(program: string, ...args: string[]): Promise<string[]> {
  const all = ['lint', '--severity', 'WARNING', '--format', 'JSON', '--document-format', 'DER', ...args]
  // Its exit code is the number of findings.
  const { stdout, stderr } = await run(join(required('PKILINT'), program), all).catch(
    (error: unknown) => error as { stdout: string; stderr: string },
  )
  if (!stdout) throw new Error(`${program} says nothing: ${stderr}`)
  const { results } = JSON.parse(stdout) as PkilintReport
  return results.flatMap(({ finding_descriptions: found }) => found.map(({ code }) => code))
}

/** What zlint warns of in a certificate or CRL (PEM): the names of its lints. */
export async function zlint(file: string, ...options: string[]): Promise<string[]> {
  const { stdout } = await run(required('ZLINT'), [...options, file])
  const verdicts = Object.entries(JSON.parse(stdout) as Record<string, { result: string }>)
  // What it reads nothing in it objects to nowhere.
  if (!verdicts.some(([, { result }]) => result === 'pass'))
    throw new Error(`zlint has read nothing of ${file}`)
  return verdicts.filter(([, { result }]) => /^(warn|error|fatal)$/.test(result)).map(([name]) => name)
}
