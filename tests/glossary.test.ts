import { globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

// What people read says each thing by its one name: the words that docs/glossary.md refuses are nowhere.

const rows = readFileSync('docs/glossary.md', 'utf8')
  .split('\n')
  .filter((line) => /^\| [^\s-]/.test(line) && !line.startsWith('| 词'))
  .map((line) => line.split('|').map((cell) => cell.trim()))
const never = rows.flatMap((cells) => cells[4]!.split(/, /))
/** Where a word is part of another one, or explains the right one. */
const besides = /介质（USB ?智能密码钥匙）|身份验证器/g

const isChinese = (word: string) => /\p{Script=Han}/u.test(word)
const read = (patterns: string[]) =>
  globSync(patterns, { exclude: ['docs/glossary.md', '**/node_modules/**'] }).map(
    (file) => [file, readFileSync(file, 'utf8')] as const,
  )

it('the glossary has words to refuse', () => expect(never.length).toBeGreaterThan(10))

it.each([
  ['zh-CN', ['{ui,domain,api}/messages/zh-CN/*.json', 'sandbox/page/*.js', 'agent/packaging/*'], never],
  ['en', ['{ui,domain,api}/messages/en/*.json'], never.filter((word) => !isChinese(word))],
  [
    'paper and docs',
    ['{api,signing}/**/*.{ts,typ}', 'ui/src/lib/help/*.ts', 'README.md', 'CONTRIBUTING.md', 'docs/*.md'],
    never.filter(isChinese),
  ],
])('each thing has its one name: %s', (_, patterns, words) => {
  const found = read(patterns).flatMap(([file, text]) =>
    text
      .replace(besides, '')
      .replace(/^ *"\w+": /gm, '')
      .split('\n')
      .flatMap((line) =>
        words.filter((word) => line.includes(word)).map((word) => `${file}: ${word}: ${line.trim()}`),
      ),
  )
  expect(found).toEqual([])
})
