// The CA as an agent sees it, for tests: its keys in memory, its certificates and signatures real.
import {
  createHash,
  createPublicKey,
  generateKeyPairSync,
  randomUUID,
  sign,
  type KeyObject,
} from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  AGENT_MINIMUM_VERSION,
  sealUnlock,
  signTicket,
  type AgentOperation,
  type Ticket,
  type UnlockContext,
} from '../pki/agent-protocol.ts'
import { agentFiles, signSettings, type AgentSettings } from '../pki/agent-settings.ts'
import { algorithms } from '../pki/algorithms.ts'
import { assemble, prepareCertificate } from '../pki/certificate.ts'
import { issuers } from '../pki/issuers.ts'
import { authorityName, organisationName } from '../pki/name.ts'
import { subscriberProfiles, type Profile } from '../pki/profiles.ts'
import { newSerial } from '../pki/serial.ts'
import { endOfValidity, startOfValidity } from '../pki/validity.ts'

const rsa = () => generateKeyPairSync('rsa', { modulusLength: 2048 })
const spki = (key: KeyObject) => new Uint8Array(key.export({ type: 'spki', format: 'der' }))
const rsaSign = (key: KeyObject) => (data: Uint8Array) =>
  new Uint8Array(sign(algorithms.rsaSha256.digest, data, key))
const DAY = 86_400_000

export function testCa(origin: string) {
  const issuing = rsa()
  const authority = rsa()
  const tickets = generateKeyPairSync('ed25519')
  const settings: AgentSettings = {
    origins: [origin],
    ticketKey: Buffer.from(spki(tickets.publicKey)).toString('base64'),
    issuers: [Buffer.from(spki(issuing.publicKey)).toString('base64')],
    minimumVersion: AGENT_MINIMUM_VERSION,
  }

  /** A certificate by a key of one's choice under our CA's name, so that only the signature tells. */
  function certify(publicKey: Uint8Array, by: KeyObject, daysAgo: number, profile: Profile): Uint8Array {
    const notBefore = startOfValidity(new Date(Date.now() - daysAgo * DAY))
    const tbs = prepareCertificate({
      profile,
      subject: organisationName({ name: '示例科技（北京）有限公司', uscc: '91350100M000100Y43' }),
      spki: publicKey,
      serial: newSerial(),
      notBefore,
      notAfter: endOfValidity(notBefore, 1),
      issuer: {
        id: 'issuing',
        name: authorityName(issuers.issuing.commonName),
        spki: spki(issuing.publicKey),
      },
    })
    return assemble(tbs, rsaSign(by)(tbs))
  }

  return {
    origin,
    /** Everything an agent needs beside it. */
    writeSettings(folder: string, change: Partial<AgentSettings> = {}, by = authority.privateKey): void {
      mkdirSync(folder, { recursive: true })
      const { text, signature } = signSettings({ ...settings, ...change }, rsaSign(by))
      const write = (name: string, content: string) => writeFileSync(join(folder, name), content)
      write(agentFiles.settings, text)
      write(agentFiles.signature, signature)
      write(
        agentFiles.authority,
        createPublicKey(authority.privateKey).export({ type: 'spki', format: 'pem' }).toString(),
      )
    },

    issue: (publicKey: Uint8Array, daysAgo = 0, profile: Profile = subscriberProfiles.organisationUkey) =>
      certify(publicKey, issuing.privateKey, daysAgo, profile),
    /** What another CA issues that has taken our name. */
    issueForeign: (publicKey: Uint8Array) =>
      certify(publicKey, rsa().privateKey, 0, subscriberProfiles.organisationUkey),

    ticket(agentNonce: string, operations: AgentOperation[], more: Partial<Ticket> = {}): string {
      return signTicket(
        {
          id: randomUUID(),
          origin,
          agentNonce,
          operations,
          tokenSerial: null,
          orderNo: null,
          expiresAt: Math.floor(Date.now() / 1000) + 600,
          ...more,
        },
        tickets.privateKey,
      )
    },

    /** The SO PIN of a key, as the HSM derives it: anything that differs by serial number and generation. */
    soPin: (serial: string, generation: number) =>
      createHash('sha256').update(`${serial}|${generation}`).digest('base64url').slice(0, 24),

    seal(
      begun: { agentNonce: string; agentPublicKey: string },
      serial: string,
      change: Partial<UnlockContext> = {},
      possible: number[] = [],
    ) {
      const context = {
        requestId: randomUUID(),
        tokenSerial: serial,
        agentNonce: begun.agentNonce,
        agentPublicKey: begun.agentPublicKey,
        fromGeneration: 1,
        toGeneration: 2,
        expiresAt: Math.floor(Date.now() / 1000) + 60,
        ...change,
      }
      const pins = {
        current: this.soPin(serial, context.fromGeneration),
        possible: possible.map((generation) => this.soPin(serial, generation)),
        next: this.soPin(serial, context.toGeneration),
      }
      return sealUnlock(context, pins, rsaSign(authority.privateKey))
    },
  }
}
