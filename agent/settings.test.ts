import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { agentAuthority } from '../pki/agent-protocol.ts'
import { agentFiles } from '../pki/agent-settings.ts'
import { openHsm, type Hsm } from '../pki/hsm.ts'
import { issuers as authorities } from '../pki/issuers.ts'
import { freshHsm } from '../tests/fresh-tokens.ts'
import { isOlder, readSettings } from './settings.ts'

const folder = join(mkdtempSync(join(tmpdir(), 'yinxin-settings-')), 'key-agent')
const tickets = generateKeyPairSync('ed25519')
const read = (name: string) => readFileSync(join(folder, name), 'utf8')
const der = (key: { export: (options: { type: 'spki'; format: 'der' }) => Buffer }) =>
  key.export({ type: 'spki', format: 'der' })
let hsm: Hsm
let ceremony: () => void

beforeAll(() => {
  process.env.AGENT_SETTINGS_DIR = folder
  process.env.AGENT_TICKET_KEY = tickets.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const environment = freshHsm('https://ca.example/')
  ceremony = environment.ceremony
  const { HSM_MODULE, HSM_TOKEN_LABEL, HSM_PIN } = environment
  hsm = openHsm({ module: HSM_MODULE, tokenLabel: HSM_TOKEN_LABEL, pin: HSM_PIN })
}, 120_000)

describe('the settings of an agent', () => {
  it('come signed from the key ceremony: our site, our tickets, our issuing CA, our authority', () => {
    const { origins, ticketKey, issuers, authority } = readSettings(folder)
    expect(origins).toEqual(['https://ca.example'])
    expect(der(ticketKey)).toEqual(der(tickets.publicKey))
    expect(issuers.map((key) => new Uint8Array(der(key)))).toEqual([
      hsm.publicKey(authorities.issuing.keyLabel),
    ])
    expect(new Uint8Array(der(authority))).toEqual(hsm.publicKey(agentAuthority.label))
  })

  it('stay as they are when the ceremony is held again', () => {
    const before = Object.values(agentFiles).map(read)
    ceremony()
    expect(Object.values(agentFiles).map(read)).toEqual(before)
  })

  it('are refused when a letter of them was changed, or another key signed them', () => {
    const settings = read(agentFiles.settings)
    writeFileSync(join(folder, agentFiles.settings), settings.replace('ca.example', 'ca.exampl3'))
    expect(() => readSettings(folder)).toThrow('not signed by the CA')
    writeFileSync(join(folder, agentFiles.settings), settings)
    const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey
    const pem = createPublicKey(read(agentFiles.authority)).export({ type: 'spki', format: 'pem' })
    writeFileSync(join(folder, agentFiles.authority), other.export({ type: 'spki', format: 'pem' }))
    expect(() => readSettings(folder)).toThrow('not signed by the CA')
    writeFileSync(join(folder, agentFiles.authority), pem)
    expect(() => readSettings(folder)).not.toThrow()
  })

  it('compare versions by their numbers', () => {
    expect(isOlder('1.9.0', '1.10.0')).toBe(true)
    expect(isOlder('1.10.0', '1.9.0')).toBe(false)
    expect(isOlder('1.0.0', '1.0.0')).toBe(false)
  })
})
