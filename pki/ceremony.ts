// The key ceremony: `node pki/ceremony.ts`. Makes the HSM token, both CAs and the secrets, and signs what key agents
// carry; safe to run again.
import { createPublicKey } from 'node:crypto'
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { config } from '../config.ts'
import { AGENT_AUTHORITY, AGENT_MINIMUM_VERSION } from './agent-protocol.ts'
import { agentFiles, signSettings } from './agent-settings.ts'
import { authorityKeys, establishAuthority } from './authority.ts'
import { openHsm, type Hsm } from './hsm.ts'
import { guarded, loadModule, tokenSlots } from './pkcs11.ts'
import graphene from 'graphene-pk11'

const { HSM_MODULE, HSM_TOKEN_LABEL, HSM_PIN } = config('hsm')
const { HSM_SO_PIN, AGENT_SETTINGS_DIR } = config('ceremony')
const { SITE_URL } = config('site')

/** Makes a token with our label in the first empty slot, unless there is one with a user PIN already. */
function prepareToken(): void {
  const module = loadModule(HSM_MODULE)
  const labelled = tokenSlots(module).find((slot) => slot.getToken().label.trim() === HSM_TOKEN_LABEL)
  const ready = labelled && (labelled.getToken().flags & graphene.TokenFlag.USER_PIN_INITIALIZED) !== 0
  if (ready) return
  const slot =
    labelled ??
    tokenSlots(module).find(
      (candidate) => (candidate.getToken().flags & graphene.TokenFlag.TOKEN_INITIALIZED) === 0,
    )
  if (!slot) throw new Error('the HSM has no empty slot')
  guarded(() => module.lib.C_InitToken(slot.handle, HSM_SO_PIN, HSM_TOKEN_LABEL.padEnd(32)))
  const session = slot.open(graphene.SessionFlag.RW_SESSION | graphene.SessionFlag.SERIAL_SESSION)
  session.login(HSM_SO_PIN, graphene.UserType.SO)
  session.initPin(HSM_PIN)
  session.logout()
  session.close()
}

/** Writes the CA's key for agents and their settings, signed by it: which sites, whose tickets, whose certificates. */
function signAgentSettings(hsm: Hsm, folder: string): void {
  mkdirSync(folder, { recursive: true })
  const write = (name: string, content: string) => {
    const file = join(folder, name)
    writeFileSync(`${file}.new`, content)
    renameSync(`${file}.new`, file)
  }
  const ticketKey = createPublicKey(config('keyAgent').AGENT_TICKET_KEY)
  const { text, signature } = signSettings(
    {
      origins: [new URL(SITE_URL).origin],
      ticketKey: ticketKey.export({ type: 'spki', format: 'der' }).toString('base64'),
      issuers: [Buffer.from(hsm.publicKey(authorityKeys.issuing)).toString('base64')],
      minimumVersion: AGENT_MINIMUM_VERSION,
    },
    (data) => hsm.sign(AGENT_AUTHORITY, data),
  )
  const authority = createPublicKey({
    key: Buffer.from(hsm.publicKey(AGENT_AUTHORITY)),
    type: 'spki',
    format: 'der',
  })
  write(agentFiles.authority, authority.export({ type: 'spki', format: 'pem' }).toString())
  write(agentFiles.settings, text)
  write(agentFiles.signature, signature)
}

prepareToken()
const hsm = openHsm({ module: HSM_MODULE, tokenLabel: HSM_TOKEN_LABEL, pin: HSM_PIN })
establishAuthority(hsm, { siteUrl: SITE_URL, now: new Date() })
if (AGENT_SETTINGS_DIR) signAgentSettings(hsm, AGENT_SETTINGS_DIR)
hsm.close()
