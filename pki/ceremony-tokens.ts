import graphene from 'graphene-pk11'
import { config } from '../config.ts'
import type { CeremonyTokens } from './authority.ts'
import { openHsm } from './hsm.ts'
import { guarded, loadModule, rescan, tokenSlots } from './pkcs11.ts'

// The tokens of the HSM, as only a ceremony has them all.

/** The tokens of the authority, logged in. `close` ends it. @throws TokenError tokenNotFound, pinIncorrect, pinLocked. */
export function openCeremonyTokens(): CeremonyTokens & { close: () => void } {
  const { HSM_MODULE: module, HSM_TOKEN_LABEL, HSM_PIN } = config('hsm')
  const { HSM_ROOT_TOKEN_LABEL, HSM_ROOT_PIN } = config('root')
  const root = openHsm({ module, tokenLabel: HSM_ROOT_TOKEN_LABEL, pin: HSM_ROOT_PIN })
  const ca = openHsm({ module, tokenLabel: HSM_TOKEN_LABEL, pin: HSM_PIN })
  const close = () => [root, ca].forEach((token) => token.close())
  return { root, ca, close }
}

/** Makes each token in an empty slot, unless it is there with a user PIN already. @throws Error when no slot is empty. */
export function prepareTokens(): void {
  const { HSM_MODULE, HSM_TOKEN_LABEL, HSM_PIN } = config('hsm')
  const { HSM_ROOT_TOKEN_LABEL, HSM_ROOT_PIN } = config('root')
  const { HSM_VAULT_TOKEN_LABEL, HSM_VAULT_PIN } = config('vault')
  const { HSM_SO_PIN, HSM_ROOT_SO_PIN, HSM_VAULT_SO_PIN } = config('ceremony')
  prepareToken(HSM_MODULE, { label: HSM_ROOT_TOKEN_LABEL, soPin: HSM_ROOT_SO_PIN, pin: HSM_ROOT_PIN })
  prepareToken(HSM_MODULE, { label: HSM_TOKEN_LABEL, soPin: HSM_SO_PIN, pin: HSM_PIN })
  prepareToken(HSM_MODULE, { label: HSM_VAULT_TOKEN_LABEL, soPin: HSM_VAULT_SO_PIN, pin: HSM_VAULT_PIN })
}

function prepareToken(
  path: string,
  { label, soPin, pin }: { label: string; soPin: string; pin: string },
): void {
  const module = loadModule(path)
  // A token that was made a moment ago may have moved to another slot.
  rescan(module)
  const labelled = tokenSlots(module).find((slot) => slot.getToken().label.trim() === label)
  const ready = labelled && (labelled.getToken().flags & graphene.TokenFlag.USER_PIN_INITIALIZED) !== 0
  if (ready) return
  const slot =
    labelled ??
    tokenSlots(module).find(
      (candidate) => (candidate.getToken().flags & graphene.TokenFlag.TOKEN_INITIALIZED) === 0,
    )
  if (!slot) throw new Error('the HSM has no empty slot')
  guarded(() => module.lib.C_InitToken(slot.handle, soPin, label.padEnd(32)))
  const session = slot.open(graphene.SessionFlag.RW_SESSION | graphene.SessionFlag.SERIAL_SESSION)
  session.login(soPin, graphene.UserType.SO)
  session.initPin(pin)
  session.logout()
  session.close()
}
