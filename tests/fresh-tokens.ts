// Fresh software tokens for tests: an HSM (SoftHSM) and USB keys (the sandbox's module). The modules read their
// settings from the environment when they are loaded, so each kind is used in its own test file.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadModule, tokenSlots } from '../pki/pkcs11.ts'

export const FACTORY_SO_PIN = 'factory-so-pin'

function required(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set: run the tests by npm test`)
  return value
}

/** Moves a token out of the folder `tokens` that SoftHSM sees, as a token of the root is locked away after the ceremony. */
export function takeTokenAway(folder: string, label: string): void {
  const tokens = join(folder, 'tokens')
  const found = readdirSync(tokens).find((name) =>
    readFileSync(join(tokens, name, 'token.object')).includes(label.padEnd(32)),
  )
  renameSync(join(tokens, found!), join(folder, label))
}

/** Environment of an empty HSM in a folder of its own, after a ceremony. */
export function freshHsm(siteUrl = 'https://site.example', pkiUrl = 'http://pki.example') {
  const folder = mkdtempSync(join(tmpdir(), 'yinxin-hsm-'))
  mkdirSync(join(folder, 'tokens'))
  const conf = join(folder, 'softhsm2.conf')
  writeFileSync(
    conf,
    `directories.tokendir = ${join(folder, 'tokens')}\nobjectstore.backend = file\nlog.level = ERROR\n`,
  )
  const environment = {
    SOFTHSM2_CONF: conf,
    HSM_MODULE: required('HSM_MODULE'),
    HSM_TOKEN_LABEL: 'test-ca',
    HSM_PIN: '12345678',
    HSM_SO_PIN: '87654321',
    HSM_ROOT_TOKEN_LABEL: 'test-root',
    HSM_ROOT_PIN: '23456789',
    HSM_ROOT_SO_PIN: '98765432',
    HSM_VAULT_TOKEN_LABEL: 'test-vault',
    HSM_VAULT_PIN: '34567890',
    HSM_VAULT_SO_PIN: '09876543',
    SITE_URL: siteUrl,
    PKI_URL: pkiUrl,
    POLICY_ARC: '1.3.6.1.4.1.32473.1',
  }
  Object.assign(process.env, environment)
  const ceremony = () =>
    execFileSync(process.execPath, ['pki/ceremony.ts'], { env: process.env, stdio: 'pipe' })
  ceremony()
  return {
    ...environment,
    ceremony,
    takeRootAway: () => takeTokenAway(folder, environment.HSM_ROOT_TOKEN_LABEL),
  }
}

/** A USB port with blank keys in it, as a vendor delivers them. */
export function freshTokens(count: number) {
  const folder = mkdtempSync(join(tmpdir(), 'yinxin-usb-'))
  const conf = join(folder, 'token.conf')
  const files = Array.from({ length: count }, (_, index) => join(folder, `${index}.sql`))
  const slots = files.map(
    (file, index) => `[[slots]]\nslot = ${index}\ndbtype = "sqlite"\ndbargs = "${file}"\n`,
  )
  writeFileSync(conf, slots.join('\n'))
  process.env.KRYOPTIC_CONF = conf
  const module = loadModule(required('TOKEN_MODULE'))
  for (const slot of tokenSlots(module))
    module.lib.C_InitToken(slot.handle, FACTORY_SO_PIN, 'BLANK'.padEnd(32))
  return { module: required('TOKEN_MODULE'), folder, files }
}
