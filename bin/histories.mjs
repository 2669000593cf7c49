// Runs the scenarios and stores what happened to each process, for workflows/replay.test.ts.
import { goOn } from './bootstrap.mjs'

process.env.STORE_HISTORIES = '1'
process.argv.splice(2, Infinity, 'tests/', '--project', 'unit')
await goOn('test.ts', { tests: true })
