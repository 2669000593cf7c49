// Builds the site: `cd ui && node build.ts`. A plugin leaves a timer behind that would keep the process for half a
// minute after the work is done, so it ends itself.
import { cpSync } from 'node:fs'
import { createBuilder } from 'vite'

// Documents may name Chinese character sets instead of bringing them along.
cpSync('../node_modules/pdfjs-dist/cmaps', 'static/pdfjs/cmaps', { recursive: true })
const builder = await createBuilder()
await builder.buildApp()
process.exit(0)
