// The key ceremony: `node pki/ceremony.ts`. Makes the tokens of the root, of daily work and of hosted keys, both CAs and
// the secrets, and signs the root's CRL and what key agents carry; safe to run again.
import { createPublicKey } from 'node:crypto'
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { config } from '../config.ts'
import { agentAuthority, AGENT_MINIMUM_VERSION } from './agent-protocol.ts'
import { agentFiles, signSettings } from './agent-settings.ts'
import { establishAuthority } from './authority.ts'
import { openCeremonyTokens, prepareTokens } from './ceremony-tokens.ts'
import type { Hsm } from './hsm.ts'
import { issuers } from './issuers.ts'
import { establishVault } from './key-vault.ts'

const { AGENT_SETTINGS_DIR } = config('ceremony')
const { SITE_URL } = config('site')

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
      issuers: [Buffer.from(hsm.publicKey(issuers.issuing.keyLabel)).toString('base64')],
      minimumVersion: AGENT_MINIMUM_VERSION,
    },
    (data) => hsm.signAs('agentAuthority', data),
  )
  const authority = createPublicKey({
    key: Buffer.from(hsm.publicKey(agentAuthority.label)),
    type: 'spki',
    format: 'der',
  })
  write(agentFiles.authority, authority.export({ type: 'spki', format: 'pem' }).toString())
  write(agentFiles.settings, text)
  write(agentFiles.signature, signature)
}

prepareTokens()
const tokens = openCeremonyTokens()
establishAuthority(tokens, { pkiUrl: config('authority').PKI_URL, now: new Date() })
const { HSM_MODULE: module, HSM_VAULT_TOKEN_LABEL: tokenLabel, HSM_VAULT_PIN: pin } = config('vault')
establishVault({ module, tokenLabel, pin })
if (AGENT_SETTINGS_DIR) signAgentSettings(tokens.ca, AGENT_SETTINGS_DIR)
tokens.close()
