// The key agent: a service on the applicant's PC that lets our site, and no other, use a plugged-in key. It starts itself
// once more for each driver, which then gets by without what only the service needs.
import { MODULE_ARGUMENT } from './driver-process.ts'

const [argument, module] = process.argv.slice(2)
if (argument === MODULE_ARGUMENT && module) {
  const { serveModule } = await import('./serve-module.ts')
  await serveModule(module)
} else {
  const { start } = await import('./start.ts')
  await start().catch((error: unknown) => {
    console.error(`The key agent cannot start: ${(error as Error).message}`)
    process.exit(1)
  })
}
