// npm run import:certificates -- [--dry-run] FILE — takes over certificates and holders of an earlier system. Prints a
// line for each line of the file; ends with 1 when any was refused. Run again, it takes what is left.
import { open } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { openDatabase } from '../../db/database.ts'
import { takeOverLine, type LineReport } from './takeover.ts'

const { values, positionals } = parseArgs({
  options: { 'dry-run': { type: 'boolean', default: false } },
  allowPositionals: true,
})
const [path] = positionals
if (!path) {
  console.error('usage: npm run import:certificates -- [--dry-run] FILE')
  process.exit(2)
}
const dryRun = values['dry-run']

/** One line of the report. It names no holder. */
const words = (report: LineReport) =>
  report.outcome === 'refused'
    ? `refused ${report.problems.map(({ field, problem }) => `${field}:${problem}`).join(' ')}`
    : `${report.outcome} ${report.serial}`

const { db, close } = openDatabase()
const file = await open(path)
const counts = { taken: 0, known: 0, refused: 0 }
let number = 0
try {
  for await (const line of file.readLines()) {
    number++
    if (line.trim() === '') continue
    const report = await takeOverLine(db, line, { dryRun })
    counts[report.outcome]++
    console.log(`${number}: ${words(report)}`)
  }
} finally {
  await file.close()
  await close()
}
const { taken, known, refused } = counts
const note = dryRun ? '（试运行，未写入 dry run, nothing written）' : ''
console.log(`迁入 taken ${taken} · 已有 known ${known} · 拒绝 refused ${refused}${note}`)
process.exitCode = refused > 0 ? 1 : 0
