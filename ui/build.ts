// Builds the site: `cd ui && node build.ts`. A plugin leaves a timer behind that would keep the process for half a
// minute after the work is done, so it ends itself.
import { createBuilder } from 'vite'

const builder = await createBuilder()
await builder.buildApp()
process.exit(0)
