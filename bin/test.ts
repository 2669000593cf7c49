// Everything: type check, lint, format, unused code, unit tests, and the browser journeys on a whole installation.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './bootstrap.mjs'
import { buildSite, foreground } from './installation.ts'
import { hsmModule, testServer, tokenModule } from './tools.ts'

interface Report {
  numPassedTests: number
  numFailedTests: number
  testResults: { status: string; assertionResults: unknown[] }[]
}

const tool = (name: string) => join(root, 'node_modules', name)
const ui = join(root, 'ui')
const only = process.argv.slice(2).filter((argument) => argument !== '--')

const checks: [name: string, args: string[], cwd?: string][] = [
  ['svelte-kit sync', [tool('@sveltejs/kit/svelte-kit.js'), 'sync'], ui],
  ['types', [tool('typescript/bin/tsc'), '-p', 'tsconfig.json']],
  ['types of the site', [tool('svelte-check/bin/svelte-check'), '--tsconfig', 'tsconfig.json'], ui],
  ['lint', [tool('eslint/bin/eslint.js'), '.', '--max-warnings', '0']],
  ['format', [tool('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.']],
  [
    'circles of imports',
    [tool('dependency-cruiser/bin/dependency-cruiser.mjs'), '--config', '.dependency-cruiser.json', '.'],
  ],
  ['unused code', [tool('knip/bin/knip.js')]],
]

const failed: string[] = []
if (only.length === 0) {
  buildSite()
  for (const [name, args, cwd] of checks) {
    const begun = Date.now()
    const code = foreground(args, process.env, cwd)
    console.log(`${code === 0 ? '✓' : '✗'} ${name} (${Math.round((Date.now() - begun) / 1000)} s)`)
    if (code !== 0) failed.push(name)
  }
}

const report = join(root, '.tools/tests.json')
const env = {
  ...process.env,
  TEMPORAL_TEST_SERVER: await testServer(),
  TOKEN_MODULE: await tokenModule(),
  HSM_MODULE: hsmModule(),
}
const code = foreground(
  [
    tool('vitest/vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...only,
  ],
  env,
)
const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8')) as Report
// A file that cannot even be loaded has no failed test in it.
const broken = testResults.filter(
  ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
)
if (failed.length > 0) console.log(`✗ checks that failed: ${failed.join(', ')}`)
console.log(`${numPassedTests} passed, ${numFailedTests + broken.length + failed.length} failed`)
process.exit(code !== 0 || failed.length > 0 ? 1 : 0)
