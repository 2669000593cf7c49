import { spawn } from 'node:child_process'
import { buffer } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

const here = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url))
const LONGEST_MS = 20_000
const MEGABYTE = 1024 * 1024
const WASM_PAGE = 64 * 1024
const MOST_MEGABYTES = 512

/**
 * Runs a program of ours over what somebody uploaded, in a process of its own: it reads its own code (`code`: folders) and
 * no other file, knows no secret, and has neither time nor memory without an end. Gives what it wrote, and its exit code:
 * null where it was ended.
 */
export async function inBounds(
  program: string[],
  { code, input }: { code: readonly string[]; input: Buffer },
): Promise<{ output: Buffer; exit: number | null }> {
  const read = [...code, 'node_modules'].map((folder) => `${folder}/*`)
  const bounds = [
    ...[...read, 'package.json'].map((path) => `--allow-fs-read=${here(path)}`),
    ...['--permission', `--max-old-space-size=${MOST_MEGABYTES}`],
    `--wasm-max-mem-pages=${(MOST_MEGABYTES * MEGABYTE) / WASM_PAGE}`,
  ]
  const child = spawn(process.execPath, [...bounds, ...program], {
    env: {},
    stdio: ['pipe', 'pipe', 'ignore'],
    timeout: LONGEST_MS,
    killSignal: 'SIGKILL',
  })
  const ended = new Promise<number | null>((resolve, reject) =>
    child.on('error', reject).on('close', resolve),
  )
  // A program that ended early takes no more.
  child.stdin.on('error', () => undefined).end(input)
  const [output, exit] = await Promise.all([buffer(child.stdout), ended])
  return { output, exit }
}
