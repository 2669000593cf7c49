import { execFileSync } from 'node:child_process'
import { join, relative } from 'node:path'
import { expect, it } from 'vitest'
import { root } from './bootstrap.mjs'
import { sources } from './tools.ts'

it('what a build leaves among the sources is no reason to build again', () => {
  const files = ['ui', 'workflows', 'domain'].flatMap((folder) => sources(join(root, folder)))
  expect(files.length).toBeGreaterThan(100)
  const ignored = execFileSync('git', ['ls-files', '--others', '--ignored', '--exclude-standard', '-z'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  const left = new Set(ignored.split('\0'))
  expect(files.map((file) => relative(root, file)).filter((file) => left.has(file))).toEqual([])
})
