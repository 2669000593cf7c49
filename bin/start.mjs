import { goOn } from './bootstrap.mjs'

await goOn('start.ts')
