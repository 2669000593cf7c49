// The key ceremony: `node pki/ceremony.ts`. Makes the HSM token, both CAs and the secrets; safe to run again.
import { config } from '../config.ts'
import { establishAuthority } from './authority.ts'
import { openHsm } from './hsm.ts'
import { guarded, loadModule, tokenSlots } from './pkcs11.ts'
import graphene from 'graphene-pk11'

const { HSM_MODULE, HSM_TOKEN_LABEL, HSM_PIN } = config('hsm')
const { HSM_SO_PIN } = config('ceremony')
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

prepareToken()
const hsm = openHsm({ module: HSM_MODULE, tokenLabel: HSM_TOKEN_LABEL, pin: HSM_PIN })
establishAuthority(hsm, { siteUrl: SITE_URL, now: new Date() })
hsm.close()
