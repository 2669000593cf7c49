// `node so-login.ts init-pin|lock`: what the agent never leaves half done or repeats, done to a key in the USB port.
import graphene from 'graphene-pk11'
import { loadModule, slotOf, withSession, type TokenError } from '../pki/pkcs11.ts'

const { AGENT_MODULE = '', SERIAL = '', SO_PIN = '', NEW_PIN = '' } = process.env
const slot = slotOf(loadModule(AGENT_MODULE), SERIAL)
const asOfficer = (pin: string, work: (session: graphene.Session) => void = () => undefined) =>
  withSession(slot, { pin, as: graphene.UserType.SO }, work)

/** Wrong SO PINs until the key takes none any more. */
function lock(): void {
  for (let tries = 0; tries < 20; tries++) {
    try {
      asOfficer(`wrong-so-pin-number-${String(tries).padStart(4, '0')}`)
    } catch (error) {
      if ((error as TokenError).fault === 'pinLocked') return
    }
  }
  throw new Error('the SO PIN did not lock')
}

if (process.argv[2] === 'lock') lock()
else asOfficer(SO_PIN, (session) => session.initPin(NEW_PIN))
