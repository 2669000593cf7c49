import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { parse } from 'yaml'
import { config, variables, type ProcessName } from './config.ts'

const folder = mkdtempSync(join(tmpdir(), 'yinxin-config-'))
afterAll(() => rmSync(folder, { recursive: true }))
afterEach(() => vi.unstubAllEnvs())

const key = Buffer.alloc(32, 1).toString('base64')

function secretFile(content: string): string {
  const file = join(folder, 'secret')
  writeFileSync(file, content)
  return file
}

describe('a setting', () => {
  it('may be given as a file', () => {
    vi.stubEnv('SESSION_KEY_FILE', secretFile(`${key}\n`))
    expect(config('sessions').SESSION_KEY).toBe(key)
  })

  it('is given once', () => {
    vi.stubEnv('SESSION_KEY_FILE', secretFile(key))
    vi.stubEnv('SESSION_KEY', key)
    expect(() => config('sessions')).toThrow('SESSION_KEY and SESSION_KEY_FILE are both set')
  })

  it.each([
    [
      'a file that is not there',
      { SESSION_KEY_FILE: join(folder, 'nothing') },
      'SESSION_KEY_FILE cannot be read: ENOENT',
    ],
    ['a malformed value', { SESSION_KEY: 'not-the-key' }, 'SESSION_KEY: 32 bytes in base64'],
    ['no value', {}, 'SESSION_KEY: '],
  ])('of %s is named, and never its value', (_what, environment: Record<string, string>, said) => {
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value)
    expect(() => config('sessions')).toThrow(said)
    expect(() => config('sessions')).not.toThrow('not-the-key')
  })
})

interface Service {
  environment?: Record<string, string>
  secrets?: string[]
}
const { services } = parse(readFileSync(new URL('docker/compose.yaml', import.meta.url), 'utf8'), {
  merge: true,
}) as { services: Record<string, Service> }

/** Secrets that the ceremony gets from the shell of who holds them. */
const fromShell = ['HSM_ROOT_PIN', 'HSM_SO_PIN', 'HSM_ROOT_SO_PIN', 'HSM_VAULT_SO_PIN']

describe('in docker/compose.yaml', () => {
  const containers: [string, ProcessName][] = [
    ['roles', 'databaseAdministrator'],
    ['owner', 'owner'],
    ['api', 'api'],
    ['worker-business', 'business'],
    ['worker-ca', 'ca'],
    ['worker-signing', 'signing'],
    ['ceremony', 'ceremony'],
  ]
  it.each(containers)('%s is given its own secrets and no others', (name, process) => {
    const { environment = {}, secrets = [] } = services[name]!
    const files = Object.entries(environment).filter(([, value]) => value.startsWith('/run/secrets/'))
    expect(files.map(([variable]) => variable.replace(/_FILE$/, '')).sort()).toEqual(
      variables(process, 'secret')
        .filter((variable) => !fromShell.includes(variable))
        .sort(),
    )
    expect(files.map(([, file]) => file.replace('/run/secrets/', '')).sort()).toEqual([...secrets].sort())
  })
})
