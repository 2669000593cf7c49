// Everything: type check, lint, format, unused code, unit tests with the scenarios, and the browser journeys on a
// whole installation. Scenarios run beside checks and journeys: each of them waits a good part of its time.
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { createInterface } from 'node:readline'
import { root } from './bootstrap.mjs'
import { buildSite } from './installation.ts'
import { dss, hsmModule, pkilint, pyhanko, schemathesis, testServer, tokenModule, zlint } from './tools.ts'

interface Report {
  numPassedTests: number
  numFailedTests: number
  testResults: {
    name: string
    status: string
    message: string
    assertionResults: { status: string; fullName: string; failureMessages: string[] }[]
  }[]
}

interface Outcome {
  passed: number
  failed: number
  /** What failed, by name, and why. */
  names: string[]
}

/** So much of a reason is shown once more at the end, where it is not lost among the lines of others. */
const REASON_CHARACTERS = 1500

const tool = (name: string) => join(root, 'node_modules', name)
const ui = join(root, 'ui')
const only = process.argv.slice(2).filter((argument) => argument !== '--')

const checks: [name: string, args: string[], cwd?: string][] = [
  ['svelte-kit sync', [tool('@sveltejs/kit/svelte-kit.js'), 'sync'], ui],
  ['types', [tool('typescript/bin/tsc'), '-p', 'tsconfig.json']],
  ['types of the site', [tool('svelte-check/bin/svelte-check'), '--tsconfig', 'tsconfig.json'], ui],
  ['lint', [tool('eslint/bin/eslint.js'), '.', '--max-warnings', '0']],
  ['format', [tool('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.']],
  ['unused code', [tool('knip/bin/knip.js')]],
]

const running = new Set<ChildProcess>()
// Ctrl-C reaches the children by itself; this process only waits for them to tidy up.
process.on('SIGINT', () => undefined)
process.on('SIGTERM', () => running.forEach((child) => child.kill('SIGTERM')))

/** Runs a program of this project; whole lines of what it says are given on. Gives its exit code. */
function runs(args: string[], say: (line: string) => void, env = process.env, cwd = root): Promise<number> {
  const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  running.add(child)
  for (const input of [child.stdout, child.stderr]) createInterface({ input }).on('line', say)
  return new Promise((resolve) =>
    child.on('close', (code) => {
      running.delete(child)
      resolve(code ?? 1)
    }),
  )
}

/** The checks that run nothing, one after the other. What one says is shown when it fails. */
async function checked(): Promise<Outcome> {
  const names: string[] = []
  for (const [name, args, cwd] of checks) {
    const [begun, lines] = [Date.now(), [] as string[]]
    const code = await runs(args, (line) => lines.push(line), process.env, cwd)
    console.log(`${code === 0 ? '✓' : '✗'} ${name} (${Math.round((Date.now() - begun) / 1000)} s)`)
    if (code === 0) continue
    console.log(lines.join('\n'))
    names.push(name)
  }
  return { passed: 0, failed: names.length, names }
}

const reasonOf = ({ status, fullName, failureMessages }: Report['testResults'][0]['assertionResults'][0]) =>
  status === 'failed' ? [`${fullName}: ${failureMessages.join('\n').slice(0, REASON_CHARACTERS)}`] : []

/** The tests of one project of vitest.config.ts, or those of all whose path or name was asked for. */
async function tested(env: NodeJS.ProcessEnv, project?: 'unit' | 'journey'): Promise<Outcome> {
  const file = join(root, `.tools/tests${project ? `-${project}` : ''}.json`)
  rmSync(file, { force: true })
  const args = [
    ...[tool('vitest/vitest.mjs'), 'run', ...(project ? ['--project', project] : only)],
    ...['--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
  ]
  const code = await runs(args, (line) => console.log(line), env)
  const { numPassedTests, numFailedTests, testResults } = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as Report)
    : { numPassedTests: 0, numFailedTests: 0, testResults: [] }
  const bad = testResults.filter(({ status }) => status === 'failed')
  // A file that cannot even be loaded has no failed test in it.
  const broken = bad.filter(({ assertionResults }) =>
    assertionResults.every(({ status }) => status !== 'failed'),
  )
  const failed = numFailedTests + broken.length
  if (code === 0 || failed > 0) {
    const names = bad.map(({ name, message, assertionResults }) =>
      [
        relative(root, name),
        ...[message, ...assertionResults.flatMap(reasonOf)].filter(Boolean).map((why) => `  ${why}`),
      ].join('\n'),
    )
    return { passed: numPassedTests, failed, names }
  }
  return { passed: numPassedTests, failed: 1, names: [`${project ?? 'these'} tests as a whole, see above`] }
}

async function main(): Promise<number> {
  const begun = Date.now()
  if (only.length === 0) await buildSite()
  const env = {
    ...process.env,
    ...(process.stdout.isTTY && { FORCE_COLOR: '1' }),
    TEMPORAL_TEST_SERVER: await testServer(),
    TOKEN_MODULE: await tokenModule(),
    HSM_MODULE: hsmModule(),
    DSS_CLASSES: await dss(),
    PKILINT: await pkilint(),
    PYHANKO: await pyhanko(),
    SCHEMATHESIS: await schemathesis(),
    ZLINT: await zlint(),
  }
  const outcomes =
    only.length > 0
      ? [await tested(env)]
      : await Promise.all([checked(), tested(env, 'unit'), tested(env, 'journey')])
  const sum = (what: 'passed' | 'failed') => outcomes.reduce((total, outcome) => total + outcome[what], 0)
  for (const name of outcomes.flatMap(({ names }) => names)) console.log(`✗ ${name}`)
  const minutes = Math.round((Date.now() - begun) / 60_000)
  console.log(`${sum('passed')} passed, ${sum('failed')} failed (${minutes} min)`)
  return sum('failed') > 0 ? 1 : 0
}

process.exit(await main())
