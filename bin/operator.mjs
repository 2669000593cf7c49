import { goOn } from './bootstrap.mjs'

await goOn('operator.ts')
