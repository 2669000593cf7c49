import { fileURLToPath } from 'node:url'
import boundaries from 'eslint-plugin-boundaries'
import svelte from 'eslint-plugin-svelte'
import globals from 'globals'
import ts from 'typescript-eslint'

const root = fileURLToPath(new URL('.', import.meta.url))

// Who may import whom: only downwards. The picture is in the README; `types` stand for `import type` only.
const directions = {
  ui: {},
  api: { may: ['workflows', 'db', 'domain', 'signing', 'pki'] },
  workflows: { may: ['domain'], types: ['activities'] },
  activities: { may: ['db', 'signing', 'pki', 'domain'] },
  signing: { may: ['pki', 'domain'] },
  pki: { may: ['domain'] },
  agent: { may: ['pki', 'domain'] },
  db: { may: ['domain'] },
  domain: {},
  sandbox: {},
  bin: { may: ['db', 'pki', 'domain'] },
}

const folders = Object.keys(directions).map((type) => ({ type, pattern: `${type}/**`, partialMatch: false }))
const own = (type) => ({ element: { type } })

const policies = Object.entries(directions).flatMap(([type, { may = [], types = [] }]) => [
  { from: own(type), allow: { to: { element: { types: { anyOf: [type, ...may] } } } } },
  ...types.map((target) => ({
    from: own(type),
    allow: { to: own(target), dependency: { kind: 'type' } },
  })),
])

export default ts.config(
  {
    ignores: [
      '**/node_modules',
      '**/build',
      '**/.svelte-kit',
      '**/target',
      '.data',
      '.tools',
      'db/migrations',
      'ui/src/lib/paraglide',
      'ui/src/lib/api/schema.d.ts',
    ],
  },
  ts.configs.recommended,
  svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.node } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      eqeqeq: 'error',
    },
  },
  {
    // A promise that nobody waits for loses its error; only the type checker can see it.
    files: ['{api,workflows,activities,signing,pki,db,domain,sandbox,agent,bin,tests}/**/*.ts'],
    ignores: ['sandbox/page/**'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false } }],
    },
  },
  {
    files: ['ui/**/*.{ts,svelte}', 'sandbox/page/**', 'tests/**'],
    languageOptions: { globals: { ...globals.browser } },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts', 'ui/**/*.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
    rules: {
      // The site is served from the root of its origin, so plain paths are right.
      'svelte/no-navigation-without-resolve': 'off',
    },
  },
  {
    files: [`{${Object.keys(directions).join(',')}}/**/*.{ts,svelte}`],
    // Tests may bring up more of the house than the file beside them.
    ignores: ['**/*.test.ts'],
    plugins: { boundaries },
    settings: {
      'boundaries/root-path': root,
      'boundaries/elements': folders,
      'import/resolver': { node: { extensions: ['.ts', '.js', '.svelte'] } },
    },
    rules: {
      'boundaries/dependencies': ['error', { default: 'disallow', policies }],
    },
  },
  {
    // The two files of settings belong to the product's upper floors.
    files: ['{ui,domain,sandbox,agent}/**/*.{ts,svelte}'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [{ regex: '(^|/)(temporal\\.)?config\\.ts$' }] }],
    },
  },
  {
    // A route looks up, refuses and returns; queries stand in db, one file a subject.
    files: ['api/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [{ regex: '^drizzle-orm|(^|/)db/schema/', message: 'Queries stand in db/<subject>.ts.' }],
        },
      ],
    },
  },
  {
    // Workflow code runs in a sandbox without Node, and must come to the same result when it is run again.
    files: ['workflows/**/*.ts'],
    ignores: ['workflows/**/*.test.ts', 'workflows/bundle.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['node:*'] }, { regex: '(^|/)config\\.ts$' }] },
      ],
      'no-restricted-globals': ['error', 'process', 'Buffer', 'fetch'],
    },
  },
  {
    // The product reads its settings in one place.
    files: ['{api,activities,pki,db,domain}/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Use config.ts.' },
      ],
    },
  },
)
