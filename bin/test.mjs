import { goOn } from './bootstrap.mjs'

await goOn('test.ts', { tests: true })
