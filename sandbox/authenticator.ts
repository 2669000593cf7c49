import { existsSync, readFileSync } from 'node:fs'
import { Secret, TOTP } from 'otpauth'
import { settings } from './settings.ts'

interface Entry {
  account: string
  label: string
  secret: string
}

/** The authenticator app on the staff's phones: current codes (RFC 6238) and how many seconds they still live. */
export function totpCodes() {
  if (!existsSync(settings.authenticatorFile)) return []
  const entries = JSON.parse(readFileSync(settings.authenticatorFile, 'utf8')) as Entry[]
  const secondsLeft = 30 - (Math.floor(Date.now() / 1000) % 30)
  return entries.map(({ account, label, secret }) => ({
    account,
    label,
    code: new TOTP({ secret: Secret.fromBase32(secret) }).generate(),
    secondsLeft,
  }))
}
