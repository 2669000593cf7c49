import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const lib = fileURLToPath(new URL('./ui/src/lib', import.meta.url))

export default defineConfig({
  resolve: { alias: [{ find: /^#lib/, replacement: lib }] },
  test: {
    cache: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['**/*.test.ts'],
          exclude: ['**/node_modules/**', '**/.svelte-kit/**', 'tests/**/*.journey.test.ts'],
          globalSetup: ['tests/database-setup.ts'],
          pool: 'forks',
          // Vitest would leave one core idle: of two cores half of them. The largest files come first.
          maxWorkers: '100%',
          // A CommonJS package is imported as Node itself does it.
          deps: { interopDefault: false },
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          // They share one installation: one after the other, in the same order each time, as on a fresh machine.
          name: 'journey',
          include: ['tests/**/*.journey.test.ts'],
          globalSetup: ['tests/installation-setup.ts'],
          setupFiles: ['tests/journey-rest.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
