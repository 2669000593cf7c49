import { goOn } from './bootstrap.mjs'

await goOn('reset.ts')
