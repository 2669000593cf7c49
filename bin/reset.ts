import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { fail } from './bootstrap.mjs'
import { wantedDataDir } from './settings.ts'
import { runningIn } from './supervisor.ts'

const dataDir = wantedDataDir()
if (!existsSync(dataDir)) fail(`There is no data in ${dataDir}.`)

const { supervisor, left } = runningIn(dataDir)
if (supervisor || left.length > 0) fail('Yinxin is running; npm stop ends it.')

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
