import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { fail } from './bootstrap.mjs'
import { wantedDataDir } from './settings.ts'

const dataDir = wantedDataDir()
if (!existsSync(dataDir)) fail(`There is no data in ${dataDir}.`)

const runFile = join(dataDir, 'run.json')
const running = existsSync(runFile)
  ? (JSON.parse(readFileSync(runFile, 'utf8')) as { pid: number; startedAt: string }[])
  : []
const alive = running.some(({ pid, startedAt }) => {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[19] === startedAt
  } catch {
    return false
  }
})
if (alive) fail('Yinxin is running. Stop it with Ctrl-C first.')

if (!process.argv.includes('--yes')) {
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const answer = await terminal.question(
    `Delete all orders, keys and certificates in ${dataDir}? Type "yes": `,
  )
  terminal.close()
  if (answer.trim() !== 'yes') fail('Nothing was deleted.')
}
const elsewhere = join(dataDir, 'postgres-folder')
if (existsSync(elsewhere)) rmSync(readFileSync(elsewhere, 'utf8'), { recursive: true, force: true })
rmSync(dataDir, { recursive: true, force: true })
console.log(`✓ ${dataDir} is gone. The next start begins anew.`)
