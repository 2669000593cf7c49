import type { KeyObject } from 'node:crypto'
import { z } from 'zod'
import { isSignedByAuthority } from './agent-protocol.ts'

// What makes an agent ours: whom it obeys. Signed in the HSM by agentAuthority, so that nobody on the PC or on the
// way to it can let another site in.

const settings = z.object({
  /** Sites that may use the agent. */
  origins: z.array(z.url()).min(1),
  /** Ed25519 key of the API that signs tickets: SPKI, base64. */
  ticketKey: z.base64(),
  /** Keys of our issuing CAs: SPKI, base64. A certificate is ours when one of them signed it. */
  issuers: z.array(z.base64()).min(1),
  /** An older agent must not run. */
  minimumVersion: z.string(),
})
export type AgentSettings = z.infer<typeof settings>

/** The files of one agent, in one folder. */
export const agentFiles = {
  settings: 'agent-settings.json',
  signature: 'agent-settings.sig',
  authority: 'agent-authority.pem',
} as const

const signedBytes = (text: string) => Buffer.from(`yinxin-agent-settings-v1\n${text}`)

/** The settings as text, with the authority's signature over it in base64. */
export function signSettings(content: AgentSettings, signInHsm: (data: Uint8Array) => Uint8Array) {
  const text = `${JSON.stringify(content, null, 2)}\n`
  return { text, signature: Buffer.from(signInHsm(signedBytes(text))).toString('base64') }
}

/** @throws Error when the authority did not sign this text. */
export function readSignedSettings(text: string, signature: string, authority: KeyObject): AgentSettings {
  if (!isSignedByAuthority(authority, signedBytes(text), signature)) {
    throw new Error('the settings of the agent are not signed by the CA')
  }
  return settings.parse(JSON.parse(text))
}
