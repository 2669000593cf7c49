import { createHash } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { problemAnswers } from '../plugins/problems.ts'
import { agentFacts } from './agent-facts.ts'

const folder = mkdtempSync(join(tmpdir(), 'yinxin-packages-'))
const app = Fastify()

beforeAll(async () => {
  for (const name of [
    'yinxin-key-agent-1.2.0-win-x64.zip',
    'yinxin-key-agent-1.10.0-linux-x64.tar.gz',
    'agent-settings.json',
    'yinxin-key-agent-1.2.0-win-x64.zip.part',
  ]) {
    writeFileSync(join(folder, name), name)
  }
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  await app.register(problemAnswers)
  await app.register(agentFacts, { ports: [16888], packages: folder })
})
afterAll(() => app.close())

const get = (file: string) => app.inject(`/key-agent/packages/${file}`)

describe('packed key agents', () => {
  it('are listed newest first; what else lies in the folder is not', async () => {
    const packages = (await app.inject('/key-agent/packages')).json()
    expect(packages).toMatchObject([
      {
        file: 'yinxin-key-agent-1.10.0-linux-x64.tar.gz',
        version: '1.10.0',
        platform: 'linux-x64',
        bytes: 40,
        sha256: createHash('sha256').update('yinxin-key-agent-1.10.0-linux-x64.tar.gz').digest('hex'),
      },
      { file: 'yinxin-key-agent-1.2.0-win-x64.zip', platform: 'win-x64' },
    ])
  })

  it('are listed with the digest of what lies there now', async () => {
    const file = 'yinxin-key-agent-1.2.0-win-x64.zip'
    writeFileSync(join(folder, file), 'signed by the vendor since')
    const packages = (await app.inject('/key-agent/packages')).json() as { file: string; sha256: string }[]
    writeFileSync(join(folder, file), file)
    const digest = createHash('sha256').update('signed by the vendor since').digest('hex')
    expect(packages.find((one) => one.file === file)!.sha256).toBe(digest)
  })

  it('are downloaded as files; nothing else of the machine is', async () => {
    const { statusCode, headers, body } = await get('yinxin-key-agent-1.2.0-win-x64.zip')
    expect([statusCode, body]).toEqual([200, 'yinxin-key-agent-1.2.0-win-x64.zip'])
    expect(headers['content-disposition']).toContain('attachment')
    for (const file of [
      'agent-settings.json',
      '..%2F..%2Fetc%2Fpasswd',
      '..%2Fagent-settings.json',
      'yinxin-key-agent-9.9.9-win-x64.zip',
    ]) {
      expect([file, (await get(file)).statusCode]).toEqual([file, 404])
    }
  })
})
