import { goOn } from './bootstrap.mjs'

await goOn('stop.ts')
